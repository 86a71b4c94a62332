package vn.onecall.server.customers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import vn.onecall.policy.Decision;
import vn.onecall.server.access.Denial;
import vn.onecall.server.access.Door;
import vn.onecall.server.access.Outcome;
import vn.onecall.server.access.ShownSubject;
import vn.onecall.server.access.ShownValue;
import vn.onecall.server.access.Written;
import vn.onecall.server.problems.Problem;

/** Writes what the door answered as the API answers it. */
final class CustomerAnswers {
  private final Door door;

  CustomerAnswers(Door door) {
    this.door = door;
  }

  /** A customer as the API shows one; the place where opened values leave the server. */
  record CustomerView(String id, long version, Map<String, FieldView> fields, String entry) {
    static CustomerView of(ShownSubject subject) {
      Map<String, FieldView> fields = new LinkedHashMap<>();
      for (ShownValue value : subject.values()) {
        fields.put(
            value.field(),
            new FieldView(
                value.value().reveal(),
                value.form().name().toLowerCase(Locale.ROOT),
                value.version()));
      }
      return new CustomerView(
          subject.id().toString(), subject.version(), fields, subject.entry().hex());
    }
  }

  /** One value, in its form, with its version. */
  record FieldView(String value, String form, int version) {}

  /** A customer with every version of each value, the oldest first. */
  record HistoryView(String id, Map<String, List<PastView>> fields, String entry) {
    static HistoryView of(ShownSubject subject) {
      Map<String, List<PastView>> fields = new LinkedHashMap<>();
      for (ShownValue value : subject.values()) {
        fields
            .computeIfAbsent(value.field(), any -> new ArrayList<>())
            .add(
                new PastView(
                    value.value().reveal(), value.version(), value.collectedAt().toString()));
      }
      return new HistoryView(subject.id().toString(), fields, subject.entry().hex());
    }
  }

  /** One version of a value, and when it was given. */
  record PastView(String value, int version, String collectedAt) {}

  /** Who was found, and every entry that the search has in the log. */
  record FoundView(List<CustomerView> customers, List<String> entries) {}

  /** A durable write. */
  record WrittenView(String id, long version, String entry) {}

  static WrittenView written(Written written) {
    return new WrittenView(written.subject().toString(), written.version(), written.entry().hex());
  }

  /** A denial as a problem that names its promise, its reason and its entry. */
  ResponseEntity<ProblemDetail> denied(Outcome.Denied<?> denied, String activity, Locale reader) {
    Denial denial = denied.denial();
    Problem kind =
        switch (denial) {
          case Denial.ByPolicy byPolicy -> Problem.REFUSED;
          case Denial.NotShown notShown -> Problem.NOT_SHOWN;
        };
    ProblemDetail problem = kind.detail(reader, door.explain(denial, reader));
    problem.setProperty("promise", denial.promise().toString());
    problem.setProperty("reason", denial.code());
    problem.setProperty("entry", denial.entry().hex());
    if (denial instanceof Denial.ByPolicy(Decision.Deny deny, var entry)
        && deny.reason() instanceof vn.onecall.policy.Reason.FieldNotGiven(String field)) {
      problem.setProperty("field", field);
    }
    if (door.policy().activities().containsKey(activity)) {
      problem.setProperty("activity", activity);
    }
    return kind.response(reader, problem);
  }
}
