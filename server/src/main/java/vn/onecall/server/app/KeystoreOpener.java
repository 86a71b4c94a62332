package vn.onecall.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import vn.onecall.keeper.instances.InstanceException;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.Unlock;

/** Opens the keystore that the configuration names, or creates it on the first start. */
final class KeystoreOpener {
  private KeystoreOpener() {}

  static Keystore open(OnecallSettings settings, Instances instances, Clock clock) {
    Path file = file(settings);
    if (settings.keystore().initialise() && !Files.exists(file) && !instances.bound()) {
      try (Unlock unlock = newUnlock(settings)) {
        return Keystore.create(file, List.of(unlock), clock.instant());
      }
    }
    try (Unlock unlock = unlock(settings)) {
      return Keystore.open(file, unlock);
    }
  }

  /** The keystore's file. */
  static Path file(OnecallSettings settings) {
    Path file = settings.keystore().file();
    return file == null ? settings.data().resolve("keystore") : file;
  }

  /** Returns the secret that opens the keystore. */
  static Unlock unlock(OnecallSettings settings) {
    Path passphraseFile = settings.keystore().passphraseFile();
    return passphraseFile == null
        ? Unlock.secretFile(secretFile(settings))
        : passphrase(passphraseFile);
  }

  /** Like {@link #unlock}, but creates the secret file if it does not exist. */
  static Unlock newUnlock(OnecallSettings settings) {
    Path passphraseFile = settings.keystore().passphraseFile();
    return passphraseFile == null ? secret(secretFile(settings)) : passphrase(passphraseFile);
  }

  /** Reads the secret file and creates it if it does not exist. */
  static Unlock secret(Path file) {
    return Files.exists(file) ? Unlock.secretFile(file) : Unlock.createSecretFile(file);
  }

  /** Reads the passphrase from a file. */
  static Unlock passphrase(Path file) {
    try {
      return Unlock.passphrase(Files.readString(file).strip().toCharArray());
    } catch (IOException e) {
      throw new InstanceException("The keystore's passphrase-file cannot be read", e);
    }
  }

  private static Path secretFile(OnecallSettings settings) {
    Path file = settings.keystore().secretFile();
    return file == null ? settings.data().resolve("keystore.secret") : file;
  }
}
