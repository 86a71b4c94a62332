package vn.onecall.server.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.dao.DataAccessException;
import vn.onecall.keeper.faults.KeeperException;
import vn.onecall.keeper.instances.InstanceException;
import vn.onecall.keeper.instances.OperatorConnection;
import vn.onecall.keeper.keys.KeyEpochs;
import vn.onecall.sealing.KeyEpoch;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.KeystoreChanges;
import vn.onecall.sealing.KeystoreSummary;
import vn.onecall.sealing.SealingException;
import vn.onecall.sealing.Unlock;
import vn.onecall.server.clients.TokenKeys;

/**
 * Commands that an operator runs on the keystore: {@code keys-init}, {@code keys-status}, {@code
 * keys-rotate-epoch} and {@code keys-rotate-token-key}. None requires the server to stop, and none
 * prints a secret.
 */
final class KeystoreCommands {
  static final List<String> NAMES =
      List.of("keys-init", "keys-status", "keys-rotate-epoch", "keys-rotate-token-key");

  private final OnecallSettings settings;
  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;
  private final Path file;

  KeystoreCommands(OnecallSettings settings, Clock clock, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.clock = clock;
    this.out = out;
    this.err = err;
    this.file = KeystoreOpener.file(settings);
  }

  /**
   * Runs a command and returns its exit code: 0 for success, 1 after a reported failure, 2 for
   * wrong usage.
   */
  int run(String command, ApplicationArguments arguments) {
    try {
      return switch (command) {
        case "keys-init" -> arguments.containsOption("add") ? add(arguments) : init(arguments);
        case "keys-status" -> status();
        case "keys-rotate-epoch" ->
            arguments.containsOption("retire") ? retire(arguments) : begin();
        case "keys-rotate-token-key" -> rotateTokenKey(arguments);
        default -> throw new IllegalArgumentException(command);
      };
    } catch (SealingException | InstanceException | KeeperException e) {
      return refuse(e.getMessage());
    } catch (IllegalArgumentException e) {
      // A passphrase that is too short, above all; the message never holds it.
      return refuse(e.getMessage());
    } catch (DataAccessException e) {
      return refuse("The instance 'keys' does not answer.");
    } catch (IOException e) {
      return refuse("The folder of the keystore cannot be made.");
    }
  }

  private int init(ApplicationArguments arguments) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return refuse(
          "There is a keystore already, and it is not overwritten. Give it another unlock with --add.");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    List<Unlock> unlocks = unlocks(arguments);
    try {
      if (unlocks.isEmpty()) {
        unlocks.add(KeystoreOpener.newUnlock(settings));
      }
      Keystore.create(file, unlocks, clock.instant()).close();
    } finally {
      unlocks.forEach(Unlock::close);
    }
    KeystoreSummary made = KeystoreSummary.of(file);
    out.println("The keystore of the installation " + made.installation() + " is made.");
    return sayWhatOpensIt(made);
  }

  private int add(ApplicationArguments arguments) {
    if (value(arguments, "passphrase-file") == null && value(arguments, "secret-file") == null) {
      err.println("Give --passphrase-file or --secret-file to be added.");
      return 2;
    }
    // Before a secret file is made that then opens nothing.
    try (Unlock by = KeystoreOpener.unlock(settings)) {
      Keystore.open(file, by).close();
      for (Unlock added : unlocks(arguments)) {
        try (added) {
          KeystoreChanges.addSlot(file, by, added);
        }
      }
    }
    return sayWhatOpensIt(KeystoreSummary.of(file));
  }

  private int sayWhatOpensIt(KeystoreSummary summary) {
    out.println("It opens by: " + String.join(", ", summary.slots()) + ".");
    out.println(
        "Whoever loses the file, or all that opens it, loses everything ever sealed under it: keep a"
            + " copy of each, apart.");
    return 0;
  }

  private static List<Unlock> unlocks(ApplicationArguments arguments) {
    List<Unlock> unlocks = new ArrayList<>();
    String passphraseFile = value(arguments, "passphrase-file");
    if (passphraseFile != null) {
      unlocks.add(KeystoreOpener.passphrase(Path.of(passphraseFile)));
    }
    String secretFile = value(arguments, "secret-file");
    if (secretFile != null) {
      unlocks.add(KeystoreOpener.secret(Path.of(secretFile)));
    }
    return unlocks;
  }

  private int status() {
    KeystoreSummary summary = KeystoreSummary.of(file);
    out.println("installation  " + summary.installation());
    summary.slots().forEach(slot -> out.println("opens by      " + slot));
    Optional<SortedMap<Integer, KeyEpochs.Standing>> standing = standing(summary);
    for (KeyEpoch epoch : summary.epochs()) {
      boolean current = epoch.number() == summary.epochs().size();
      out.println(
          "epoch %-7d begun %s, %s%s"
              .formatted(
                  epoch.number(),
                  epoch.begun() == null ? "at an unknown time" : epoch.begun(),
                  epoch.retired() != null
                      ? "retired " + epoch.retired()
                      : current ? "current" : "past",
                  standing
                      .map(all -> keys(all.remove(epoch.number()), !current && epoch.held()))
                      .orElse("")));
    }
    standing
        .orElseGet(TreeMap::new)
        .forEach((number, keys) ->
            out.println(
                "epoch %-7d not in this keystore, which is older%s"
                    .formatted(number, keys(keys, false))));
    return 0;
  }

  private Optional<SortedMap<Integer, KeyEpochs.Standing>> standing(KeystoreSummary summary) {
    try (OperatorConnection reached =
        OperatorConnection.of(KeeperConfiguration.settings(settings), summary.installation())) {
      return Optional.of(new KeyEpochs(reached.keys()).standing());
    } catch (InstanceException | DataAccessException e) {
      out.println(
          "not counted   "
              + (e instanceof InstanceException
                  ? e.getMessage()
                  : "The instance 'keys' does not answer."));
      return Optional.empty();
    }
  }

  private static String keys(KeyEpochs.@Nullable Standing standing, boolean past) {
    long keys = standing == null ? 0 : standing.keys();
    String counted = ", " + keys + (keys == 1 ? " key" : " keys");
    return past && standing != null && standing.emptySince() != null
        ? counted + " since " + standing.emptySince()
        : counted;
  }

  private int begin() {
    try (Unlock by = KeystoreOpener.unlock(settings)) {
      KeyEpoch begun = KeystoreChanges.beginEpoch(file, by, clock.instant());
      out.println("Epoch " + begun.number() + " is begun.");
      out.println(
          "A server that serves takes it over within seconds and wraps the keys of past epochs"
              + " again;\n`onecall keys status` says how far it is. Keys of blind indexes stay as they"
              + " are.");
      return 0;
    }
  }

  private int retire(ApplicationArguments arguments) {
    String number = String.valueOf(value(arguments, "retire"));
    if (!number.matches("[1-9][0-9]{0,8}")) {
      err.println("--retire takes the number of an epoch.");
      return 2;
    }
    int epoch = Integer.parseInt(number);
    try (Unlock by = KeystoreOpener.unlock(settings);
        Keystore keystore = Keystore.open(file, by)) {
      KeystoreChanges.requireRetirable(keystore.epochs(), epoch);
      try (OperatorConnection reached =
          OperatorConnection.of(KeeperConfiguration.settings(settings), keystore.installation())) {
        new KeyEpochs(reached.keys())
            .retire(
                epoch,
                settings.keysBackupRetention(),
                arguments.containsOption("make-old-backups-unreadable"),
                clock.instant());
      }
      KeystoreChanges.retireEpoch(file, by, epoch, clock.instant());
    }
    out.println(
        "Epoch %d is retired: what backups of keys hold under it opens no more.".formatted(epoch));
    out.println(
        "Older copies of the keystore file still hold its key-encryption keys: destroy them too.");
    return 0;
  }

  private int rotateTokenKey(ApplicationArguments arguments) {
    boolean revoke = arguments.containsOption("revoke");
    try (Unlock by = KeystoreOpener.unlock(settings);
        Keystore keystore = Keystore.open(file, by);
        OperatorConnection reached =
            OperatorConnection.of(
                KeeperConfiguration.settings(settings), keystore.installation())) {
      TokenKeys.Rotated made =
          TokenKeys.rotate(reached.clients(), keystore, revoke, Clock.systemUTC());
      out.println(
          "The key %s signs access tokens from %s on.".formatted(made.key(), made.signsFrom()));
    }
    out.println(
        revoke
            ? "The keys before it are revoked: within seconds no token that they signed is taken."
            : "The key before it verifies until the tokens that it signed have ended.");
    return 0;
  }

  private static @Nullable String value(ApplicationArguments arguments, String option) {
    List<String> values = arguments.getOptionValues(option);
    return values == null || values.isEmpty() ? null : values.getLast();
  }

  private int refuse(@Nullable String reason) {
    err.println(reason);
    return 1;
  }
}
