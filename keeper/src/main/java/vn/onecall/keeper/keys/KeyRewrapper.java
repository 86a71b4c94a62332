package vn.onecall.keeper.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.sealing.SealingException;
import vn.onecall.sealing.WrappedKey;

/**
 * Brings what was wrapped in past epochs under the current one, in the background and a little at a
 * time. A key stays the same through it, so that whoever reads it before, after or meanwhile opens
 * the same values; nobody waits for longer than one small batch takes.
 *
 * <p>An epoch counts as empty once a whole pass has met nothing of it that began when no write
 * under it could be left over any more.
 */
public final class KeyRewrapper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRewrapper.class);
  private static final int BATCH = 200;
  private static final long PAUSE_MILLIS = 5;

  /** For longer than any write that wrapped under the former epoch may take to end. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private static final Duration SHORTLY = Duration.ofSeconds(3);

  private final EpochStore store;
  private final KeyProvider provider;
  private final Clock clock;
  private final Duration settled;

  /** The epoch that the last pass brought everything under, and since when it was known. */
  private int epoch;

  private long since;
  private final ScheduledExecutorService passes =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rewrapping").factory());

  private KeyRewrapper(Instance.Keys keys, KeyProvider provider, Clock clock, Duration settled) {
    this.store = new EpochStore(keys);
    this.provider = provider;
    this.clock = clock;
    this.settled = settled;
  }

  /** What one pass over all keys did: whom it met, how much it wrapped, what did not open. */
  private static final class Pass {
    final Set<Integer> met = new HashSet<>();
    int rewrapped;
    int shut;
  }

  /** Begins with what earlier epochs may have left. */
  public static KeyRewrapper start(Instance.Keys keys, KeyProvider provider, Clock clock) {
    return start(keys, provider, clock, SETTLED);
  }

  /** As {@link #start(Instance.Keys, KeyProvider, Clock)}, where writes end sooner. */
  static KeyRewrapper start(
      Instance.Keys keys, KeyProvider provider, Clock clock, Duration settled) {
    KeyRewrapper rewrapping = new KeyRewrapper(keys, provider, clock, settled);
    rewrapping.begin();
    return rewrapping;
  }

  /** Wraps what stands under past epochs again: to be called when a new one is taken over. */
  public void begin() {
    later(Duration.ZERO);
  }

  private void later(Duration delay) {
    try {
      var _ = passes.schedule(this::passQuietly, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It is closing.
    }
  }

  private void passQuietly() {
    try {
      if (provider.currentEpoch() != epoch) {
        epoch = provider.currentEpoch();
        since = System.nanoTime();
      }
      boolean sure = System.nanoTime() - since >= settled.toNanos();
      if (store.known().stream().allMatch(this::isDone)) {
        return;
      }
      Pass pass = pass(epoch, sure);
      // What only does not open will not open in the next pass either.
      boolean done = pass.rewrapped == 0 && (pass.met.isEmpty() || pass.shut > 0);
      if (!sure || !done) {
        // Where there was something, a write may just have left more behind.
        later(pass.rewrapped > 0 && SHORTLY.compareTo(settled) < 0 ? SHORTLY : settled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("Keys of past epochs could not be wrapped again; the next round tries again.");
      later(settled);
    }
  }

  private boolean isDone(EpochStore.Known known) {
    return known.epoch() >= epoch || known.emptySince() != null;
  }

  private Pass pass(int current, boolean sure) throws InterruptedException {
    Pass pass = new Pass();
    EpochStore.Place after = EpochStore.Place.FIRST;
    Optional<EpochStore.Stretch> stretch = store.stretch(after, BATCH, current);
    while (stretch.isPresent()) {
      EpochStore.Place end = stretch.get().end();
      if (!stretch.get().past().isEmpty()) {
        pass.met.addAll(stretch.get().past());
        pass.rewrapped += store.rewrap(after, end, current, old -> again(old, pass));
        Thread.sleep(PAUSE_MILLIS);
      }
      after = end;
      stretch = store.stretch(after, BATCH, current);
    }
    for (EpochStore.Standing day : store.pastDays(current)) {
      pass.met.add(day.wrapped().epoch());
      Optional<WrappedKey> again = again(day, pass);
      if (again.isPresent()) {
        store.rewrapDay(day, again.get());
        pass.rewrapped++;
      }
    }
    note(pass, current, sure);
    return pass;
  }

  private void note(Pass pass, int current, boolean sure) {
    for (EpochStore.Known known : store.known()) {
      if (pass.met.contains(known.epoch())) {
        store.noteFilled(known.epoch());
      } else if (sure && known.epoch() < current) {
        store.noteEmpty(known.epoch(), clock.instant());
      }
    }
    if (pass.rewrapped > 0) {
      LOG.info("Wrapped {} keys of past epochs again under epoch {}.", pass.rewrapped, current);
    }
    if (pass.shut > 0) {
      LOG.error("{} keys of past epochs do not open and stay as they are.", pass.shut);
    }
  }

  private Optional<WrappedKey> again(EpochStore.Standing old, Pass pass) {
    try {
      DataKey key = provider.unwrap(old.wrapped(), old.at());
      try {
        return Optional.of(provider.wrap(key, old.at()));
      } finally {
        key.destroy();
      }
    } catch (SealingException e) {
      pass.shut++;
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    passes.shutdownNow();
  }
}
