package vn.onecall.keeper.idempotency;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/** What calls with a key have written, in main: claimed in the commit of what was written. */
final class ActStore {
  private final Instance.Main main;

  ActStore(Instance.Main main) {
    this.main = main;
  }

  /** Claims a place among the acts of a call; false if another attempt has it. */
  boolean claim(UUID call, int number, CarriedOutCall.Act act) {
    return main.client()
            .sql(
                """
                insert into access.act (call_id, number, subject_id, version, leaf, at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(
                call,
                number,
                act.subject().value(),
                act.version(),
                act.entry().bytes(),
                utc(act.at()))
            .update()
        == 1;
  }

  void note(UUID call, int number, String note, byte @Nullable [] kept) {
    main.client()
        .sql("update access.act set note = ?, kept = ? where call_id = ? and number = ?")
        .param(note)
        .param(kept)
        .param(call)
        .param(number)
        .update();
  }

  void keep(UUID call, int number, byte[] kept) {
    main.client()
        .sql("update access.act set kept = ? where call_id = ? and number = ?")
        .params(kept, call, number)
        .update();
  }

  /** What a call has written; nothing if it was not carried out. */
  Optional<CarriedOutCall> find(UUID call, CallSecrets secrets, boolean whole) {
    List<CarriedOutCall.Act> acts =
        main.client()
            .sql(
                "select subject_id, version, leaf, at, note, kept, number from access.act"
                    + " where call_id = ? order by number")
            .param(call)
            .query((row, n) ->
                new CarriedOutCall.Act(
                    new SubjectId(row.getObject(1, UUID.class)),
                    row.getLong(2),
                    Hash.of(row.getBytes(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant(),
                    row.getString(5),
                    secrets.open(call, row.getInt(7), row.getBytes(6))))
            .list();
    return acts.isEmpty() ? Optional.empty() : Optional.of(new CarriedOutCall(call, acts, whole));
  }

  /** Whether what an act left of its subject is as it left it, which no later write has moved. */
  boolean stands(CarriedOutCall.Act act) {
    return main.client()
        .sql("select exists (select from access.facts where subject_id = ? and version = ?)")
        .params(act.subject().value(), act.version())
        .query(Boolean.class)
        .single();
  }

  void dropOlder(Instant than) {
    main.client().sql("delete from access.act where at < ?").param(utc(than)).update();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
