package vn.onecall.keeper.access;

import java.util.List;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Decided;

/**
 * What the deciding statement answered for one entry, which it has written.
 *
 * @param draft the entry
 * @param decided outcome, facts and versions
 * @param leaf the entry's commitment in the log
 * @param rows the sealed values, if permitted
 */
record DecidedEntry(EntryDraft draft, Decided decided, Hash leaf, List<SealedRow> rows) {
  boolean permitted() {
    return decided.outcome() == Decided.Outcome.PERMITTED;
  }
}
