package vn.onecall.keeper.erasure;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.subjects.SubjectId;

/** Finds what has been kept for its time; every statement is about one category. */
final class RetentionStore {
  private final Instance.Main main;

  RetentionStore(Instance.Main main) {
    this.main = main;
  }

  /** The living subjects of whom a category is held and a fact has held since a time or longer. */
  List<SubjectId> since(String category, int fact, Instant latest, int limit) {
    return main.client()
        .sql(
            """
            select distinct s.subject_id from access.sealed s
            join access.fact f on f.subject_id = s.subject_id and f.fact = ? and f.since <= ?
            join access.facts a on a.subject_id = s.subject_id and a.state = 1
            where s.category = ? order by s.subject_id limit ?
            """)
        .params(fact, latest.atOffset(ZoneOffset.UTC), category, limit)
        .query((row, n) -> new SubjectId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Whether a fact has held of a living subject since a time or longer. */
  boolean hasHeldSince(SubjectId subject, int fact, Instant latest) {
    return main.client()
        .sql(
            """
            select exists (
              select from access.fact f join access.facts a using (subject_id)
              where subject_id = ? and f.fact = ? and f.since <= ? and a.state = 1)
            """)
        .params(subject.value(), fact, latest.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** Whether a subject ended at a time or earlier. */
  boolean hasEndedBy(SubjectId subject, Instant latest) {
    return main.client()
        .sql(
            "select exists (select from access.erasure where subject_id = ? and at <= ?"
                + " and scope like 'all%')")
        .params(subject.value(), latest.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** The ended subjects of whom a category is held, and who ended at a time or earlier. */
  List<SubjectId> ended(String category, Instant latest, int limit) {
    return main.client()
        .sql(
            """
            select distinct s.subject_id from access.sealed s
            join access.facts a on a.subject_id = s.subject_id and a.state = 2
            join access.erasure e on e.subject_id = s.subject_id and e.at <= ?
              and e.scope like 'all%'
            where s.category = ? order by s.subject_id limit ?
            """)
        .params(latest.atOffset(ZoneOffset.UTC), category, limit)
        .query((row, n) -> new SubjectId(row.getObject(1, UUID.class)))
        .list();
  }
}
