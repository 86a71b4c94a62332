package vn.onecall.keeper.decisions;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.entries.SealedEntryStore;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.SqlArrays;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.EntryCommitment;

/**
 * The one statement that decides, logs and reads.
 *
 * <p>For each entry it looks at the subject's facts, computes the outcome and the leaf, inserts the
 * entry, queues it for the sequencer and fetches the sealed rows where the outcome permits: so what
 * is read is what was logged, under the facts that the entry names. Outside a transaction it
 * commits by itself, and the driver returns only after that commit.
 *
 * <p>{@code offset 0} keeps a subquery as it is written: facts and sealed rows are looked up by key
 * for each entry, where the planner, which guesses at the length of the arrays, would read all of a
 * table of some thousand rows; and an outcome is worked out once.
 */
final class DecisionStore {
  private static final String DECIDE_TEMPLATE =
      """
      with leaf as materialized (
        select n, subject_id, entry_id, at, outcome, held, facts_version, subject_commitment,
          actor_commitment, subject_part, actor_part, history,
          case when outcome = 1 then fields::text[] end as shown,
          sha256('\\xLEAF_TAG'::bytea || subject_commitment || actor_commitment
            || set_byte('\\x00', 0, outcome) || int4send(POLICY_VERSION) || int8send(facts_version)
            || sha256(convert_to(array_to_string(held, ','), 'UTF8'))) as leaf
        from (
          select *, (case
              when foregone is not null then foregone
              when state is distinct from 1 and (state is null or not after_end) then 3
              when match_field is not null and not exists (
                select from access.sealed m
                where m.subject_id = ask.subject_id and m.field = match_field
                  and m.item = match_item and m.version = match_version
                  and m.superseded_at is null) then 3
              when next_expiry <= at then 2
              when not held @> requires::int[] or held && unless::int[] then 2
              else 1
            end)::int2 as outcome
          from (
            select a.*, f.state, f.next_expiry, coalesce(f.held, '{}') as held,
              coalesce(f.version, 0) as facts_version,
              timestamptz 'epoch' + micros * interval '1 microsecond' as at
            from unnest(?::uuid[], ?::uuid[], ?::int8[], ?::bytea[], ?::bytea[], ?::bytea[],
                        ?::bytea[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::bool[], ?::int2[],
                        ?::text[], ?::int4[], ?::int4[])
              with ordinality as a(subject_id, entry_id, micros, subject_commitment,
                                   actor_commitment, subject_part, actor_part, requires, unless,
                                   fields, history, after_end, foregone, match_field, match_item,
                                   match_version, n)
            left join lateral (
              select state, next_expiry, held, version from access.facts
              where subject_id = a.subject_id offset 0) f on true) ask
          offset 0) decided
      ), logged as (
        insert into access.entry (subject_id, entry_id, at, outcome, held, facts_version,
          policy_version, subject_commitment, actor_commitment, subject_part, actor_part, leaf)
        select subject_id, entry_id, at, outcome, held, facts_version, POLICY_VERSION,
          subject_commitment, actor_commitment, subject_part, actor_part, leaf
        from leaf
      ), queued as (
        insert into access.unsequenced (subject_id, entry_id, leaf)
        select subject_id, entry_id, leaf from leaf
      )
      select l.n, l.outcome, l.facts_version, array_to_string(l.held, ','), l.leaf,
             s.field, s.item, s.version, s.category, s.ciphertext, s.collected_at
      from leaf l
      left join lateral (
        select field, item, version, category, ciphertext, collected_at from access.sealed
        where subject_id = l.subject_id and field = any(l.shown)
          and (superseded_at is null or l.history) offset 0) s on true
      """;

  private final Instance.Main main;
  private final int policyVersion;
  private final String decide;

  DecisionStore(Instance.Main main, int policyVersion) {
    this.main = main;
    this.policyVersion = policyVersion;
    this.decide =
        DECIDE_TEMPLATE
            .replace(
                "LEAF_TAG", HexFormat.of().formatHex(EntryCommitment.LEAF_TAG.getBytes(US_ASCII)))
            .replace("POLICY_VERSION", Integer.toString(policyVersion));
  }

  /** Decides and logs all entries, in the order asked, and reads what is permitted. */
  List<DecidedEntry> decide(List<DecisionRequest> asks) {
    return Objects.requireNonNull(
        main.template()
            .query(
                decide, statement -> fill(statement, asks), (ResultSet rows) -> read(rows, asks)));
  }

  /** Runs statements in a transaction of their own. */
  <T> T alone(Supplier<T> statements) {
    return Objects.requireNonNull(main.transactions().execute(status -> statements.get()));
  }

  /** Runs a feature's statements in the transaction that is open on main, under its role. */
  void asFeature(String feature, Consumer<JdbcClient> statements) {
    main.asFeature(feature, statements);
  }

  private static void fill(PreparedStatement statement, List<DecisionRequest> asks)
      throws SQLException {
    int i = 0;
    statement.setArray(
        ++i, SqlArrays.column(statement, "uuid", asks, ask -> ask.draft().subject().value()));
    statement.setArray(++i, SqlArrays.column(statement, "uuid", asks, ask -> ask.draft().id()));
    statement.setArray(
        ++i, SqlArrays.column(statement, "int8", asks, ask -> micros(ask.draft().at())));
    statement.setArray(
        ++i, SqlArrays.bytes(statement, asks, ask -> ask.draft().subjectSide().commitment()));
    statement.setArray(
        ++i, SqlArrays.bytes(statement, asks, ask -> ask.draft().actorSide().commitment()));
    statement.setArray(
        ++i, SqlArrays.bytes(statement, asks, ask -> ask.draft().subjectSide().sealed()));
    statement.setArray(
        ++i, SqlArrays.bytes(statement, asks, ask -> ask.draft().actorSide().sealed()));
    statement.setArray(++i, SqlArrays.column(statement, "text", asks, a -> a.rule().requires()));
    statement.setArray(++i, SqlArrays.column(statement, "text", asks, a -> a.rule().unless()));
    statement.setArray(++i, SqlArrays.column(statement, "text", asks, a -> a.rule().fields()));
    statement.setArray(++i, SqlArrays.column(statement, "bool", asks, a -> a.rule().history()));
    statement.setArray(++i, SqlArrays.column(statement, "bool", asks, a -> a.rule().afterEnd()));
    statement.setArray(
        ++i, SqlArrays.column(statement, "int2", asks, ask -> foregoneCode(ask.foregone())));
    statement.setArray(
        ++i,
        SqlArrays.column(
            statement, "text", asks, a -> a.match() == null ? null : a.match().field()));
    statement.setArray(
        ++i,
        SqlArrays.column(
            statement, "int4", asks, a -> a.match() == null ? null : a.match().item()));
    statement.setArray(
        ++i,
        SqlArrays.column(
            statement, "int4", asks, a -> a.match() == null ? null : a.match().version()));
  }

  private static @Nullable Short foregoneCode(DecisionRecord.@Nullable Outcome foregone) {
    return foregone == null ? null : (short) foregone.code();
  }

  private List<DecidedEntry> read(ResultSet rows, List<DecisionRequest> asks) throws SQLException {
    DecidedEntry[] entries = new DecidedEntry[asks.size()];
    while (rows.next()) {
      int n = rows.getInt(1) - 1;
      if (entries[n] == null) {
        entries[n] =
            new DecidedEntry(
                asks.get(n).draft(),
                new DecisionRecord(
                    DecisionRecord.Outcome.of(rows.getInt(2)),
                    SealedEntryStore.heldFacts(rows.getString(4)),
                    rows.getLong(3),
                    policyVersion),
                Hash.of(rows.getBytes(5)),
                new ArrayList<>());
      }
      if (rows.getString(6) != null) {
        entries[n]
            .rows()
            .add(
                new SealedRow(
                    rows.getString(6),
                    rows.getInt(7),
                    rows.getInt(8),
                    rows.getString(9),
                    rows.getBytes(10),
                    rows.getObject(11, OffsetDateTime.class).toInstant()));
      }
    }
    return Arrays.asList(entries);
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
  }
}
