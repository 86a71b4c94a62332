package vn.onecall.sealing;

import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The decrypted content of a keystore file: header, file key and root keys. The file key is the
 * same through all changes, so every slot opens the file after any change.
 */
record KeystoreFile(
    KeystoreHeader header,
    @SuppressWarnings("ArrayRecordComponent") byte[] fileKey,
    RootKeys roots) {
  private static final int MAX_FILE_BYTES = 64 * 1024;

  /** Writes the file of a new installation; see {@link Keystore#create}. */
  static KeystoreFile create(
      Path file,
      List<Unlock> unlocks,
      SlotKeyDerivation.Argon2id cost,
      RootKeys roots,
      Instant now) {
    String name = DurableFile.nameOf(file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new KeystoreException.AlreadyExists(name);
    }
    UUID installation = UUID.randomUUID();
    byte[] fileKey = Random.randBytes(AesGcm.KEY_LENGTH);
    List<KeySlot> slots = new ArrayList<>();
    for (Unlock unlock : unlocks) {
      slots.add(KeySlot.create(unlock, cost, fileKey, installation));
    }
    List<KeyEpoch> epochs =
        roots.epochs().stream().map(number -> new KeyEpoch(number, now, null)).toList();
    KeystoreFile content =
        new KeystoreFile(new KeystoreHeader(installation, slots, epochs), fileKey, roots);
    try {
      DurableFile.create(file, content.encode());
      return content;
    } catch (FileAlreadyExistsException e) {
      throw new KeystoreException.AlreadyExists(name);
    } catch (IOException e) {
      throw KeystoreException.Inaccessible.writing(name, e);
    }
  }

  /** Opens a file by one of its slots; see {@link Keystore#open}. */
  static KeystoreFile open(Path file, Unlock unlock) {
    String name = DurableFile.nameOf(file);
    byte[] content = read(file);
    KeystoreHeader header = KeystoreHeader.parse(name, content);
    return open(name, content, header, fileKey(name, header, unlock));
  }

  /**
   * Opens the present file with the file key that is already known.
   *
   * @throws KeystoreException.Malformed if it is damaged, or another keystore
   */
  static KeystoreFile openAgain(Path file, byte[] fileKey) {
    String name = DurableFile.nameOf(file);
    byte[] content = read(file);
    return open(name, content, KeystoreHeader.parse(name, content), fileKey.clone());
  }

  private static KeystoreFile open(
      String name, byte[] content, KeystoreHeader header, byte[] fileKey) {
    byte[] encoded = {};
    boolean opened = false;
    try {
      byte[] head = header.bytes();
      byte[] body = Arrays.copyOfRange(content, head.length, content.length);
      encoded = new AesGcm(fileKey).open(body, head);
      RootKeys roots = RootKeys.decode(encoded);
      requireSameEpochs(header.epochs(), roots.epochs());
      opened = true;
      return new KeystoreFile(header, fileKey, roots);
    } catch (GeneralSecurityException e) {
      throw new KeystoreException.Malformed(
          name, "body", "header or body was changed or cut short");
    } catch (IllegalArgumentException e) {
      throw new KeystoreException.Malformed(name, "body", String.valueOf(e.getMessage()));
    } finally {
      if (!opened) {
        Arrays.fill(fileKey, (byte) 0);
      }
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static void requireSameEpochs(List<KeyEpoch> told, List<Integer> held) {
    List<Integer> wanted = told.stream().filter(KeyEpoch::held).map(KeyEpoch::number).toList();
    if (!told.isEmpty() && !wanted.equals(held)) {
      throw new IllegalArgumentException("its epochs are not those of the header");
    }
  }

  /** All epochs so far; for a file of format 1, derived from its root keys. */
  List<KeyEpoch> epochs() {
    return header.epochs().isEmpty()
        ? roots.epochs().stream().map(number -> new KeyEpoch(number, null, null)).toList()
        : header.epochs();
  }

  /** The same file key and roots under other slots and epochs. */
  KeystoreFile with(List<KeySlot> slots, List<KeyEpoch> epochs) {
    return new KeystoreFile(
        new KeystoreHeader(header.installation(), slots, epochs), fileKey, roots);
  }

  /** The file's bytes. */
  byte[] encode() {
    byte[] encoded = roots.encode();
    try {
      byte[] head = header.bytes();
      byte[] body = new AesGcm(fileKey).seal(encoded, head);
      byte[] content = Arrays.copyOf(head, head.length + body.length);
      System.arraycopy(body, 0, content, head.length, body.length);
      return content;
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** Zeroes the keys. */
  void destroy() {
    Arrays.fill(fileKey, (byte) 0);
    roots.destroy();
  }

  static byte[] read(Path file) {
    String name = DurableFile.nameOf(file);
    try {
      byte[] content = DurableFile.read(file, MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw new KeystoreException.Malformed(name, "length", "it is longer than any keystore");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new KeystoreException.Missing(name);
    } catch (IOException e) {
      throw KeystoreException.Inaccessible.reading(name, e);
    }
  }

  private static byte[] fileKey(String name, KeystoreHeader header, Unlock unlock) {
    String what =
        switch (unlock) {
          case Passphrase passphrase -> "passphrase";
          case SecretFile secret -> "secret file " + secret.name();
        };
    if (header.slots().stream().noneMatch(slot -> slot.fits(unlock))) {
      throw new KeystoreException.WrongUnlock(
          "The keystore file " + name + " is not unlocked by a " + what + ": it has no such slot");
    }
    for (KeySlot slot : header.slots()) {
      Optional<byte[]> fileKey = slot.open(unlock, header.installation());
      if (fileKey.isPresent()) {
        return fileKey.get();
      }
    }
    throw new KeystoreException.WrongUnlock(
        "The keystore file " + name + " does not open with this " + what + ", or was damaged");
  }

  @Override
  public String toString() {
    return "KeystoreFile[redacted]";
  }
}
