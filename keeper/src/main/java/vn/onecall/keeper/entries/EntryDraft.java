package vn.onecall.keeper.entries;

import java.time.Instant;
import java.util.UUID;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.EntryCommitment;
import vn.onecall.translog.entries.Opening;

/**
 * A log entry made ready before the decision: everything but what the database alone can know. Its
 * sealed parts are under log keys only; no key of a category was touched for it.
 *
 * @param subject of whom it speaks
 * @param id the entry's id, time-ordered
 * @param at when the call was made
 * @param route by which declared route the call came
 * @param subjectSide the subject's part with its salt
 * @param actorSide the actor's part with its salt
 */
public record EntryDraft(
    SubjectId subject, UUID id, Instant at, String route, Side subjectSide, Side actorSide) {

  /** One side of the entry: open, committed and sealed. */
  public record Side(byte[] part, byte[] salt, byte[] commitment, byte[] sealed) {}

  /** Opens the subject's side, for a receipt that must be made before its key dies. */
  public Opening openSubject(DecisionRecord decided) {
    return new Opening(
        Opening.Side.SUBJECT, subjectSide.part, subjectSide.salt, actorSide.commitment, decided);
  }

  static byte[] leafOf(byte[] subjectCommitment, byte[] actorCommitment, DecisionRecord decided) {
    return EntryCommitment.leaf(subjectCommitment, actorCommitment, decided);
  }
}
