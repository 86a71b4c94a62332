package vn.onecall.keeper.log;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.entries.EntryFeed;
import vn.onecall.keeper.faults.KeeperException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.translog.DirectoryTileStore;
import vn.onecall.translog.Hash;
import vn.onecall.translog.LogAppender;
import vn.onecall.translog.LogException;
import vn.onecall.translog.MerkleProofs;
import vn.onecall.translog.NoteSigner;
import vn.onecall.translog.TilePath;
import vn.onecall.translog.TlogProof;

/**
 * The running log. It publishes on its own, proves what it has published, and never goes backwards:
 * where main, tiles and published checkpoint contradict each other, it refuses to open.
 */
public final class TransparencyLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransparencyLog.class);

  private final LogStore store;
  private final DirectoryTileStore tiles;
  private final EntryFeed feed;
  private final Lease lease;
  private final Sequencer sequencer;
  private final String verifierKey;
  private final Duration interval;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Condition passed = lock.newCondition();
  private boolean asked;
  private boolean closed;
  private long passes;
  private @Nullable String failure;
  private final Thread worker;

  private TransparencyLog(
      LogStore store,
      DirectoryTileStore tiles,
      EntryFeed feed,
      Lease lease,
      Sequencer sequencer,
      String verifierKey,
      Duration interval) {
    this.store = store;
    this.tiles = tiles;
    this.feed = feed;
    this.lease = lease;
    this.sequencer = sequencer;
    this.verifierKey = verifierKey;
    this.interval = interval;
    this.worker = Thread.ofPlatform().daemon().name("sequencer").unstarted(this::work);
  }

  /**
   * Opens the log and begins to publish, or to stand by where another server does.
   *
   * @throws LogIntegrityException if the stored head, the tiles or the published checkpoint were
   *     changed, or main is older than what was published
   */
  public static TransparencyLog open(
      Instance.Log main, KeyProvider keys, LogSettings settings, Clock clock) {
    NoteSigner signer = signer(keys, settings);
    LogStore store = new LogStore(main, settings.origin(), settings.lease());
    DirectoryTileStore tiles = new DirectoryTileStore(settings.directory());
    PublishedCopy copy = new PublishedCopy(settings.directory());
    new LogCheck(store, tiles, copy, signer.verifier()).allAgree();
    EntryFeed feed = new EntryFeed(main);
    Sequencer sequencer =
        new Sequencer(
            feed,
            store,
            OpeningsArchive.open(settings.directory().resolve("openings")),
            new LogAppender(tiles),
            signer,
            copy,
            clock);
    TransparencyLog ledger =
        new TransparencyLog(
            store,
            tiles,
            feed,
            new Lease(new LeaseStore(main, settings.origin()), settings.lease()),
            sequencer,
            signer.verifierKey(),
            settings.interval());
    ledger.lease.take().ifPresent(sequencer::settle);
    ledger.worker.start();
    return ledger;
  }

  /**
   * Refuses a main that is older than the published log. To be asked before the door opens: an old
   * main would end those writes in keys that only the newest main knows to be committed.
   *
   * @throws LogIntegrityException if main is older, or the published checkpoint was changed
   */
  public static void refuseOlderMain(Instance.Log main, KeyProvider keys, LogSettings settings) {
    DirectoryTileStore tiles = new DirectoryTileStore(settings.directory());
    new LogCheck(
            new LogStore(main, settings.origin(), settings.lease()),
            tiles,
            new PublishedCopy(settings.directory()),
            signer(keys, settings).verifier())
        .mainIsNotOlder();
  }

  private static NoteSigner signer(KeyProvider keys, LogSettings settings) {
    return NoteSigner.fromSeed(
        settings.origin(), keys.logSigningSeed(), keys.logSigningPublicKey());
  }

  /**
   * Notes in the log which policy serves from now on, once a version.
   *
   * @param text the policy file's text, kept with its version
   * @throws LogIntegrityException if the policy is older than one that has served, or was changed
   *     without a new version
   */
  public void servePolicy(Door door, Policy policy, String text, Clock clock) {
    LogStore.ServedPolicy now = new LogStore.ServedPolicy(policy.version(), policy.sha256());
    Optional<LogStore.ServedPolicy> newest = store.newestPolicy();
    if (newest.equals(Optional.of(now))) {
      return;
    }
    if (newest.isPresent() && newest.get().version() > now.version()) {
      throw new LogIntegrityException(
          "The policy has version "
              + now.version()
              + ", but version "
              + newest.get().version()
              + " has served already.");
    }
    if (newest.isPresent() && newest.get().version() == now.version()) {
      throw new LogIntegrityException(
          "The policy was changed since version "
              + now.version()
              + " served: a changed policy needs a new version.");
    }
    store.insertPolicy(now, text, door.announcePolicy(), clock.instant());
  }

  /** The policy versions that have served, below one, the newest first. */
  public List<PolicyVersion> policies(long below, int limit) {
    return store.policies(below, limit);
  }

  /** The last published checkpoint, a signed note; empty before the first. */
  public Optional<String> checkpoint() {
    return Optional.of(store.head().note()).filter(note -> !note.isEmpty());
  }

  /** The key by which anyone verifies the checkpoints, as C2SP signed-note writes it. */
  public String verifierKey() {
    return verifierKey;
  }

  /** The content of a tile or entry bundle. */
  public Optional<byte[]> tile(TilePath path) {
    return tiles.read(path);
  }

  /** The hashes that prove one published size to be a beginning of another. */
  public List<Hash> consistency(long from, long to) {
    return MerkleProofs.consistency(tiles, from, to);
  }

  /** How large the published log is. */
  public long size() {
    return store.head().size();
  }

  /** How many committed entries wait for their publication. */
  public long waiting() {
    return feed.waiting() + store.indexed() - store.head().size();
  }

  /**
   * Proves an entry's inclusion, waiting for the next checkpoint if it must.
   *
   * @return empty if the log has no such entry in that time
   */
  public Optional<TlogProof> proof(Hash leaf, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<TlogProof> proof = proof(leaf);
      long left = deadline - System.nanoTime();
      if (proof.isPresent() || left <= 0 || !awaitPass(left)) {
        return proof;
      }
    }
  }

  private Optional<TlogProof> proof(Hash leaf) {
    OptionalLong index = store.indexOf(leaf);
    LogStore.Head head = store.head();
    if (index.isEmpty() || index.getAsLong() >= head.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new TlogProof(
            Optional.empty(),
            index.getAsLong(),
            MerkleProofs.inclusion(tiles, index.getAsLong(), head.size()),
            head.note()));
  }

  /**
   * Publishes everything that is committed now, unless another server does; for the end of a
   * measurement and of a service.
   */
  public void publishAll() {
    while (turn() > 0) {}
  }

  /** Whether this server publishes; another does if it does not. */
  public boolean publishes() {
    return lease.held();
  }

  /** A pass, if it is this server's to make; how many entries it published. */
  private int turn() {
    OptionalLong term = lease.take();
    return term.isPresent() ? sequencer.pass(term.getAsLong()) : 0;
  }

  /** Why the log does not advance, if it does not. */
  public Optional<String> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitPass(long nanos) {
    lock.lock();
    try {
      long before = passes;
      asked = true;
      wanted.signal();
      long left = nanos;
      while (passes < before + 1 && left > 0 && !closed) {
        left = passed.awaitNanos(left);
      }
      return passes > before;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** One pass a turn, so that what is said of the log stays true while entries keep coming. */
  private void work() {
    boolean full = false;
    while (awaitTurn(full)) {
      String reason = null;
      full = false;
      try {
        full = turn() == Sequencer.BATCH;
      } catch (RuntimeException e) {
        reason = plainly(e);
      }
      lock.lock();
      try {
        if (reason != null && !reason.equals(failure)) {
          LOG.error("The log does not advance: {}", reason);
        }
        failure = reason;
        passes++;
        passed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** A message of ours is plain already; another's could hold a whole statement, or be missing. */
  private static String plainly(RuntimeException e) {
    return switch (e) {
      case LogIntegrityException ours -> ours.getMessage() + because(ours);
      case KeeperException ours -> String.valueOf(ours.getMessage());
      case LogException ours -> ours.getMessage() + because(ours);
      case DataAccessException main -> "main does not answer: " + e.getClass().getSimpleName();
      case TransactionException main -> "main does not answer: " + e.getClass().getSimpleName();
      default -> "a fault of the server: " + e.getClass().getName();
    };
  }

  /** What the disk said, without the place. */
  private static String because(RuntimeException e) {
    return switch (e.getCause()) {
      case FileSystemException disk when disk.getReason() != null -> ": " + disk.getReason();
      case FileSystemException disk -> "";
      case IOException disk when disk.getMessage() != null -> ": " + disk.getMessage();
      case null -> "";
      case Throwable other -> "";
    };
  }

  private boolean awaitTurn(boolean atOnce) {
    lock.lock();
    try {
      long left = atOnce ? 0 : interval.toNanos();
      // After a failure, and while another publishes, an impatient caller must not make it a spin.
      while ((!asked || failure != null || !lease.held()) && left > 0 && !closed) {
        left = wanted.awaitNanos(left);
      }
      asked = false;
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wanted.signalAll();
      passed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      worker.join(TimeUnit.SECONDS.toMillis(10));
      try {
        publishAll();
      } finally {
        lease.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("What is not published yet will be by another server, or after the next start.");
    }
  }
}
