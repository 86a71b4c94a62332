package vn.onecall.server.requests.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.Submission;
import vn.onecall.translog.Hash;

/** All SQL statements about requests. */
public final class RequestStore {
  private static final String COLUMNS =
      """
      select subject_id, request_id, kind, state, requester, recorded_by, processor, received_at,
        policy_version, law, clock, acknowledge_by, answer_by, extended, place, concerns, assumed_from
      from requests.request\
      """;

  private static final String OPEN = "state in ('received', 'acknowledged', 'extended')";

  private final JdbcClient main;

  public RequestStore(JdbcClient main) {
    this.main = main;
  }

  /** A request and its place in the list of all. */
  public record Listed(long place, Request request) {}

  /**
   * The result of a step.
   *
   * @param leaf its entry
   * @param overdue whether it came after the last day
   * @param ground what it rests on
   */
  public record RecordedStep(
      RequestStep step, Instant at, Hash leaf, boolean overdue, Ground ground) {}

  /**
   * The grounds of a step.
   *
   * @param fulfilledBy the entry that carried the request out
   * @param source the text of law by which it was refused
   * @param article the article of that
   */
  public record Ground(
      Optional<Hash> fulfilledBy, Optional<String> source, Optional<String> article) {
    public static final Ground NONE =
        new Ground(Optional.empty(), Optional.empty(), Optional.empty());

    /** That an entry carried the request out. */
    public static Ground fulfilledBy(Hash entry) {
      return new Ground(Optional.of(entry), Optional.empty(), Optional.empty());
    }
  }

  /** The finding about a disputed detail. */
  public record Finding(
      String field, int item, String found, Optional<Hash> registration, Hash entry, Instant at) {}

  public void insert(Request request) {
    Request.Times times = request.times();
    main.sql(
            """
            insert into requests.request (subject_id, request_id, kind, state, requester,
              recorded_by, processor, received_at, policy_version, law, clock, acknowledge_by,
              answer_by, freezes, concerns, assumed_from)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, '')::int)
            """)
        .params(
            request.subject().value(),
            request.id(),
            request.kind().id(),
            request.state().id(),
            request.asked().requester().id(),
            request.asked().recordedBy().text(),
            request.asked().submission().processor(),
            at(request.received()),
            times.policyVersion(),
            times.law(),
            ClockRuleJson.write(times.rule()),
            times.acknowledgeBy(),
            times.answerBy(),
            request.freezes(),
            String.join(",", request.concerns()),
            year(times.assumedFrom()))
        .update();
  }

  /** Updates the state, the deadlines and what was named of a locked request. */
  public void move(Request now, Optional<UUID> into) {
    main.sql(
            """
            update requests.request set state = ?, answer_by = ?, extended = ?, concerns = ?,
              assumed_from = nullif(?, '')::int, merged_into = nullif(?, '')::uuid
            where subject_id = ? and request_id = ?
            """)
        .params(
            now.state().id(),
            now.times().answerBy(),
            now.times().extended(),
            String.join(",", now.concerns()),
            year(now.times().assumedFrom()),
            into.map(UUID::toString).orElse(""),
            now.subject().value(),
            now.id())
        .update();
  }

  /** Stores a step with its log entry. */
  public void took(
      Request request, RequestStep step, EntryWork.Entered entry, boolean overdue, Ground ground) {
    main.sql(
            """
            insert into requests.step (subject_id, request_id, number, step, at, leaf, overdue,
              fulfilled_by, source, article)
            select ?, ?, count(*) + 1, ?, ?, ?, ?, decode(nullif(?, ''), 'hex'), nullif(?, ''),
              nullif(?, '')
            from requests.step where subject_id = ? and request_id = ?
            """)
        .params(
            request.subject().value(),
            request.id(),
            step.id(),
            at(entry.at()),
            entry.leaf().bytes(),
            overdue,
            ground.fulfilledBy.map(Hash::hex).orElse(""),
            ground.source.orElse(""),
            ground.article.orElse(""),
            request.subject().value(),
            request.id())
        .update();
  }

  /** Who recorded a request, and who recorded each that was merged into it. */
  public List<RequestRecorder> recorders(SubjectId subject, UUID request) {
    return main.sql(
            """
            with recursive whole (request_id) as (
              select ?::uuid
              union
              select r.request_id from requests.request r join whole w on r.merged_into = w.request_id
              where r.subject_id = ?)
            select recorded_by from requests.request join whole using (request_id)
            where subject_id = ?
            """)
        .params(request, subject.value(), subject.value())
        .query((row, n) -> RequestRecorder.read(row.getString(1)))
        .list();
  }

  /** Whether another open request restricts the processing of the customer's data. */
  public boolean isFrozenByOthers(SubjectId subject, UUID request) {
    return main.sql(
            "select exists (select from requests.request where subject_id = ? and request_id <> ?"
                + " and freezes and "
                + OPEN
                + ")")
        .params(subject.value(), request)
        .query(Boolean.class)
        .single();
  }

  public Optional<Request> find(SubjectId subject, UUID request) {
    return main.sql(COLUMNS + " where subject_id = ? and request_id = ?")
        .params(subject.value(), request)
        .query((row, n) -> request(row))
        .optional();
  }

  /**
   * Finds a request and locks all requests of its customer until the transaction ends, because what
   * is allowed for one depends on the others.
   */
  public Optional<Request> lock(SubjectId subject, UUID request) {
    return lock(subject).stream().filter(each -> each.id().equals(request)).findFirst();
  }

  /** Locks all requests of a customer until the transaction ends; the oldest first. */
  public List<Request> lock(SubjectId subject) {
    return main.sql(COLUMNS + " where subject_id = ? order by place for update")
        .param(subject.value())
        .query((row, n) -> request(row))
        .list();
  }

  /** All requests of a customer, the oldest first. */
  public List<Request> of(SubjectId subject) {
    return main.sql(COLUMNS + " where subject_id = ? order by place")
        .param(subject.value())
        .query((row, n) -> request(row))
        .list();
  }

  /** Those of some customers who have an open request. */
  public Set<SubjectId> withOpen(Collection<SubjectId> subjects) {
    return main.sql(
            "select distinct subject_id from requests.request where subject_id = any(?::uuid[]) and "
                + OPEN)
        .param(
            subjects.stream().map(SubjectId::toString).collect(Collectors.joining(",", "{", "}")))
        .query((row, n) -> new SubjectId(row.getObject(1, UUID.class)))
        .set();
  }

  /** The open requests of all customers in the order of receipt; those overdue alone if asked. */
  public List<Listed> open(long after, boolean overdue, LocalDate today, int limit) {
    return main.sql(
            COLUMNS
                + " where "
                + OPEN
                + """
                 and place > ? and (not ? or case state when 'received' then acknowledge_by
                   else answer_by end < ?)
                order by place limit ?
                """)
        .params(after, overdue, today, limit)
        .query((row, n) -> new Listed(row.getLong(15), request(row)))
        .list();
  }

  /** Finds the steps of a request, oldest first. */
  public List<RecordedStep> steps(Request request) {
    return main.sql(
            """
            select step, at, leaf, overdue, fulfilled_by, source, article from requests.step
            where subject_id = ? and request_id = ? order by number
            """)
        .params(request.subject().value(), request.id())
        .query((row, n) ->
            new RecordedStep(
                RequestStep.of(row.getString(1)).orElseThrow(),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                Hash.of(row.getBytes(3)),
                row.getBoolean(4),
                new Ground(
                    Optional.ofNullable(row.getBytes(5)).map(Hash::of),
                    Optional.ofNullable(row.getString(6)),
                    Optional.ofNullable(row.getString(7)))))
        .list();
  }

  /** Stores the finding about a disputed detail. */
  public void found(Request request, Finding finding) {
    main.sql(
            """
            insert into requests.finding (subject_id, request_id, leaf, field, item, found,
              registration, at)
            values (?, ?, ?, ?, ?, ?, decode(nullif(?, ''), 'hex'), ?)
            """)
        .params(
            request.subject().value(),
            request.id(),
            finding.entry.bytes(),
            finding.field,
            finding.item,
            finding.found,
            finding.registration.map(Hash::hex).orElse(""),
            at(finding.at))
        .update();
  }

  /** Finds the findings of a request, oldest first. */
  public List<Finding> findings(Request request) {
    return main.sql(
            """
            select field, item, found, registration, leaf, at from requests.finding
            where subject_id = ? and request_id = ? order by at, leaf
            """)
        .params(request.subject().value(), request.id())
        .query((row, n) ->
            new Finding(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                Optional.ofNullable(row.getBytes(4)).map(Hash::of),
                Hash.of(row.getBytes(5)),
                row.getObject(6, OffsetDateTime.class).toInstant()))
        .list();
  }

  private static Request request(ResultSet row) throws SQLException {
    RequestKind kind =
        RequestKind.valueOf(row.getString(3).toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    return new Request(
        new SubjectId(row.getObject(1, UUID.class)),
        row.getObject(2, UUID.class),
        new Request.Asked(
            new Submission(
                kind, row.getObject(8, OffsetDateTime.class).toInstant(), row.getBoolean(7)),
            Requester.of(row.getString(5)).orElseThrow(),
            RequestRecorder.read(row.getString(6)),
            names(row.getString(16))),
        new Request.Times(
            row.getInt(9),
            row.getString(10),
            ClockRuleJson.read(row.getString(11)),
            row.getObject(12, LocalDate.class),
            row.getObject(13, LocalDate.class),
            row.getBoolean(14),
            year(row.getObject(17, Integer.class))),
        RequestState.of(row.getString(4)));
  }

  private static Set<String> names(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(",", -1));
  }

  private static String year(OptionalInt year) {
    return year.isPresent() ? Integer.toString(year.getAsInt()) : "";
  }

  private static OptionalInt year(@Nullable Integer year) {
    return year == null ? OptionalInt.empty() : OptionalInt.of(year);
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
