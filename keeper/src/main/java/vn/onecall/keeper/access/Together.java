package vn.onecall.keeper.access;

import java.time.Instant;
import vn.onecall.translog.Hash;

/**
 * Statements of a feature that belong to an entry. The door runs them in the entry's own
 * transaction on main, once the decision has said yes: entry and rows stand together or not at all.
 */
@FunctionalInterface
public interface Together {
  /** No statement. */
  Together NOTHING = entry -> {};

  /** Runs the statements, on main, for the entry that they belong to. */
  void run(Entered entry);

  /**
   * An entry that is written and not committed yet.
   *
   * @param leaf its commitment
   * @param subject of whom
   * @param at when the call was made
   */
  record Entered(Hash leaf, SubjectId subject, Instant at) {
    static Entered of(DecidedEntry decided) {
      return new Entered(decided.leaf(), decided.draft().subject(), decided.draft().at());
    }
  }
}
