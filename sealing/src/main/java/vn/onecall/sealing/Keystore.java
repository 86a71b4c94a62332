package vn.onecall.sealing;

import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A key provider whose roots stand in one local file. Without the passphrase or secret file the
 * file reveals nothing but its installation and how it is unlocked, and a file changed in any byte
 * is refused. Losing the file, or every way to unlock it, loses all that was ever sealed under it.
 *
 * <p>The format is told at {@link KeystoreHeader} and {@link RootKeys}. The key-encryption key of a
 * category in an epoch is HKDF-SHA256 (RFC 5869) of the epoch's root, with info {@code "1call/kek/"
 * + category}. An epoch must wrap fewer than 2^32 keys of one category.
 */
public final class Keystore implements KeyProvider {
  private static final int MAX_FILE_BYTES = 64 * 1024;

  private final UUID installation;
  private final int currentEpoch;
  private final RootKeys roots;
  private final BlindIndex blindIndex;
  private final ConcurrentMap<KekId, AesGcm> keks = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record KekId(int epoch, String category) {}

  private Keystore(UUID installation, RootKeys roots) {
    this.installation = installation;
    this.currentEpoch = roots.currentEpoch();
    this.roots = roots;
    this.blindIndex = roots.blindIndex();
  }

  /**
   * Makes a new installation with random roots, and writes its file: whole or not at all, on disk
   * once this returns, for its owner alone (mode 0600).
   *
   * @throws KeystoreExistsException if there is a file already; it is left as it is
   * @throws KeystoreAccessException if the file cannot be written
   * @throws SecretFileException if the secret file does not fit
   * @throws IllegalArgumentException if a passphrase has fewer than 8 characters
   */
  public static Keystore create(Path file, Unlock unlock) {
    return create(file, unlock, SlotKey.Argon2id.STANDARD, RootKeys.generate(1));
  }

  /** As {@link #create(Path, Unlock)}, at a cost and with roots of the caller's. */
  static Keystore create(Path file, Unlock unlock, SlotKey.Argon2id cost, RootKeys roots) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new KeystoreExistsException(DurableFile.nameOf(file));
    }
    UUID installation = UUID.randomUUID();
    try {
      DurableFile.create(file, encode(installation, roots, unlock, cost));
    } catch (FileAlreadyExistsException e) {
      throw new KeystoreExistsException(DurableFile.nameOf(file));
    } catch (IOException e) {
      throw KeystoreAccessException.writing(DurableFile.nameOf(file), e);
    }
    return new Keystore(installation, roots);
  }

  /**
   * Opens a keystore.
   *
   * @throws KeystoreMissingException if there is no file
   * @throws KeystoreAccessException if it cannot be read, or Argon2 cannot run here
   * @throws KeystoreMalformedException if it is not what {@link #create} writes
   * @throws WrongUnlockException if none of its slots opens
   * @throws SecretFileException if the secret file does not fit
   */
  public static Keystore open(Path file, Unlock unlock) {
    String name = DurableFile.nameOf(file);
    byte[] content = read(file, name);
    KeystoreHeader header = KeystoreHeader.parse(name, content);
    byte[] fileKey = fileKey(name, header, unlock);
    byte[] encoded = {};
    try {
      byte[] head = header.bytes();
      byte[] body = Arrays.copyOfRange(content, head.length, content.length);
      encoded = new AesGcm(fileKey).open(body, head);
      return new Keystore(header.installation(), RootKeys.decode(encoded));
    } catch (GeneralSecurityException e) {
      throw new KeystoreMalformedException(name, "body", "header or body was changed or cut short");
    } catch (IllegalArgumentException e) {
      throw new KeystoreMalformedException(name, "body", String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(fileKey, (byte) 0);
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static byte[] encode(
      UUID installation, RootKeys roots, Unlock unlock, SlotKey.Argon2id cost) {
    byte[] fileKey = Random.randBytes(AesGcm.KEY_LENGTH);
    byte[] encoded = roots.encode();
    try {
      Slot slot = Slot.create(unlock, cost, fileKey, installation);
      byte[] head = new KeystoreHeader(installation, List.of(slot)).bytes();
      byte[] body = new AesGcm(fileKey).seal(encoded, head);
      byte[] content = Arrays.copyOf(head, head.length + body.length);
      System.arraycopy(body, 0, content, head.length, body.length);
      return content;
    } finally {
      Arrays.fill(fileKey, (byte) 0);
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static byte[] read(Path file, String name) {
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
  public UUID installation() {
    return installation;
  }

  @Override
  public int currentEpoch() {
    return currentEpoch;
  }

  @Override
  public WrappedKey wrap(DataKey key, KeyAddress at) {
    byte[] bytes = key.copyOfBytes();
    try {
      byte[] bound = at.associatedData(installation, currentEpoch);
      return new WrappedKey(currentEpoch, kek(currentEpoch, at.category()).seal(bytes, bound));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyAddress at) {
    AesGcm kek = kek(wrapped.epoch(), at.category());
    byte[] bytes = {};
    try {
      bytes = kek.open(wrapped.bytes(), at.associatedData(installation, wrapped.epoch()));
      return DataKey.of(bytes);
    } catch (GeneralSecurityException e) {
      throw SealBrokenException.of(at, wrapped.epoch(), e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The key-encryption key, kept once derived: there are only as many as categories and epochs. */
  private AesGcm kek(int epoch, String category) {
    if (closed) {
      throw new IllegalStateException("A keystore was used after it was closed");
    }
    return keks.computeIfAbsent(
        new KekId(epoch, category),
        id ->
            roots
                .keyEncryptionKey(id.epoch(), id.category())
                .orElseThrow(() -> new UnknownEpochException(id.epoch())));
  }

  @Override
  public BlindIndex blindIndex() {
    return blindIndex;
  }

  @Override
  public byte[] logSigningSeed() {
    return roots.signingSeed();
  }

  @Override
  public byte[] logSigningPublicKey() {
    return roots.signingPublicKey();
  }

  @Override
  public byte[] check() {
    return roots.check(installation);
  }

  /**
   * Zeroes the roots and drops what was derived from them, whose copies inside Java's ciphers wait
   * for the garbage collector. Data keys that were unwrapped before live on until destroyed.
   */
  @Override
  public void close() {
    closed = true;
    roots.destroy();
    blindIndex.destroy();
    keks.clear();
  }

  @Override
  public String toString() {
    return "Keystore[installation=" + installation + ", currentEpoch=" + currentEpoch + "]";
  }
}
