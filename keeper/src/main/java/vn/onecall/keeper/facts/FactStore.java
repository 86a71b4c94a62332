package vn.onecall.keeper.facts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.instances.SqlArrays;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * What is known of subjects: one row a fact, and the compact row that the deciding statement reads,
 * which is always worked out from those.
 */
public final class FactStore {
  private static final int AT_ONCE = 1_000;

  /** The two ends of the compact row of {@code f}, worked out from the rows behind it. */
  private static final String HELD =
      "array(select fact from access.fact a"
          + " where a.subject_id = f.subject_id and not a.lifted order by fact)";

  private static final String NEXT_EXPIRY =
      "(select min(until) from access.fact a where a.subject_id = f.subject_id and not a.lifted)";

  private final Instance.Main main;
  private final List<DerivedFacts.Rule> derived;

  public FactStore(Instance.Main main, DerivedFacts derived) {
    this.main = main;
    this.derived = derived.rules();
  }

  /** What is known of somebody new from the first. */
  public record Beginning(SubjectId subject, FactChange facts, Instant at) {}

  private record Known(Beginning of, int fact, Optional<Instant> until) {}

  /** Begins the facts of new subjects, in version 1. */
  public void begin(List<Beginning> beginnings) {
    List<Known> known =
        beginnings.stream()
            .flatMap(each ->
                each.facts.set().entrySet().stream()
                    .map(fact -> new Known(each, fact.getKey(), fact.getValue())))
            .toList();
    if (!known.isEmpty()) {
      insert(known);
      lift(literal(known.stream().map(each -> each.of.subject).collect(Collectors.toSet())));
    }
    main.template()
        .update(
            """
            insert into access.facts
              (subject_id, registered_at, state, version, held, next_expiry)
            select f.*, 1, 1, HELD, NEXT_EXPIRY
            from unnest(?::uuid[], ?::timestamptz[]) as f(subject_id, at)
            """
                .replace("HELD", HELD)
                .replace("NEXT_EXPIRY", NEXT_EXPIRY),
            statement -> {
              statement.setArray(
                  1, SqlArrays.column(statement, "uuid", beginnings, one -> one.subject.value()));
              statement.setArray(
                  2, SqlArrays.column(statement, "timestamptz", beginnings, Beginning::at));
            });
  }

  private void insert(List<Known> known) {
    main.template()
        .update(
            """
            insert into access.fact (subject_id, fact, since, until)
            select * from unnest(?::uuid[], ?::int4[], ?::timestamptz[], ?::timestamptz[])
            """,
            statement -> {
              statement.setArray(
                  1, SqlArrays.column(statement, "uuid", known, one -> one.of.subject.value()));
              statement.setArray(2, SqlArrays.column(statement, "int4", known, Known::fact));
              statement.setArray(
                  3, SqlArrays.column(statement, "timestamptz", known, one -> one.of.at));
              statement.setArray(
                  4,
                  SqlArrays.column(statement, "timestamptz", known, one -> one.until.orElse(null)));
            });
  }

  /** Locks a subject's facts until the transaction ends; their version if the subject is alive. */
  public Optional<Long> lock(SubjectId subject) {
    return main.client()
        .sql("select version from access.facts where subject_id = ? and state = 1 for update")
        .param(subject.value())
        .query(Long.class)
        .optional();
  }

  /** Ends the facts of one subject whose time is over; the caller holds the lock. */
  public void expire(SubjectId subject, Instant now) {
    int ended =
        main.client()
            .sql("delete from access.fact where subject_id = ? and until <= ?")
            .params(subject.value(), now.atOffset(ZoneOffset.UTC))
            .update();
    if (ended > 0) {
      lift(literal(List.of(subject)));
      refresh(literal(List.of(subject)));
    }
  }

  /**
   * Changes facts and raises the version; the caller holds the lock. A fact that holds already
   * keeps the time since when it does: nobody puts off an end by closing an account twice.
   */
  public void apply(SubjectId subject, FactChange change, Instant at) {
    if (!change.isEmpty()) {
      change
          .set()
          .forEach((fact, until) ->
              main.client()
                  .sql(
                      """
                      insert into access.fact (subject_id, fact, since, until)
                      values (?, ?, ?, nullif(?, '')::timestamptz)
                      on conflict (subject_id, fact) do update set until = excluded.until
                      """)
                  .params(
                      subject.value(),
                      fact,
                      at.atOffset(ZoneOffset.UTC),
                      until.map(Instant::toString).orElse(""))
                  .update());
      main.client()
          .sql("delete from access.fact where subject_id = ? and fact = any(?::int[])")
          .params(subject.value(), literal(change.clear()))
          .update();
      lift(literal(List.of(subject)));
    }
    refresh(literal(List.of(subject)));
  }

  private void lift(String subjects) {
    for (DerivedFacts.Rule rule : derived) {
      main.client()
          .sql(
              """
              update access.fact f set lifted = exists (
                select from access.fact l
                where l.subject_id = f.subject_id and l.fact = any(?::int[]))
              where f.subject_id = any(?::uuid[]) and f.fact = ?
              """)
          .params(literal(rule.liftedBy()), subjects, rule.number())
          .update();
    }
  }

  /** Works the compact rows out anew. */
  private void refresh(String subjects) {
    main.client()
        .sql(
            """
            update access.facts f set version = version + 1, held = HELD, next_expiry = NEXT_EXPIRY
            where f.subject_id = any(?::uuid[])
            """
                .replace("HELD", HELD)
                .replace("NEXT_EXPIRY", NEXT_EXPIRY))
        .param(subjects)
        .update();
  }

  /**
   * Ends the facts whose time is over, of some subjects at a time. Until then the deciding
   * statement trusts no row whose next expiry has passed.
   *
   * @return how many subjects it was
   */
  public int expire(Instant now, int limit) {
    var time = now.atOffset(ZoneOffset.UTC);
    List<UUID> due =
        main.client()
            .sql(
                """
                select subject_id from access.facts where next_expiry <= ?
                limit ? for update skip locked
                """)
            .params(time, limit)
            .query((row, n) -> row.getObject(1, UUID.class))
            .list();
    if (!due.isEmpty()) {
      String subjects = literal(due);
      main.client()
          .sql("delete from access.fact where subject_id = any(?::uuid[]) and until <= ?")
          .params(subjects, time)
          .update();
      lift(subjects);
      refresh(subjects);
    }
    return due.size();
  }

  /** Forgets all that is known of a subject, whose row stays as an erased one. */
  public void forget(SubjectId subject, int state) {
    main.client()
        .sql("delete from access.fact where subject_id = ?")
        .param(subject.value())
        .update();
    main.client()
        .sql(
            "update access.facts set state = ?, held = '{}', next_expiry = null,"
                + " version = version + 1 where subject_id = ?")
        .params(state, subject.value())
        .update();
  }

  /** How many subjects live, and a checksum of their ids. */
  public String aliveDigest() {
    return main.client()
        .sql(
            "select count(*) || '/' || coalesce(sum(uuid_hash_extended(subject_id, 0)), 0)"
                + " from access.facts where state = 1")
        .query(String.class)
        .single();
  }

  /** The living subjects, in order of their ids. */
  public void eachAlive(Consumer<UUID> visit) {
    main.template()
        .query(
            "select subject_id from access.facts where state = 1 order by subject_id",
            row -> {
              visit.accept(row.getObject(1, UUID.class));
            });
  }

  private static String literal(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** The version of each consent's text that served last. */
  Map<String, Integer> consentTexts() {
    return main
        .client()
        .sql("select consent, version from access.consent_text")
        .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void noteConsentText(String consent, int version) {
    main.client()
        .sql(
            "insert into access.consent_text (consent, version) values (?, ?)"
                + " on conflict (consent) do update set version = excluded.version")
        .params(consent, version)
        .update();
  }

  void dropConsentText(String consent) {
    main.client().sql("delete from access.consent_text where consent = ?").param(consent).update();
  }

  /** Clears facts of everybody; of how many subjects. */
  int voidFacts(Collection<Integer> numbers) {
    return voided(
        main.client()
            .sql(
                """
                with gone as (delete from access.fact where fact = any(?::int[]) returning subject_id)
                select distinct subject_id from gone
                """)
            .param(literal(numbers)));
  }

  /** Clears all facts from a number to another, of everybody; of how many subjects. */
  int voidFacts(int first, int last) {
    return voided(
        main.client()
            .sql(
                """
                with gone as (delete from access.fact where fact between ? and ? returning subject_id)
                select distinct subject_id from gone
                """)
            .params(first, last));
  }

  private int voided(JdbcClient.StatementSpec deletion) {
    List<UUID> subjects = deletion.query((row, n) -> row.getObject(1, UUID.class)).list();
    for (int from = 0; from < subjects.size(); from += AT_ONCE) {
      refresh(literal(subjects.subList(from, Math.min(from + AT_ONCE, subjects.size()))));
    }
    return subjects.size();
  }
}
