package vn.onecall.sealing;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The root keys of an installation in memory. Every use is guarded against {@link #destroy}: a key
 * derived from a half-zeroed root would wrap data that nobody can open.
 *
 * <p>Encoded as the number of epochs (4 bytes, big-endian); for each, rising, its number (4 bytes)
 * and root; then index root, Ed25519 seed, Ed25519 public key, check root; each 32 bytes.
 */
final class RootKeys {
  private static final int LENGTH = AesGcm.KEY_LENGTH;

  /** One a month for forty years, in a file that stays small. */
  static final int MAX_EPOCHS = 512;

  private final NavigableMap<Integer, byte[]> epochs;
  private final byte[] indexRoot;
  private final byte[] signingSeed;
  private final byte[] signingPublicKey;
  private final byte[] checkRoot;
  private boolean destroyed;

  private RootKeys(
      NavigableMap<Integer, byte[]> epochs,
      byte[] indexRoot,
      byte[] signingSeed,
      byte[] signingPublicKey,
      byte[] checkRoot) {
    this.epochs = epochs;
    this.indexRoot = indexRoot;
    this.signingSeed = signingSeed;
    this.signingPublicKey = signingPublicKey;
    this.checkRoot = checkRoot;
  }

  /** New random roots, with epochs 1 to this many. */
  static RootKeys generate(int epochCount) {
    NavigableMap<Integer, byte[]> epochs = new TreeMap<>();
    for (int epoch = 1; epoch <= epochCount; epoch++) {
      epochs.put(epoch, Random.randBytes(LENGTH));
    }
    byte[] seed = Random.randBytes(LENGTH);
    return new RootKeys(
        epochs, Random.randBytes(LENGTH), seed, publicKeyOf(seed), Random.randBytes(LENGTH));
  }

  /** The encoding, which the caller zeroes. */
  synchronized byte[] encode() {
    requireAlive();
    ByteBuffer buffer = ByteBuffer.allocate(sizeOf(epochs.size()));
    buffer.putInt(epochs.size());
    epochs.forEach((epoch, root) -> buffer.putInt(epoch).put(root));
    buffer.put(indexRoot).put(signingSeed).put(signingPublicKey).put(checkRoot);
    return buffer.array();
  }

  /**
   * Reads an encoding.
   *
   * @throws IllegalArgumentException if it is none; the message says why and holds no key
   */
  static RootKeys decode(byte[] encoded) {
    if (encoded.length < Integer.BYTES) {
      throw new IllegalArgumentException("it is too short");
    }
    ByteBuffer buffer = ByteBuffer.wrap(encoded);
    int count = buffer.getInt();
    if (count < 1 || count > MAX_EPOCHS || encoded.length != sizeOf(count)) {
      throw new IllegalArgumentException("its length does not fit its number of epochs");
    }
    NavigableMap<Integer, byte[]> epochs = new TreeMap<>();
    int last = 0;
    for (int i = 0; i < count; i++) {
      int epoch = buffer.getInt();
      if (epoch <= last) {
        throw new IllegalArgumentException("its epochs do not rise from 1");
      }
      epochs.put(epoch, take(buffer));
      last = epoch;
    }
    byte[] indexRoot = take(buffer);
    byte[] seed = take(buffer);
    byte[] publicKey = take(buffer);
    if (!Arrays.equals(publicKey, publicKeyOf(seed))) {
      throw new IllegalArgumentException("its public key is not that of its signing seed");
    }
    return new RootKeys(epochs, indexRoot, seed, publicKey, take(buffer));
  }

  synchronized int currentEpoch() {
    return epochs.lastKey();
  }

  /** The epochs whose roots are here, rising. */
  synchronized List<Integer> epochs() {
    return List.copyOf(epochs.keySet());
  }

  /** Adds a new random root for the epoch after the current one. */
  synchronized int begin() {
    requireAlive();
    int next = epochs.lastKey() + 1;
    epochs.put(next, Random.randBytes(LENGTH));
    return next;
  }

  /** Zeroes and forgets the root of an epoch. */
  synchronized void retire(int epoch) {
    requireAlive();
    byte[] root = epochs.remove(epoch);
    if (root != null) {
      Arrays.fill(root, (byte) 0);
    }
  }

  /**
   * Whether other root keys continue these: all keys except the epochs are equal, and an epoch that
   * both hold has the same root.
   */
  synchronized boolean continuedBy(RootKeys other) {
    requireAlive();
    synchronized (other) {
      other.requireAlive();
      boolean same =
          MessageDigest.isEqual(indexRoot, other.indexRoot)
              && MessageDigest.isEqual(signingSeed, other.signingSeed)
              && MessageDigest.isEqual(checkRoot, other.checkRoot);
      for (Map.Entry<Integer, byte[]> epoch : epochs.entrySet()) {
        byte[] root = other.epochs.get(epoch.getKey());
        same &= root == null || MessageDigest.isEqual(epoch.getValue(), root);
      }
      return same;
    }
  }

  /** Takes over the epochs of roots that continue these, and forgets those that they lack. */
  synchronized void follow(RootKeys newer) {
    requireAlive();
    synchronized (newer) {
      newer.requireAlive();
      newer.epochs.forEach((epoch, root) -> epochs.putIfAbsent(epoch, root.clone()));
      for (int epoch : epochs()) {
        if (!newer.epochs.containsKey(epoch)) {
          retire(epoch);
        }
      }
    }
  }

  /** A key check value of the root of an epoch, which does not reveal it. */
  synchronized Optional<byte[]> epochCheck(int epoch, UUID installation) {
    requireAlive();
    byte[] root = epochs.get(epoch);
    byte[] info = ("1call/epoch-check/" + installation).getBytes(StandardCharsets.US_ASCII);
    return root == null
        ? Optional.empty()
        : Optional.of(Hkdf.derive(root, Hkdf.NO_SALT, info, LENGTH));
  }

  /** The key-encryption key of a category in an epoch; nothing if the epoch has no root here. */
  synchronized Optional<AesGcm> keyEncryptionKey(int epoch, String category) {
    requireAlive();
    byte[] root = epochs.get(epoch);
    if (root == null) {
      return Optional.empty();
    }
    byte[] key =
        Hkdf.derive(
            root,
            Hkdf.NO_SALT,
            ("1call/kek/" + category).getBytes(StandardCharsets.US_ASCII),
            LENGTH);
    try {
      return Optional.of(new AesGcm(key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  synchronized BlindIndex blindIndex() {
    requireAlive();
    return new BlindIndex(indexRoot);
  }

  synchronized byte[] signingSeed() {
    requireAlive();
    return signingSeed.clone();
  }

  synchronized byte[] signingPublicKey() {
    requireAlive();
    return signingPublicKey.clone();
  }

  synchronized byte[] check(UUID installation) {
    requireAlive();
    byte[] info = ("1call/check/" + installation).getBytes(StandardCharsets.US_ASCII);
    return Hkdf.derive(checkRoot, Hkdf.NO_SALT, info, LENGTH);
  }

  synchronized void destroy() {
    destroyed = true;
    for (Map.Entry<Integer, byte[]> epoch : epochs.entrySet()) {
      Arrays.fill(epoch.getValue(), (byte) 0);
    }
    Arrays.fill(indexRoot, (byte) 0);
    Arrays.fill(signingSeed, (byte) 0);
    Arrays.fill(checkRoot, (byte) 0);
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("A keystore was used after it was closed");
    }
  }

  private static byte[] publicKeyOf(byte[] seed) {
    try {
      return Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 cannot make a key pair", e);
    }
  }

  private static byte[] take(ByteBuffer buffer) {
    byte[] bytes = new byte[LENGTH];
    buffer.get(bytes);
    return bytes;
  }

  private static int sizeOf(int epochCount) {
    return Integer.BYTES + epochCount * (Integer.BYTES + LENGTH) + 4 * LENGTH;
  }

  @Override
  public String toString() {
    return "RootKeys[redacted]";
  }
}
