package vn.onecall.sealing;

import com.google.crypto.tink.subtle.Random;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A key slot of a keystore: the file key, sealed under a key derived from a passphrase or a secret.
 * Kind, cost, salt and installation are its associated data.
 *
 * @param key how the key of the slot is derived
 * @param salt 16 random bytes
 * @param sealedFileKey the file key, sealed
 */
record KeySlot(
    SlotKeyDerivation key,
    @SuppressWarnings("ArrayRecordComponent") byte[] salt,
    @SuppressWarnings("ArrayRecordComponent") byte[] sealedFileKey) {
  static final int SALT_LENGTH = 16;
  static final int SEALED_LENGTH = AesGcm.KEY_LENGTH + AesGcm.OVERHEAD;

  KeySlot {
    if (salt.length != SALT_LENGTH) {
      throw new IllegalArgumentException("A slot's salt has " + SALT_LENGTH + " bytes");
    }
    if (sealedFileKey.length != SEALED_LENGTH) {
      throw new IllegalArgumentException("A slot's key has " + SEALED_LENGTH + " bytes");
    }
    salt = salt.clone();
    sealedFileKey = sealedFileKey.clone();
  }

  /** Makes a slot for a file key; the cost applies only to a passphrase. */
  static KeySlot create(
      Unlock unlock, SlotKeyDerivation.Argon2id cost, byte[] fileKey, UUID installation) {
    SlotKeyDerivation key =
        switch (unlock) {
          case Passphrase passphrase -> {
            passphrase.requireFitForNewKeystore();
            yield cost;
          }
          case SecretFile secret -> new SlotKeyDerivation.FromSecret();
        };
    byte[] salt = Random.randBytes(SALT_LENGTH);
    byte[] slotKey =
        derive(key, unlock, salt)
            .orElseThrow(() -> new IllegalStateException("A new slot does not fit its unlock"));
    try {
      byte[] bound = associatedData(installation, key, salt);
      return new KeySlot(key, salt, new AesGcm(slotKey).seal(fileKey, bound));
    } finally {
      Arrays.fill(slotKey, (byte) 0);
    }
  }

  /** Whether slot and unlock are of the same kind. */
  boolean fits(Unlock unlock) {
    return switch (unlock) {
      case Passphrase passphrase -> key instanceof SlotKeyDerivation.Argon2id;
      case SecretFile secret -> key instanceof SlotKeyDerivation.FromSecret;
    };
  }

  /** The file key, which the caller zeroes; empty if the unlock does not open this slot. */
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

  private static Optional<byte[]> derive(SlotKeyDerivation key, Unlock unlock, byte[] salt) {
    return switch (unlock) {
      case Passphrase passphrase when key instanceof SlotKeyDerivation.Argon2id cost -> {
        byte[] bytes = passphrase.copyOfBytes();
        try {
          yield Optional.of(cost.derive(bytes, salt));
        } finally {
          Arrays.fill(bytes, (byte) 0);
        }
      }
      case SecretFile file when key instanceof SlotKeyDerivation.FromSecret secret -> {
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

  private static String stem(SlotKeyDerivation key, byte[] salt) {
    return "slot " + key.text() + " " + Base64.getEncoder().encodeToString(salt);
  }

  /**
   * Everything before the sealed key: installation first, at a fixed width, then the slot's stem.
   */
  private static byte[] associatedData(UUID installation, SlotKeyDerivation key, byte[] salt) {
    return ("1call/keystore/slot/1 " + installation + " " + stem(key, salt))
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "Slot[" + key.text() + "]";
  }
}
