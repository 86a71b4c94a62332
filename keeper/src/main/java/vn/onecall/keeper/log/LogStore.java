package vn.onecall.keeper.log;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import vn.onecall.keeper.entries.EntryFeed;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/** Every statement on the log's own tables. */
final class LogStore {
  /** The published head. */
  record Head(long size, Hash root, String note) {}

  /** Which policy served last: its version and the hash of its text. */
  record ServedPolicy(int version, String sha256) {}

  private final Instance.Log main;
  private final String origin;
  private final Duration longest;

  /**
   * The store of one log.
   *
   * @param longest how long a sequencer may stand still in a transaction before main ends it
   */
  LogStore(Instance.Log main, String origin, Duration longest) {
    this.main = main;
    this.origin = origin;
    this.longest = longest;
  }

  /** The published head; before the first, that of an empty log. */
  Head head() {
    return main.client()
        .sql("select size, root, note from ledger.head where origin = ?")
        .param(origin)
        .query((row, n) -> new Head(row.getLong(1), Hash.of(row.getBytes(2)), row.getString(3)))
        .optional()
        .orElseGet(() -> new Head(0, Hash.EMPTY_ROOT, ""));
  }

  /** Gives entries the next indexes, in one commit with their leaving the queue. */
  int assign(EntryFeed feed, int limit) {
    return Objects.requireNonNull(
        main.transactions()
            .execute(status -> {
              // Two sequencers would give the same index and one would fail; and one that is
              // paused in here must not hold up the other, so that main ends its transaction.
              main.client()
                  .sql(
                      """
                      select set_config('idle_in_transaction_session_timeout', ?, true),
                             pg_advisory_xact_lock(hashtext('1call.sequencer'))::text
                      """)
                  .param(longest.toMillis() + "ms")
                  .query((row, n) -> row.getString(1))
                  .single();
              List<EntryFeed.Unsequenced> taken = feed.take(limit);
              if (taken.isEmpty()) {
                return 0;
              }
              insert(indexed(), taken);
              CrashPoint.LOG_TAKEN.reached();
              return taken.size();
            }));
  }

  /** How many entries have their index, published or not. */
  long indexed() {
    return main.client()
        .sql("select coalesce(max(idx) + 1, 0) from ledger.log_index")
        .query(Long.class)
        .single();
  }

  private void insert(long first, List<EntryFeed.Unsequenced> entries) {
    main.template()
        .update(
            """
            insert into ledger.log_index (idx, leaf, subject_id, entry_id)
            select ? + n - 1, leaf, subject_id, entry_id
            from unnest(?::bytea[], ?::uuid[], ?::uuid[])
              with ordinality as t(leaf, subject_id, entry_id, n)
            """,
            statement -> {
              var connection = statement.getConnection();
              statement.setLong(1, first);
              statement.setArray(
                  2,
                  connection.createArrayOf(
                      "bytea", entries.stream().map(e -> e.leaf().bytes()).toArray(byte[][]::new)));
              statement.setArray(
                  3,
                  connection.createArrayOf(
                      "uuid", entries.stream().map(e -> e.subject().value()).toArray()));
              statement.setArray(
                  4,
                  connection.createArrayOf(
                      "uuid", entries.stream().map(EntryFeed.Unsequenced::entry).toArray()));
            });
  }

  /**
   * The entries from an index on, in order.
   *
   * @throws LogIntegrityException if an index between them is missing: what follows would slip down
   */
  List<EntryFeed.Unsequenced> from(long index, int limit) {
    return main.client()
        .sql(
            """
            select subject_id, entry_id, leaf, idx from ledger.log_index
            where idx >= ? and idx < ? order by idx
            """)
        .params(index, index + limit)
        .query((row, n) -> {
          if (row.getLong(4) != index + n) {
            throw new LogIntegrityException(
                "The log's index " + (index + n) + " is missing from the database.");
          }
          return new EntryFeed.Unsequenced(
              new SubjectId(row.getObject(1, UUID.class)),
              row.getObject(2, UUID.class),
              Hash.of(row.getBytes(3)));
        })
        .list();
  }

  OptionalLong indexOf(Hash leaf) {
    return main.client()
        .sql("select idx from ledger.log_index where leaf = ?")
        .param(leaf.bytes())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** Replaces the head if it is still the one that was read, and only by a larger one. */
  boolean compareAndSet(long oldSize, Hash oldRoot, Head next, Instant at) {
    var published = at.atOffset(ZoneOffset.UTC);
    int rows =
        main.client()
            .sql(
                """
                insert into ledger.head as h (origin, size, root, note, published_at)
                values (?, ?, ?, ?, ?)
                on conflict (origin) do update set size = excluded.size, root = excluded.root,
                  note = excluded.note, published_at = excluded.published_at
                where h.size = ? and h.root = ? and excluded.size > h.size
                """)
            .params(
                origin,
                next.size,
                next.root.bytes(),
                next.note,
                published,
                oldSize,
                oldRoot.bytes())
            .update();
    return rows == 1;
  }

  Optional<ServedPolicy> newestPolicy() {
    return main.client()
        .sql(
            "select version, encode(sha256, 'hex') from ledger.policy_version"
                + " order by version desc limit 1")
        .query((row, n) -> new ServedPolicy(row.getInt(1), row.getString(2)))
        .optional();
  }

  /** The versions below one, the newest first. */
  List<PolicyVersion> policies(long below, int limit) {
    return main.client()
        .sql(
            """
            select version, encode(sha256, 'hex'), leaf, served_at from ledger.policy_version
            where version < ? order by version desc limit ?
            """)
        .params(below, limit)
        .query((row, n) ->
            new PolicyVersion(
                row.getInt(1),
                row.getString(2),
                Hash.of(row.getBytes(3)),
                row.getObject(4, OffsetDateTime.class).toInstant()))
        .list();
  }

  void insertPolicy(ServedPolicy policy, String text, Hash leaf, Instant at) {
    main.client()
        .sql(
            "insert into ledger.policy_version (version, sha256, text, leaf, served_at)"
                + " values (?, decode(?, 'hex'), ?, ?, ?) on conflict do nothing")
        .params(policy.version, policy.sha256, text, leaf.bytes(), at.atOffset(ZoneOffset.UTC))
        .update();
  }
}
