package vn.onecall.keeper.writes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * Main's claims of the writes that span instances. Whoever inserts the one row of a write ends it:
 * the writer with its commit, or the sweeper.
 */
public final class ClaimStore {
  /** Who ended a write that spans instances. */
  public enum Winner {
    WRITER(1),
    SWEEPER(2);

    private final int code;

    Winner(int code) {
      this.code = code;
    }
  }

  private final Instance.Main main;

  public ClaimStore(Instance.Main main) {
    this.main = main;
  }

  Instance.Main main() {
    return main;
  }

  /** Claims the end of a write; false if the other side was first. */
  boolean claim(SubjectId subject, UUID writeId, Winner winner, Instant at) {
    return main.client()
            .sql(
                "insert into access.claim (subject_id, write_id, winner, at) values (?, ?, ?, ?)"
                    + " on conflict do nothing")
            .params(subject.value(), writeId, winner.code, at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Whether a sweeper, which then perhaps failed, owns the end of a write. */
  boolean wonBySweeper(SubjectId subject, UUID writeId) {
    return main.client()
        .sql(
            "select exists (select from access.claim where subject_id = ? and write_id = ?"
                + " and winner = 2)")
        .params(subject.value(), writeId)
        .query(Boolean.class)
        .single();
  }

  /** Forgets the claims of writers that ended before a time; their pending rows are gone. */
  void dropClaims(Instant before) {
    main.client()
        .sql("delete from access.claim where winner = 1 and at < ?")
        .param(before.atOffset(ZoneOffset.UTC))
        .update();
  }
}
