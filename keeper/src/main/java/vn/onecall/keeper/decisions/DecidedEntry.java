package vn.onecall.keeper.decisions;

import java.util.List;
import vn.onecall.keeper.entries.EntryDraft;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.DecisionRecord;

/**
 * What the deciding statement answered for one entry, which it has written. The sealed values that
 * it read with it are for the {@link Opener} alone.
 */
public final class DecidedEntry {
  private final EntryDraft draft;
  private final DecisionRecord decided;
  private final Hash leaf;
  private final List<SealedRow> rows;

  DecidedEntry(EntryDraft draft, DecisionRecord decided, Hash leaf, List<SealedRow> rows) {
    this.draft = draft;
    this.decided = decided;
    this.leaf = leaf;
    this.rows = rows;
  }

  /** The entry. */
  public EntryDraft draft() {
    return draft;
  }

  /** Outcome, facts and versions. */
  public DecisionRecord decided() {
    return decided;
  }

  /** The entry's commitment in the log. */
  public Hash leaf() {
    return leaf;
  }

  /** The sealed values, if permitted. */
  List<SealedRow> rows() {
    return rows;
  }

  /** Whether the call may go on. */
  public boolean permitted() {
    return decided.outcome() == DecisionRecord.Outcome.PERMITTED;
  }

  /** The entry as a feature's statements see it. */
  EntryWork.Entered entered() {
    return new EntryWork.Entered(leaf, draft.subject(), draft.at());
  }
}
