package vn.onecall.keeper.erasure;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.onecall.keeper.faults.JournalException;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.writes.Sweeper;

/**
 * What must be true before the first request is served: every erasure of the journal holds in both
 * stores, and the journal holds every erasure of the stores.
 *
 * <p>Stores behind the journal (a restored backup) are brought forward; a journal behind the stores
 * (a restored or lost journal) is refused, since an erasure could be undone by it. Keys older than
 * main are reported subject by subject as missing, never as erased.
 */
public final class ErasureRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureRecovery.class);

  private final SubjectKeyStore keys;
  private final ErasedKeysStore erasedKeys;
  private final ErasureStore erasures;
  private final KeyDestruction destruction;
  private final ErasureJournal journal;
  private final ErasureCompletion completion;
  private final Sweeper sweeper;
  private final Clock clock;

  public ErasureRecovery(
      SubjectKeyStore keys,
      ErasedKeysStore erasedKeys,
      ErasureCompletion completion,
      Sweeper sweeper,
      Clock clock) {
    this.keys = keys;
    this.erasedKeys = erasedKeys;
    this.completion = completion;
    this.erasures = completion.erasures();
    this.destruction = completion.destruction();
    this.journal = completion.journal();
    this.sweeper = sweeper;
    this.clock = clock;
  }

  /** Whether neither instance has followed an erasure journal yet, so that one may begin. */
  public static boolean nothingErased(ErasedKeysStore keys, ErasureStore main) {
    return keys.journalHead().isEmpty()
        && main.journalHead().map(JournalHead::position).orElse(0L) == 0;
  }

  /**
   * Brings everything to one truth.
   *
   * @throws JournalException if the journal is behind, or of another history than a store
   */
  public void run() {
    erasures.beginJournal(journal.headAt(0));
    refuseAnotherHistory("keys", erasedKeys.journalHead());
    JournalHead main = erasures.journalHead().orElseThrow();
    long confirmed = main.position() - erasures.unconfirmed().size();
    if (confirmed > journal.size()) {
      throw new JournalException(behind("main", confirmed));
    }
    completion.finishMarked();
    refuseAnotherHistory("main", erasures.journalHead());
    replayIntoMain();
    replayIntoKeys();
    sweeper.sweep(Duration.ZERO);
    reportMissingKeys();
  }

  private void refuseAnotherHistory(String store, Optional<JournalHead> followed) {
    if (followed.isEmpty()) {
      return;
    }
    JournalHead head = followed.get();
    if (head.position() > journal.size()) {
      throw new JournalException(behind(store, head.position()));
    }
    if (!Arrays.equals(journal.headAt(head.position()), head.head())) {
      throw new JournalException(
          "The erasure journal is not the one that "
              + store
              + " has followed: they differ at position "
              + head.position()
              + ".");
    }
  }

  private String behind(String store, long position) {
    return "The erasure journal is behind: it holds "
        + journal.size()
        + " erasures, and "
        + store
        + " has followed it to "
        + position
        + ". Restore the newest journal; serving without it could undo an erasure.";
  }

  private void replayIntoMain() {
    long from = erasures.journalHead().orElseThrow().position();
    List<ErasureJournal.Entry> missing = new ArrayList<>();
    journal.eachAfter(from, missing::add);
    for (ErasureJournal.Entry entry : missing) {
      erasures
          .main()
          .transactions()
          .executeWithoutResult(status -> {
            erasures.markErased(entry);
            erasures.confirmErased(entry.position(), clock.instant());
          });
    }
    if (!missing.isEmpty()) {
      LOG.warn("Main was older than the erasure journal: {} erasures replayed.", missing.size());
    }
  }

  private void replayIntoKeys() {
    long from = erasedKeys.journalHead().map(JournalHead::position).orElse(0L);
    List<ErasureJournal.Entry> missing = new ArrayList<>();
    journal.eachAfter(from, missing::add);
    for (ErasureJournal.Entry entry : missing) {
      destruction.destroy(entry);
    }
    if (!missing.isEmpty()) {
      LOG.warn("Keys was older than the erasure journal: {} erasures replayed.", missing.size());
    }
  }

  private void reportMissingKeys() {
    // Everybody who lives has a key for the log, so that equal sums mean that none is missing.
    if (keys.subjectsDigest().equals(erasures.facts().aliveDigest())) {
      return;
    }
    Deque<UUID> withKeys = new ArrayDeque<>();
    keys.eachSubject(withKeys::add);
    List<UUID> missing = new ArrayList<>();
    // Both come in the order of their ids, so that one walk along the two finds what is missing.
    erasures
        .facts()
        .eachAlive(alive -> {
          while (!withKeys.isEmpty() && unsigned(withKeys.peekFirst(), alive) < 0) {
            withKeys.removeFirst();
          }
          if (!alive.equals(withKeys.peekFirst())) {
            missing.add(alive);
          }
        });
    for (UUID subject : missing) {
      LOG.error("The keys of the subject {} are missing: keys is older than main.", subject);
    }
  }

  /** PostgreSQL orders UUIDs by their bytes; {@link UUID#compareTo} is signed. */
  private static int unsigned(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }
}
