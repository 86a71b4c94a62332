package vn.onecall.server.transfers.agreements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.policy.model.Consent;
import vn.onecall.translog.Hash;

/** All SQL statements about recipients and their agreements. */
final class AgreementStore {
  private static final String RECIPIENT =
      "select recipient, kind, name, client, fact from transfers.recipient ";

  private static final String NEWEST =
      """
      select distinct on (a.agreement_id) r.recipient, r.kind, r.name, r.client, r.fact,
        a.agreement_id, v.version, v.purposes, v.fields, v.begins, v.ends, v.measures, v.country,
        v.subprocessors, v.way, v.address, v.key, v.fee, a.ended_at
      from transfers.agreement a
      join transfers.agreement_version v using (agreement_id)
      join transfers.recipient r using (recipient)
      where CONDITION order by a.agreement_id, v.version desc
      """;

  private final JdbcClient main;

  AgreementStore(JdbcClient main) {
    this.main = main;
  }

  Optional<Recipient> recipient(String id) {
    return main.sql(RECIPIENT + "where recipient = ?")
        .param(id)
        .query((row, n) -> recipient(row))
        .optional();
  }

  Optional<Recipient> recipientOf(String client) {
    return main.sql(RECIPIENT + "where client = ?")
        .param(client)
        .query((row, n) -> recipient(row))
        .optional();
  }

  /** The newest version of an agreement. */
  Optional<Agreement> find(UUID id) {
    return main.sql(NEWEST.replace("CONDITION", "a.agreement_id = ?"))
        .param(id)
        .query((row, n) -> agreement(row))
        .optional();
  }

  /** The entry that recorded a version of an agreement. */
  Hash entry(UUID id, int version) {
    return main.sql(
            "select leaf from transfers.agreement_version where agreement_id = ? and version = ?")
        .params(id, version)
        .query((row, n) -> Hash.of(row.getBytes(1)))
        .single();
  }

  /** The version of an agreement that an entry has recorded. */
  Optional<Agreement> recordedBy(UUID id, Hash entry) {
    return main.sql(NEWEST.replace("CONDITION", "a.agreement_id = ? and v.leaf = ?"))
        .params(id, entry.bytes())
        .query((row, n) -> agreement(row))
        .optional();
  }

  /** The newest version of each agreement with a recipient. */
  List<Agreement> with(String recipient) {
    return main.sql(NEWEST.replace("CONDITION", "a.recipient = ?"))
        .param(recipient)
        .query((row, n) -> agreement(row))
        .list();
  }

  /** The newest version of every agreement. */
  List<Agreement> all() {
    return main.sql(NEWEST.replace("CONDITION", "true")).query((row, n) -> agreement(row)).list();
  }

  /**
   * Whether a key of a recipient was used in an earlier version and replaced; such a key must not
   * be used again.
   */
  boolean wasReplaced(String recipient, String thumbprint) {
    return main.sql(
            """
            with known as (
              select v.version = max(v.version) over (partition by v.agreement_id) as newest
                , v.thumbprint
              from transfers.agreement_version v join transfers.agreement a using (agreement_id)
              where a.recipient = ?)
            select exists (select from known where thumbprint = ?)
              and not exists (select from known where newest and thumbprint = ?)
            """)
        .params(recipient, thumbprint, thumbprint)
        .query(Boolean.class)
        .single();
  }

  /** Lets the transactions that record agreements come one after the other. */
  void lock() {
    main.sql("select pg_advisory_xact_lock(hashtext('1call.agreements'))::text")
        .query(String.class)
        .single();
  }

  /**
   * Stores a version with the entry that records it; the first version also registers the
   * recipient. The caller holds the lock: numbers are given by what is there.
   */
  void put(EntryWork.Entered entry, Agreement agreement, boolean affiliate) {
    Recipient with = agreement.recipient();
    main.sql(
            """
            insert into transfers.recipient (recipient, kind, name, client, fact, registered_at)
            values (?, ?, ?, nullif(?, ''),
              case when ? then (select coalesce(max(fact) + 1, ?) from transfers.recipient) end, ?)
            on conflict (recipient) do update set name = excluded.name, client = excluded.client
            """)
        .params(
            with.id(),
            with.kind(),
            with.name(),
            with.client().orElse(""),
            affiliate,
            Consent.FIRST_AFFILIATE_FACT,
            at(entry.at()))
        .update();
    main.sql(
            "insert into transfers.agreement (agreement_id, recipient) values (?, ?)"
                + " on conflict do nothing")
        .params(agreement.id(), with.id())
        .update();
    Agreement.Terms terms = agreement.terms();
    main.sql(
            """
            insert into transfers.agreement_version (agreement_id, version, leaf, recorded_at,
              purposes, fields, measures, subprocessors, country, begins, ends, fee, way, address,
              key, thumbprint)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            agreement.id(),
            agreement.version(),
            entry.leaf().bytes(),
            at(entry.at()),
            lines(terms.purposes()),
            lines(terms.fields()),
            lines(
                terms.measures().stream()
                    .map(each ->
                        each.name() + "\t" + each.evidence() + "\t" + each.reviewBy().toString())
                    .toList()),
            lines(terms.hosting().subprocessors()),
            terms.hosting().country(),
            at(terms.span().begins()),
            at(terms.span().ends()),
            terms.fee(),
            terms.delivery().way().word(),
            terms.delivery().address(),
            terms.delivery().key(),
            terms.delivery().thumbprint())
        .update();
  }

  void end(EntryWork.Entered entry, UUID id) {
    main.sql(
            "update transfers.agreement set ended_at = ?, end_leaf = ?"
                + " where agreement_id = ? and ended_at is null")
        .params(at(entry.at()), entry.leaf().bytes(), id)
        .update();
  }

  private static Recipient recipient(ResultSet row) throws SQLException {
    Integer fact = row.getObject(5, Integer.class);
    return new Recipient(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        fact == null ? OptionalInt.empty() : OptionalInt.of(fact));
  }

  private static Agreement agreement(ResultSet row) throws SQLException {
    return new Agreement(
        row.getObject(6, UUID.class),
        row.getInt(7),
        recipient(row),
        new Agreement.Terms(
            Set.copyOf(list(row.getString(8))),
            Set.copyOf(list(row.getString(9))),
            new Agreement.Span(instant(row, 10), instant(row, 11)),
            list(row.getString(12)).stream().map(AgreementStore::measure).toList(),
            new Agreement.Hosting(row.getString(13), list(row.getString(14))),
            new Agreement.Delivery(
                Agreement.Way.valueOf(row.getString(15).toUpperCase(Locale.ROOT)),
                row.getString(16),
                row.getString(17)),
            row.getBoolean(18)),
        Optional.ofNullable(row.getObject(19, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static Agreement.Measure measure(String line) {
    String[] parts = line.split("\t", -1);
    return new Agreement.Measure(parts[0], parts[1], Instant.parse(parts[2]));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  private static String lines(Collection<String> items) {
    return items.stream().sorted().collect(Collectors.joining("\n"));
  }

  private static List<String> list(String lines) {
    return lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\n", -1));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
