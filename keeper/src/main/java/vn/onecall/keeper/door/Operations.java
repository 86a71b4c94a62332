package vn.onecall.keeper.door;

import vn.onecall.keeper.audit.ProvenanceOperation;
import vn.onecall.keeper.audit.ReadEntriesOperation;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DiscloseOperation;
import vn.onecall.keeper.decisions.ReadOperation;
import vn.onecall.keeper.erasure.EraseOperation;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.erasure.RetentionOperation;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.CaseFileOperation;
import vn.onecall.keeper.writes.ChangeOperation;
import vn.onecall.keeper.writes.CorrectOperation;
import vn.onecall.keeper.writes.ManageOperation;
import vn.onecall.keeper.writes.RegisterManyOperation;
import vn.onecall.keeper.writes.RegisterOperation;

/** The operations of the door, in groups. */
final class Operations {
  private Operations() {}

  /** Show values, disclose them, and show who has seen them. */
  record Reads(
      ReadOperation read,
      DiscloseOperation disclose,
      ReadEntriesOperation entries,
      ProvenanceOperation provenance) {}

  /** Store values and change facts. */
  record Writes(
      RegisterOperation register,
      RegisterManyOperation registerMany,
      CorrectOperation correct,
      ChangeOperation change) {}

  /** Store and log what belongs to no customer. */
  record Administration(CaseFileOperation caseFiles, ManageOperation manage) {}

  /** Erase on demand, and when retention is over. */
  record Erasures(EraseOperation erase, RetentionOperation retention) {
    Outcome<Erased> eraseDue(Call call, SubjectId subject) {
      return erase.eraseDue(call, subject, held -> retention.dueOf(subject, held));
    }
  }
}
