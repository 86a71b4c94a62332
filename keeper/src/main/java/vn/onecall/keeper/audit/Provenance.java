package vn.onecall.keeper.audit;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.translog.Hash;

/**
 * What the entries of the log prove of one value: whether it stands as it was first registered. It
 * names no value.
 *
 * @param found what was found
 * @param registration the leaf of the entry by which the customer was registered; absent where that
 *     entry is not what it was
 * @param version the value's newest version, 0 if there is none
 * @param entry the leaf of the entry of this comparison
 */
public record Provenance(Found found, Optional<Hash> registration, int version, Hash entry) {

  /** How the current value stands to the first registration. */
  public enum Found {
    /** It is the very value that was first registered. */
    AS_REGISTERED,
    /** Another value was first registered. */
    CHANGED_SINCE,
    /** The first registration gave no such value. */
    NEVER_REGISTERED,
    /** The value was kept for its time and has gone. */
    KEPT_NO_MORE,
    /** What is stored is not what the entries commit to: nothing can be said of it. */
    ALTERED
  }

  /** What a feature keeps of a finding, in one commit with its entry; nobody is told before. */
  @FunctionalInterface
  public interface Work {
    /**
     * Runs the feature's statements.
     *
     * @param transaction runs statements in the entry's transaction; it is not kept
     */
    void run(EntryWork.Entered entry, Provenance found, JdbcClient transaction);
  }
}
