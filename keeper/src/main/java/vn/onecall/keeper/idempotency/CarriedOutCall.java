package vn.onecall.keeper.idempotency;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * A call that was carried out, as main knows it: what its answer is made of when it is sent again.
 *
 * @param id the call's own id; what it made has the same, if it made one thing
 * @param acts what was written, in its order; at least one
 * @param whole whether it is known to have come to its end; a halt may have kept it from that
 */
public record CarriedOutCall(UUID id, List<Act> acts, boolean whole) {
  public CarriedOutCall {
    acts = List.copyOf(acts);
  }

  /**
   * One thing that the call has written, with the entry that was committed with it.
   *
   * @param subject of whom; {@link SubjectId#NOBODY} if of nobody
   * @param version the version of the subject's facts after it
   * @param entry the leaf of the entry
   * @param at when
   * @param note codes and dates, as whoever wrote it has noted them; empty if nothing was
   * @param kept what could not be made again, if it was kept and is there still
   */
  public record Act(
      SubjectId subject, long version, Hash entry, Instant at, String note, Optional<String> kept) {

    /** Says what was written; what was kept stays unsaid. */
    @Override
    public String toString() {
      return "Act[" + subject + ", version " + version + ", " + entry.hex() + "]";
    }
  }

  /** What was written, or written first. */
  public Act act() {
    return acts.getFirst();
  }

  /** The leaf of the entry of what was written. */
  public Hash entry() {
    return act().entry();
  }
}
