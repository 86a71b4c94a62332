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
 * What a keystore file holds, opened: its head, the key of the file and the root keys. The file key
 * stays the same through all changes, so that a slot opens what was changed by another.
 */
record KeystoreFile(
    KeystoreHeader header,
    @SuppressWarnings("ArrayRecordComponent") byte[] fileKey,
    RootKeys roots) {
  private static final int MAX_FILE_BYTES = 64 * 1024;

  /** Writes the file of a new installation; see {@link Keystore#create}. */
  static KeystoreFile create(
      Path file, List<Unlock> unlocks, SlotKey.Argon2id cost, RootKeys roots, Instant now) {
    String name = DurableFile.nameOf(file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new KeystoreExistsException(name);
    }
    UUID installation = UUID.randomUUID();
    byte[] fileKey = Random.randBytes(AesGcm.KEY_LENGTH);
    List<Slot> slots = new ArrayList<>();
    for (Unlock unlock : unlocks) {
      slots.add(Slot.create(unlock, cost, fileKey, installation));
    }
    List<KeyEpoch> epochs =
        roots.epochs().stream().map(number -> new KeyEpoch(number, now, null)).toList();
    KeystoreFile content =
        new KeystoreFile(new KeystoreHeader(installation, slots, epochs), fileKey, roots);
    try {
      DurableFile.create(file, content.encode());
      return content;
    } catch (FileAlreadyExistsException e) {
      throw new KeystoreExistsException(name);
    } catch (IOException e) {
      throw KeystoreAccessException.writing(name, e);
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
   * Opens what the file holds by now with the key that it had before.
   *
   * @throws KeystoreMalformedException if it is damaged, or another keystore
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
      throw new KeystoreMalformedException(name, "body", "header or body was changed or cut short");
    } catch (IllegalArgumentException e) {
      throw new KeystoreMalformedException(name, "body", String.valueOf(e.getMessage()));
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

  /** The epochs that there have been; those of a file of format 1 are told by its roots. */
  List<KeyEpoch> epochs() {
    return header.epochs().isEmpty()
        ? roots.epochs().stream().map(number -> new KeyEpoch(number, null, null)).toList()
        : header.epochs();
  }

  /** The same file key and roots under other slots and epochs. */
  KeystoreFile with(List<Slot> slots, List<KeyEpoch> epochs) {
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
        throw new KeystoreMalformedException(name, "length", "it is longer than any keystore");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new KeystoreMissingException(name);
    } catch (IOException e) {
      throw KeystoreAccessException.reading(name, e);
    }
  }

  private static byte[] fileKey(String name, KeystoreHeader header, Unlock unlock) {
    String what =
        switch (unlock) {
          case Passphrase passphrase -> "passphrase";
          case SecretFile secret -> "secret file " + secret.name();
        };
    if (header.slots().stream().noneMatch(slot -> slot.fits(unlock))) {
      throw new WrongUnlockException(
          "The keystore file " + name + " is not unlocked by a " + what + ": it has no such slot");
    }
    for (Slot slot : header.slots()) {
      Optional<byte[]> fileKey = slot.open(unlock, header.installation());
      if (fileKey.isPresent()) {
        return fileKey.get();
      }
    }
    throw new WrongUnlockException(
        "The keystore file " + name + " does not open with this " + what + ", or was damaged");
  }

  @Override
  public String toString() {
    return "KeystoreFile[redacted]";
  }
}
