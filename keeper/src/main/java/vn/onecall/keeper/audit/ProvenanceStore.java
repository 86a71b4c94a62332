package vn.onecall.keeper.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;

/** Reads what a value's origin is told by: its stored versions, and which entry registered whom. */
final class ProvenanceStore {
  /**
   * A stored version of a value.
   *
   * @param first whether the row says that it is of the first registration
   * @param entry the entry that brought it
   * @param current whether nothing has taken its place
   */
  record Stored(int version, byte[] ciphertext, boolean first, UUID entry, boolean current) {}

  private final Instance.Main main;

  ProvenanceStore(Instance.Main main) {
    this.main = main;
  }

  /** Every stored version of a value, the oldest first. */
  List<Stored> versions(SubjectId subject, String field, int item) {
    return main.client()
        .sql(
            """
            select version, ciphertext, first_registration, entry_id, superseded_at is null
            from access.sealed where subject_id = ? and field = ? and item = ? order by version
            """)
        .params(subject.value(), field, item)
        .query((row, n) ->
            new Stored(
                row.getInt(1),
                row.getBytes(2),
                row.getBoolean(3),
                row.getObject(4, UUID.class),
                row.getBoolean(5)))
        .list();
  }

  /** The entry by which a subject was registered: the first that has a statement of truth. */
  Optional<UUID> registration(SubjectId subject) {
    return main.client()
        .sql(
            "select entry_id from access.attestation where subject_id = ? order by at, entry_id"
                + " limit 1")
        .param(subject.value())
        .query(UUID.class)
        .optional();
  }
}
