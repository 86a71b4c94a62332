package vn.onecall.keeper.decisions;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * Work that a feature does alongside an entry: statements that the door runs in the entry's own
 * transaction on main, once the decision has said yes. Entry and rows stand together or not at all.
 */
@FunctionalInterface
public interface EntryWork {
  /** No work. */
  EntryWork NONE = new None();

  /** No work: nothing is run, and nobody's role is taken on for it. */
  record None() implements EntryWork {
    @Override
    public void run(Entered entry, JdbcClient transaction) {}
  }

  /**
   * Runs the feature's statements.
   *
   * @param entry the entry that they belong to
   * @param transaction runs statements in the entry's transaction; it is not kept
   */
  void run(Entered entry, JdbcClient transaction);

  /**
   * An entry that is written and not committed yet.
   *
   * @param leaf its commitment
   * @param subject of whom
   * @param at when the call was made
   */
  record Entered(Hash leaf, SubjectId subject, Instant at) {}
}
