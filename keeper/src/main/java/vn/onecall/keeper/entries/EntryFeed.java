package vn.onecall.keeper.entries;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.onecall.keeper.faults.EntryTamperedException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.EntryCommitment;

/**
 * The entries on their way into the log: what the sequencer may see of them. Nothing here opens a
 * sealed part.
 */
public final class EntryFeed {
  private final EntryFeedStore store;

  /** The feed of the log, which reaches main for itself. */
  public EntryFeed(Instance.Log log) {
    this.store = new EntryFeedStore(log);
  }

  /** Which entry, and its commitment. */
  public record Unsequenced(SubjectId subject, UUID entry, Hash leaf) {}

  /**
   * An entry with its sealed parts, as it is archived.
   *
   * @param subject of whom
   * @param id the entry
   * @param at when the call was made
   * @param decided the plain part
   * @param subjectSide the subject's commitment and sealed part
   * @param actorSide the actor's commitment and sealed part
   */
  public record SealedEntry(
      SubjectId subject,
      UUID id,
      Instant at,
      DecisionRecord decided,
      SealedSide subjectSide,
      SealedSide actorSide) {

    /** The entry's commitment, computed from its columns. */
    public Hash leaf() {
      return Hash.of(EntryCommitment.leaf(subjectSide.commitment, actorSide.commitment, decided));
    }
  }

  /** One side of an entry as it is stored. */
  public record SealedSide(byte[] commitment, byte[] sealed) {}

  /**
   * Takes entries that have no place in the log yet. They are taken for good only by the commit of
   * the caller's transaction on main, which must be open; two sequencers never take the same one.
   *
   * @param limit the most to take
   */
  public List<Unsequenced> take(int limit) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("entries are taken inside the sequencer's transaction");
    }
    return store.take(limit);
  }

  /** How many committed entries nobody has taken yet. */
  public long waiting() {
    return store.waiting();
  }

  /**
   * The entries named, in the order named.
   *
   * @throws EntryTamperedException if one is missing, or its columns no longer give its leaf
   */
  public List<SealedEntry> sealed(List<Unsequenced> wanted) {
    List<SealedEntry> entries = store.sealed(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      if (entries.size() <= i || !entries.get(i).id().equals(wanted.get(i).entry)) {
        throw EntryTamperedException.missing(wanted.get(i).entry);
      }
      if (!entries.get(i).leaf().equals(wanted.get(i).leaf)) {
        throw new EntryTamperedException(
            "The log entry "
                + wanted.get(i).entry
                + " was changed in the database after it was written: it no longer has its hash.");
      }
    }
    return entries;
  }
}
