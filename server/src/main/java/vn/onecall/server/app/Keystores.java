package vn.onecall.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.Unlock;
import vn.onecall.server.instances.InstanceException;
import vn.onecall.server.instances.Instances;

/** Opens the keystore that the configuration names, or makes it on the very first start. */
final class Keystores {
  private Keystores() {}

  static Keystore open(OnecallConfig config, Instances instances) {
    OnecallConfig.KeystoreConfig settings = config.keystore();
    Path file = settings.file() == null ? config.data().resolve("keystore") : settings.file();
    Path secretFile =
        settings.secretFile() == null
            ? config.data().resolve("keystore.secret")
            : settings.secretFile();
    if (settings.initialise() && !Files.exists(file) && !instances.bound()) {
      try (Unlock unlock =
          settings.passphraseFile() != null
              ? passphrase(settings.passphraseFile())
              : Files.exists(secretFile)
                  ? Unlock.secretFile(secretFile)
                  : Unlock.createSecretFile(secretFile)) {
        return Keystore.create(file, unlock);
      }
    }
    try (Unlock unlock =
        settings.passphraseFile() != null
            ? passphrase(settings.passphraseFile())
            : Unlock.secretFile(secretFile)) {
      return Keystore.open(file, unlock);
    }
  }

  private static Unlock passphrase(Path file) {
    try {
      return Unlock.passphrase(Files.readString(file).strip().toCharArray());
    } catch (IOException e) {
      throw new InstanceException("The keystore's passphrase-file cannot be read", e);
    }
  }
}
