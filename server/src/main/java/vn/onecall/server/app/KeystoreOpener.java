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

/** Opens the keystore that the configuration names, or makes it on the very first start. */
final class KeystoreOpener {
  private KeystoreOpener() {}

  static Keystore open(OnecallSettings config, Instances instances, Clock clock) {
    Path file = file(config);
    if (config.keystore().initialise() && !Files.exists(file) && !instances.bound()) {
      try (Unlock unlock = newUnlock(config)) {
        return Keystore.create(file, List.of(unlock), clock.instant());
      }
    }
    try (Unlock unlock = unlock(config)) {
      return Keystore.open(file, unlock);
    }
  }

  /** The keystore's file. */
  static Path file(OnecallSettings config) {
    Path file = config.keystore().file();
    return file == null ? config.data().resolve("keystore") : file;
  }

  /** What the server opens the keystore by. */
  static Unlock unlock(OnecallSettings config) {
    Path passphraseFile = config.keystore().passphraseFile();
    return passphraseFile == null
        ? Unlock.secretFile(secretFile(config))
        : passphrase(passphraseFile);
  }

  /** The same, where a secret file is made if there is none. */
  static Unlock newUnlock(OnecallSettings config) {
    Path passphraseFile = config.keystore().passphraseFile();
    return passphraseFile == null ? secret(secretFile(config)) : passphrase(passphraseFile);
  }

  /** A secret file, made if there is none. */
  static Unlock secret(Path file) {
    return Files.exists(file) ? Unlock.secretFile(file) : Unlock.createSecretFile(file);
  }

  /** The passphrase that a file holds. */
  static Unlock passphrase(Path file) {
    try {
      return Unlock.passphrase(Files.readString(file).strip().toCharArray());
    } catch (IOException e) {
      throw new InstanceException("The keystore's passphrase-file cannot be read", e);
    }
  }

  private static Path secretFile(OnecallSettings config) {
    Path file = config.keystore().secretFile();
    return file == null ? config.data().resolve("keystore.secret") : file;
  }
}
