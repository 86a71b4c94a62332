package vn.onecall.sealing;

import java.util.UUID;
import vn.onecall.sealing.address.KeyAddress;

/**
 * Holds the root keys. It guarantees that a data key that it wrapped opens only here, and only for
 * the subject, category and epoch that it was wrapped for.
 *
 * <p>No method returns a key-encryption key, so that an external key service can implement this
 * interface. Implementations belong to this package, since only it can read the bytes of a data
 * key, and are safe for use by many threads. After {@link #close} every use of a key is an {@link
 * IllegalStateException}.
 */
public interface KeyProvider extends AutoCloseable {

  /** The random identity of this set of roots; no secret. */
  UUID installation();

  /** The epoch that new keys are wrapped in, from 1. */
  int currentEpoch();

  /**
   * A 32-byte key check value, by which a database recognises the epoch that its keys were wrapped
   * in. It is derived from the root of the epoch and the installation, and reveals neither.
   *
   * @throws UnknownEpochException if the epoch has no root here
   */
  byte[] epochCheck(int epoch);

  /** Wraps a data key for an address, in the current epoch. */
  WrappedKey wrap(DataKey key, KeyAddress at);

  /**
   * Opens a wrapped key.
   *
   * @throws UnknownEpochException if the key's epoch has no root here
   * @throws SealBrokenException if it was changed, or wrapped for another address, epoch or
   *     installation
   */
  DataKey unwrap(WrappedKey wrapped, KeyAddress at);

  /** The blind index of this installation, which works as long as the provider is open. */
  BlindIndex blindIndex();

  /** A copy of the 32-byte Ed25519 private key (RFC 8032 section 5.1.5) that signs the log. */
  byte[] logSigningSeed();

  /** A copy of the 32-byte Ed25519 public key that the log's signatures verify under. */
  byte[] logSigningPublicKey();

  /**
   * A 32-byte key check value, by which a database recognises its root keys. It is derived from
   * root keys and installation, is the same in all epochs, and reveals neither.
   */
  byte[] check();

  @Override
  void close();
}
