package vn.onecall.sealing;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import vn.onecall.sealing.address.KeyAddress;

/**
 * A key provider whose root keys are in one local file. Without the passphrase or secret file, the
 * file reveals only its installation, its epochs and its unlock methods; a file that is changed in
 * any byte is refused. If the file, or every way to unlock it, is lost, all data sealed under it is
 * lost.
 *
 * <p>{@link KeystoreHeader} and {@link RootKeys} define the format. The key-encryption key of a
 * category in an epoch is HKDF-SHA256 (RFC 5869) of the epoch's root, with info {@code "1call/kek/"
 * + category}. An epoch must wrap fewer than 2^32 keys of one category.
 */
public final class Keystore implements KeyProvider {
  private final Path file;
  private final byte[] fileKey;
  private final UUID installation;
  private final RootKeys roots;
  private final BlindIndex blindIndex;
  private final ConcurrentMap<KekId, AesGcm> keks = new ConcurrentHashMap<>();
  private volatile List<KeyEpoch> epochs;
  private volatile boolean closed;

  private record KekId(int epoch, String category) {}

  private Keystore(Path file, KeystoreFile content) {
    this.file = file;
    this.fileKey = content.fileKey();
    this.installation = content.header().installation();
    this.epochs = content.epochs();
    this.roots = content.roots();
    this.blindIndex = roots.blindIndex();
  }

  /**
   * Makes a new installation with random roots, and writes its file: whole or not at all, on disk
   * once this returns, for its owner alone (mode 0600).
   *
   * @param unlocks the unlocks of the new keystore, one to eight
   * @param now when its first epoch begins
   * @throws KeystoreException.AlreadyExists if there is a file already; it is left as it is
   * @throws KeystoreException.Inaccessible if the file cannot be written
   * @throws SecretFileException if a secret file does not fit
   * @throws IllegalArgumentException if a passphrase has fewer than 8 characters
   */
  public static Keystore create(Path file, List<Unlock> unlocks, Instant now) {
    return create(file, unlocks, SlotKeyDerivation.Argon2id.STANDARD, RootKeys.generate(1), now);
  }

  /** As {@link #create(Path, List, Instant)}, with one way in, from this moment on. */
  public static Keystore create(Path file, Unlock unlock) {
    return create(file, List.of(unlock), Instant.now());
  }

  /** With the given Argon2id cost and root keys. */
  static Keystore create(
      Path file, Unlock unlock, SlotKeyDerivation.Argon2id cost, RootKeys roots) {
    return create(file, List.of(unlock), cost, roots, Instant.now());
  }

  private static Keystore create(
      Path file,
      List<Unlock> unlocks,
      SlotKeyDerivation.Argon2id cost,
      RootKeys roots,
      Instant now) {
    return new Keystore(file, KeystoreFile.create(file, unlocks, cost, roots, now));
  }

  /**
   * Opens a keystore.
   *
   * @throws KeystoreException.Missing if there is no file
   * @throws KeystoreException.Inaccessible if it cannot be read, or Argon2 cannot run here
   * @throws KeystoreException.Malformed if it is not what {@link #create} writes
   * @throws KeystoreException.WrongUnlock if none of its slots opens
   * @throws SecretFileException if the secret file does not fit
   */
  public static Keystore open(Path file, Unlock unlock) {
    return new Keystore(file, KeystoreFile.open(file, unlock));
  }

  /**
   * Takes over the changes that {@link KeystoreChanges} made to the file since it was opened: new
   * epochs, and retired ones. It needs no unlock, since the file key stays the same. Blind index
   * and signing keys are not changed, and concurrent calls of wrap and unwrap are not disturbed.
   *
   * @param beforeUse gets the changed keystore, closed again afterwards, before anything is wrapped
   *     under it; what it throws is thrown, and nothing is taken over
   * @return whether there was anything to take over
   * @throws KeystoreException.ChangeRefused if the file is older than this keystore, or does not
   *     continue it
   * @throws SealingException as {@link #open} does, above all if the file is damaged, or of another
   *     installation; this keystore continues as before
   */
  public synchronized boolean reload(Consumer<? super KeyProvider> beforeUse) {
    if (closed) {
      throw new IllegalStateException("A keystore was used after it was closed");
    }
    KeystoreFile content = KeystoreFile.openAgain(file, fileKey);
    try (Keystore newer = new Keystore(file, content)) {
      requireContinued(newer);
      if (newer.epochs.equals(epochs)) {
        return false;
      }
      beforeUse.accept(newer);
      roots.follow(newer.roots);
      epochs = newer.epochs;
      keks.keySet().removeIf(id -> !epochs.get(id.epoch() - 1).held());
      return true;
    }
  }

  private void requireContinued(Keystore newer) {
    String name = DurableFile.nameOf(file);
    if (!newer.installation.equals(installation) || !roots.continuedBy(newer.roots)) {
      throw new KeystoreException.ChangeRefused(
          "The keystore file " + name + " does not continue the one in use: it has other keys");
    }
    for (KeyEpoch epoch : epochs) {
      boolean known = epoch.number() <= newer.epochs.size();
      if (!known || (!epoch.held() && newer.epochs.get(epoch.number() - 1).held())) {
        throw new KeystoreException.ChangeRefused(
            "The keystore file " + name + " is older than the one in use: put the newest back");
      }
    }
  }

  @Override
  public UUID installation() {
    return installation;
  }

  @Override
  public int currentEpoch() {
    return epochs.getLast().number();
  }

  /** The epochs that there have been, the current one last. */
  public List<KeyEpoch> epochs() {
    return epochs;
  }

  @Override
  public byte[] epochCheck(int epoch) {
    return roots
        .epochCheck(epoch, installation)
        .orElseThrow(() -> new UnknownEpochException(epoch));
  }

  @Override
  public WrappedKey wrap(DataKey key, KeyAddress at) {
    byte[] bytes = key.copyOfBytes();
    int epoch = currentEpoch();
    try {
      byte[] bound = at.associatedData(installation, epoch);
      return new WrappedKey(epoch, kek(epoch, at.category()).seal(bytes, bound));
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
  public synchronized void close() {
    closed = true;
    Arrays.fill(fileKey, (byte) 0);
    roots.destroy();
    blindIndex.destroy();
    keks.clear();
  }

  @Override
  public String toString() {
    return "Keystore[installation=" + installation + ", currentEpoch=" + currentEpoch() + "]";
  }
}
