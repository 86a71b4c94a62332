package vn.onecall.keeper.entries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.DecisionRecord;

/** The entries as they lie in main, for receipts. */
public final class SealedEntryStore {
  private static final String UNHIDDEN =
      """
      not exists (select from access.hidden h where h.subject_id = e.subject_id
        and h.entry_id = e.entry_id and h.until > ?)\
      """;

  /**
   * An entry as it lies there.
   *
   * @param leaf what stands as its commitment, which its columns must still give
   * @param entry the columns
   */
  public record Kept(Hash leaf, EntryFeed.SealedEntry entry) {}

  private final Instance.Main main;

  public SealedEntryStore(Instance.Main main) {
    this.main = main;
  }

  /**
   * A subject's entries from before a time, the newest first; those of the same moment stay
   * together, so that a page may be longer than asked.
   */
  public List<Kept> before(SubjectId subject, Instant before, int limit, Instant now) {
    return main.client()
        .sql(
            """
            select subject_id, entry_id, at, outcome, array_to_string(held, ','), facts_version,
                   policy_version, subject_commitment, actor_commitment, subject_part, actor_part,
                   leaf
            from access.entry e where subject_id = ? and at < ? and UNHIDDEN
            order by at desc fetch first ? rows with ties
            """
                .replace("UNHIDDEN", UNHIDDEN))
        .params(
            subject.value(), before.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), limit)
        .query((row, n) -> new Kept(Hash.of(row.getBytes(12)), sealedEntry(row)))
        .list();
  }

  /** A subject's entry with this leaf, unless an order of secrecy still hides it. */
  public Optional<Kept> find(SubjectId subject, Hash leaf, Instant now) {
    return main.client()
        .sql(
            """
            select subject_id, entry_id, at, outcome, array_to_string(held, ','), facts_version,
                   policy_version, subject_commitment, actor_commitment, subject_part, actor_part,
                   leaf
            from access.entry e where subject_id = ? and leaf = ? and UNHIDDEN
            """
                .replace("UNHIDDEN", UNHIDDEN))
        .params(subject.value(), leaf.bytes(), now.atOffset(ZoneOffset.UTC))
        .query((row, n) -> new Kept(Hash.of(row.getBytes(12)), sealedEntry(row)))
        .optional();
  }

  /** Those of a subject's entries that are named, whoever may see them. */
  public List<Kept> of(SubjectId subject, Collection<UUID> entries) {
    return main.client()
        .sql(
            """
            select subject_id, entry_id, at, outcome, array_to_string(held, ','), facts_version,
                   policy_version, subject_commitment, actor_commitment, subject_part, actor_part,
                   leaf
            from access.entry where subject_id = ? and entry_id = any(?::uuid[])
            """)
        .params(
            subject.value(),
            entries.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
        .query((row, n) -> new Kept(Hash.of(row.getBytes(12)), sealedEntry(row)))
        .list();
  }

  static EntryFeed.SealedEntry sealedEntry(ResultSet row) throws SQLException {
    return new EntryFeed.SealedEntry(
        new SubjectId(row.getObject(1, UUID.class)),
        row.getObject(2, UUID.class),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        new DecisionRecord(
            DecisionRecord.Outcome.of(row.getInt(4)),
            heldFacts(row.getString(5)),
            row.getLong(6),
            row.getInt(7)),
        new EntryFeed.SealedSide(row.getBytes(8), row.getBytes(10)),
        new EntryFeed.SealedSide(row.getBytes(9), row.getBytes(11)));
  }

  /** The facts of an entry from their form in SQL: numbers with commas between. */
  public static int[] heldFacts(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
