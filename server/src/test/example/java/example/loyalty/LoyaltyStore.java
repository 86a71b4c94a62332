package example.loyalty;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.subjects.SubjectId;

/** The tables of points. */
final class LoyaltyStore {
  private final JdbcClient main;

  LoyaltyStore(JdbcClient main) {
    this.main = main;
  }

  void add(SubjectId subject, int points) {
    main.sql(
            """
            insert into loyalty.points (subject_id, points) values (?, ?)
            on conflict (subject_id) do update set points = loyalty.points.points + excluded.points
            """)
        .params(subject.value(), points)
        .update();
  }

  int of(SubjectId subject) {
    return main.sql("select points from loyalty.points where subject_id = ?")
        .param(subject.value())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  long all() {
    return main.sql("select coalesce(sum(points), 0) from loyalty.points")
        .query(Long.class)
        .single();
  }

  void erase(SubjectId subject) {
    main.sql("delete from loyalty.points where subject_id = ?").param(subject.value()).update();
  }

  void round(Instant at) {
    main.sql(
            "insert into loyalty.round (at) values (?) on conflict (id) do update set at = excluded.at")
        .param(OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }
}
