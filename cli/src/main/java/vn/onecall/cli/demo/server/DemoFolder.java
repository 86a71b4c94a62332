package vn.onecall.cli.demo.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.Installation;
import vn.onecall.cli.demo.api.ApiClients;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.api.PersonalKey;
import vn.onecall.cli.demo.partners.TransferRecipient;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * The folder of one demo: the server's configuration, data and output, the callers' secrets and
 * keys (readable by their owner alone), and the notice that everything in it is synthetic. One
 * process holds it at a time.
 */
public final class DemoFolder implements AutoCloseable {
  private static final Messages MESSAGES = Messages.beside(DemoFolder.class);

  /** The origin of the log, which marks every checkpoint and receipt as a demo's. */
  static final String ORIGIN = "demo.1call.example/log";

  private final Path folder;
  private final int port;
  private final FileChannel lock;

  private DemoFolder(Path folder, int port, FileChannel lock) {
    this.folder = folder;
    this.port = port;
    this.lock = lock;
  }

  /**
   * Locks a folder and prepares it; existing content is used again.
   *
   * @throws CommandFailure if another process holds it or it cannot be written
   */
  public static DemoFolder open(Path folder, int port) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute.resolve("clients"), only("rwx------"));
      Files.createDirectories(absolute.resolve("people"), only("rwx------"));
      FileChannel lock =
          FileChannel.open(
              absolute.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw CommandFailure.unreachable("A demo is running in " + folder + " already.");
      }
      DemoFolder demoFolder = new DemoFolder(absolute, port, lock);
      demoFolder.prepare();
      return demoFolder;
    } catch (IOException e) {
      throw CommandFailure.unreachable(
          "The folder " + folder + " cannot be written: " + e.getMessage());
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void prepare() throws IOException {
    BilingualText notice = MESSAGES.words("synthetic-notice", ORIGIN);
    Files.writeString(folder.resolve("DEMO-SYNTHETIC.txt"), notice.en() + "\n" + notice.vi());
    for (String client : ApiClients.CLIENTS.keySet()) {
      String secret = secret(client);
      // For `curl --config`: a secret on a command line could be read by other users.
      replacePrivately(
          folder.resolve("clients/" + client + ".curl"),
          "user = \"" + client + ":" + secret + "\"\n");
    }
    for (String person : ApiClients.PEOPLE.keySet()) {
      replacePrivately(publicKey(person), key(person).publicKey() + "\n");
    }
    replacePrivately(config(), configuration(Duration.ZERO));
  }

  /** Sets the clock of the next server ahead. */
  void setAhead(Duration time) {
    try {
      replacePrivately(config(), configuration(time));
    } catch (IOException e) {
      throw CommandFailure.unreachable("The folder " + folder + " cannot be written.");
    }
  }

  private String configuration(Duration ahead) {
    StringBuilder yaml =
        new StringBuilder("# Written by `onecall demo` at each start.\nserver:\n  port: ")
            .append(port)
            .append("\nonecall:\n  data: ")
            .append(quoted(folder.resolve("server")))
            .append("\n  binaries: ")
            .append(quoted(Installation.binaries()))
            .append("\n  policy: ")
            .append(quoted(Installation.policy()))
            .append("\n  keystore:\n    initialise: true\n  log:\n    origin: ")
            .append(ORIGIN)
            .append(ahead.isZero() ? "" : "\n  clock-ahead: " + ahead)
            .append("\n  issuer: ")
            .append(url())
            .append("\n  clients:\n");
    ApiClients.CLIENTS.forEach((client, activities) ->
        caller(yaml, client, "secret-file", secretFile(client), activities));
    yaml.append("  people:\n");
    ApiClients.PEOPLE.forEach(
        (person, activities) -> caller(yaml, person, "key-file", publicKey(person), activities));
    return yaml.append("  transfers:\n    # The recipients of a demo listen on this machine.\n")
        .append("    inside-hosts: [")
        .append(TransferRecipient.HOST)
        .append("]\n")
        .toString();
  }

  private static void caller(
      StringBuilder yaml, String id, String proof, Path file, List<String> activities) {
    yaml.append("    - id: ")
        .append(id)
        .append("\n      ")
        .append(proof)
        .append(": ")
        .append(quoted(file))
        .append("\n      activities: [")
        .append(String.join(", ", activities))
        .append("]\n");
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  private Path secretFile(String client) {
    return folder.resolve("clients/" + client + ".secret");
  }

  private String secret(String client) throws IOException {
    return kept(
        secretFile(client),
        () -> {
          byte[] random = new byte[32];
          new SecureRandom().nextBytes(random);
          return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        });
  }

  private Path publicKey(String person) {
    return folder.resolve("people/" + person + ".public.jwk");
  }

  private PersonalKey key(String person) throws IOException {
    return PersonalKey.read(
        kept(folder.resolve("people/" + person + ".jwk"), () -> PersonalKey.generate().text()));
  }

  /** A secret, made once and readable by its owner alone. */
  private static String kept(Path file, Supplier<String> made) throws IOException {
    try {
      Files.createFile(file, only("rw-------"));
      Files.writeString(file, made.get());
    } catch (FileAlreadyExistsException e) {
      if (Files.readString(file).isBlank()) {
        // An interrupted start left it empty.
        Files.delete(file);
        return kept(file, made);
      }
    }
    return Files.readString(file).strip();
  }

  private static void replacePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, only("rw-------"));
    Files.writeString(file, text);
  }

  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** The server's configuration file. */
  Path config() {
    return folder.resolve("server.yaml");
  }

  /** What the server prints. */
  Path output() {
    return folder.resolve("server.log");
  }

  /** The server's URL. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The API, for every client and person of this demo. */
  public DemoApi api() {
    Map<String, String> secrets = new LinkedHashMap<>();
    Map<String, PersonalKey> keys = new LinkedHashMap<>();
    try {
      for (String client : ApiClients.CLIENTS.keySet()) {
        secrets.put(client, secret(client));
      }
      for (String person : ApiClients.PEOPLE.keySet()) {
        keys.put(person, key(person));
      }
    } catch (IOException e) {
      throw CommandFailure.unreachable("The callers' secrets in " + folder + " cannot be read.");
    }
    return new DemoApi(url(), secrets, keys);
  }

  /** Writes the log's public key beside the data, for `onecall log verify --key-file`. */
  public Path writeLogKey(String key) {
    try {
      return Files.writeString(folder.resolve("log.key"), key);
    } catch (IOException e) {
      throw CommandFailure.unreachable("The folder " + folder + " cannot be written.");
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // The kernel frees the lock when this process ends.
    }
  }
}
