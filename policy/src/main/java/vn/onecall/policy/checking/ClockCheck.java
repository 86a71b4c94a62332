package vn.onecall.policy.checking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SourceLines;
import vn.onecall.policy.law.ClockRule;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.RequestLaw;

/** Proves that the law has a clock for every request, from the policy's first day on. */
final class ClockCheck {

  private final Policy policy;
  private final List<Finding> findings = new ArrayList<>();

  ClockCheck(Policy policy) {
    this.policy = policy;
  }

  List<Finding> findings() {
    policy
        .law()
        .flatMap(Law::requests)
        .ifPresent(requests -> policy.lawLines().ifPresent(lines -> check(requests, lines)));
    return findings;
  }

  private void check(RequestLaw requests, SourceLines lines) {
    for (RequestKind kind : RequestKind.values()) {
      List<ClockRule> rules =
          requests.clocks().values().stream()
              .filter(rule -> rule.kind() == kind)
              .sorted(Comparator.comparing(ClockRule::from))
              .toList();
      if (requests.inForce(kind, policy.effective()).isEmpty()) {
        findings.add(
            lines.finding(
                "no clock measures `%s` on %s, when the policy takes effect"
                    .formatted(kind.id(), policy.effective()),
                "requests",
                "clocks"));
      }
      for (int i = 1; i < rules.size(); i++) {
        followsAtOnce(rules.get(i - 1), rules.get(i), lines);
      }
    }
    int year = policy.effective().getYear();
    if (!requests.calendar().years().containsKey(year)) {
      findings.add(
          lines.finding(
              "the calendar does not hold the year %d, in which the policy takes effect"
                  .formatted(year),
              "requests",
              "calendar"));
    }
  }

  private void followsAtOnce(ClockRule earlier, ClockRule later, SourceLines lines) {
    LocalDate next = earlier.until().orElse(LocalDate.MAX.minusDays(1)).plusDays(1);
    if (next.isBefore(later.from())) {
      findings.add(
          lines.finding(
              "no clock measures `%s` from %s to %s"
                  .formatted(later.kind().id(), next, later.from().minusDays(1)),
              "requests",
              "clocks",
              later.name()));
    }
  }
}
