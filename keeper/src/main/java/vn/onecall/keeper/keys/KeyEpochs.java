package vn.onecall.keeper.keys;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import vn.onecall.keeper.faults.EpochException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.sealing.UnknownEpochException;

/**
 * The epochs as the keys instance knows them. It guarantees, by its foreign keys, that no key is
 * stored under an epoch that was not registered, and that no epoch ends while a key stands under
 * it.
 */
public final class KeyEpochs {
  private static final Logger LOG = LoggerFactory.getLogger(KeyEpochs.class);

  private final EpochStore store;

  public KeyEpochs(Instance.Keys keys) {
    this.store = new EpochStore(keys);
  }

  /**
   * What stands under an epoch.
   *
   * @param keys how many wrapped keys
   * @param emptySince since when there is none, as the server found; nothing before it is sure
   */
  public record Standing(long keys, @Nullable Instant emptySince) {}

  /** What stands under each epoch that keys knows, by its number. */
  public SortedMap<Integer, Standing> standing() {
    SortedMap<Integer, Long> counted = store.standing();
    SortedMap<Integer, Standing> standing = new TreeMap<>();
    for (EpochStore.Known known : store.known()) {
      long keys = counted.getOrDefault(known.epoch(), 0L);
      standing.put(known.epoch(), new Standing(keys, keys == 0 ? known.emptySince() : null));
    }
    return standing;
  }

  /**
   * Makes the current epoch known, which must be done before anything is wrapped under it.
   *
   * @throws EpochException if keys knows a later epoch, or the same one with other keys: what
   *     stands under it would not open
   */
  public void register(KeyProvider provider) {
    int current = provider.currentEpoch();
    List<EpochStore.Known> known = store.known();
    for (EpochStore.Known epoch : known) {
      if (epoch.epoch() > current) {
        throw new EpochException(
            "The keystore is older than keys: it ends with epoch "
                + current
                + ", and keys has epoch "
                + epoch.epoch()
                + ". Put the newest keystore back.");
      }
      Optional<byte[]> held = check(provider, epoch.epoch());
      if (held.isEmpty()) {
        LOG.error(
            "Keys is older than the keystore: it has epoch {}, whose key-encryption keys were"
                + " destroyed. What stands under it does not open.",
            epoch.epoch());
      } else if (epoch.check().isPresent()
          && !MessageDigest.isEqual(epoch.check().get(), held.get())) {
        throw new EpochException(
            "The keystore's epoch "
                + epoch.epoch()
                + " is not the one that keys were wrapped under. Put back the keystore that was in"
                + " use.");
      }
    }
    store.register(current, provider.epochCheck(current));
  }

  private static Optional<byte[]> check(KeyProvider provider, int epoch) {
    try {
      return Optional.of(provider.epochCheck(epoch));
    } catch (UnknownEpochException e) {
      return Optional.empty();
    }
  }

  /**
   * Ends an epoch in keys: from now on nothing is stored under it. Its key-encryption keys may be
   * destroyed afterwards, and not before.
   *
   * @param retention how long backups of keys are kept
   * @param evenFromBackups whether backups that still hold keys of the epoch may become unreadable
   * @throws EpochException if keys stand under it, or backups may still hold some
   */
  public void retire(int epoch, Duration retention, boolean evenFromBackups, Instant now) {
    Standing standing = standing().get(epoch);
    if (standing == null) {
      return; // Nothing was ever stored under it, or this was begun before and cut short.
    }
    if (standing.keys > 0) {
      throw new EpochException(
          standing.keys
              + (standing.keys == 1 ? " key stands" : " keys stand")
              + " under epoch "
              + epoch
              + ". A server that serves wraps them again; nothing was destroyed.");
    }
    if (!evenFromBackups) {
      requireExpired(epoch, standing.emptySince, retention, now);
    }
    try {
      store.remove(epoch);
    } catch (DataIntegrityViolationException e) {
      throw new EpochException(
          "A key has come to stand under epoch " + epoch + ". Nothing was destroyed.");
    }
  }

  private static void requireExpired(
      int epoch, @Nullable Instant emptySince, Duration retention, Instant now) {
    if (emptySince == null) {
      throw new EpochException(
          "It is not yet sure that epoch "
              + epoch
              + " stays empty: a server must have served for some minutes since the epoch was"
              + " followed by another. Nothing was destroyed.");
    }
    if (now.isBefore(emptySince.plus(retention))) {
      throw new EpochException(
          "Backups of keys may hold keys of epoch "
              + epoch
              + " until "
              + emptySince.plus(retention)
              + ", as long as they are kept by keys-backup-retention. Nothing was destroyed.");
    }
  }
}
