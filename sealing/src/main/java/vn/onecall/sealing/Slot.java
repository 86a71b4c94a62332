package vn.onecall.sealing;

import com.google.crypto.tink.subtle.Random;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * One way into a keystore: the file key, sealed under a key that follows from a passphrase or a
 * secret. Its kind, cost and salt, and the installation, are bound to it.
 *
 * @param key how the slot's key is derived
 * @param salt 16 random bytes
 * @param sealedFileKey the file key, sealed
 */
record Slot(
    SlotKey key,
    @SuppressWarnings("ArrayRecordComponent") byte[] salt,
    @SuppressWarnings("ArrayRecordComponent") byte[] sealedFileKey) {
  static final int SALT_LENGTH = 16;
  static final int SEALED_LENGTH = AesGcm.KEY_LENGTH + AesGcm.OVERHEAD;

  Slot {
    if (salt.length != SALT_LENGTH) {
      throw new IllegalArgumentException("A slot's salt has " + SALT_LENGTH + " bytes");
    }
    if (sealedFileKey.length != SEALED_LENGTH) {
      throw new IllegalArgumentException("A slot's key has " + SEALED_LENGTH + " bytes");
    }
    salt = salt.clone();
    sealedFileKey = sealedFileKey.clone();
  }

  /** A new slot for a file key; the cost is for a passphrase alone. */
  static Slot create(Unlock unlock, SlotKey.Argon2id cost, byte[] fileKey, UUID installation) {
    SlotKey key =
        switch (unlock) {
          case Passphrase passphrase -> {
            passphrase.requireFitForNewKeystore();
            yield cost;
          }
          case SecretFile secret -> new SlotKey.FromSecret();
        };
    byte[] salt = Random.randBytes(SALT_LENGTH);
    byte[] slotKey =
        derive(key, unlock, salt)
            .orElseThrow(() -> new IllegalStateException("A new slot does not fit its unlock"));
    try {
      byte[] bound = associatedData(installation, key, salt);
      return new Slot(key, salt, new AesGcm(slotKey).seal(fileKey, bound));
    } finally {
      Arrays.fill(slotKey, (byte) 0);
    }
  }

  /** Whether the slot is of the unlock's kind, so that trying it makes sense. */
  boolean fits(Unlock unlock) {
    return switch (unlock) {
      case Passphrase passphrase -> key instanceof SlotKey.Argon2id;
      case SecretFile secret -> key instanceof SlotKey.FromSecret;
    };
  }

  /** The file key, which the caller zeroes; nothing if the unlock is not this slot's. */
  Optional<byte[]> open(Unlock unlock, UUID installation) {
    Optional<byte[]> slotKey = derive(key, unlock, salt);
    if (slotKey.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bound = associatedData(installation, key, salt);
      return Optional.of(new AesGcm(slotKey.get()).open(sealedFileKey, bound));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(slotKey.get(), (byte) 0);
    }
  }

  /** The slot's line in the header, without its end. */
  String line() {
    return stem(key, salt) + " " + Base64.getEncoder().encodeToString(sealedFileKey);
  }

  private static Optional<byte[]> derive(SlotKey key, Unlock unlock, byte[] salt) {
    return switch (unlock) {
      case Passphrase passphrase when key instanceof SlotKey.Argon2id cost -> {
        byte[] bytes = passphrase.copyOfBytes();
        try {
          yield Optional.of(cost.derive(bytes, salt));
        } finally {
          Arrays.fill(bytes, (byte) 0);
        }
      }
      case SecretFile file when key instanceof SlotKey.FromSecret secret -> {
        byte[] bytes = file.read();
        try {
          yield Optional.of(secret.derive(bytes, salt));
        } finally {
          Arrays.fill(bytes, (byte) 0);
        }
      }
      case Passphrase passphrase -> Optional.empty();
      case SecretFile file -> Optional.empty();
    };
  }

  private static String stem(SlotKey key, byte[] salt) {
    return "slot " + key.text() + " " + Base64.getEncoder().encodeToString(salt);
  }

  /**
   * Everything before the sealed key: installation first, at a fixed width, then the slot's stem.
   */
  private static byte[] associatedData(UUID installation, SlotKey key, byte[] salt) {
    return ("1call/keystore/slot/1 " + installation + " " + stem(key, salt))
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "Slot[" + key.text() + "]";
  }
}
