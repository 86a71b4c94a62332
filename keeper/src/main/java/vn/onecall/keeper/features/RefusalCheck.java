package vn.onecall.keeper.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.ActivityKind;

/**
 * Holds what features refuse against the numbers that a policy gives. A refusal needs a number if
 * the policy permits an activity that it can meet: one of its kind, on a route of its feature. So a
 * policy says nothing of features that it does not use.
 */
final class RefusalCheck {
  private final Policy policy;
  private final RouteTable table;
  private final Set<String> known = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  private RefusalCheck(Policy policy, RouteTable table) {
    this.policy = policy;
    this.table = table;
  }

  /** The refusals without a number, and the numbers of what no feature refuses. */
  static List<Finding> findings(
      Collection<FeatureDeclaration> features, Policy policy, RouteTable table) {
    RefusalCheck check = new RefusalCheck(policy, table);
    features.forEach(check::findUnnumbered);
    check.findUnknown();
    return check.findings;
  }

  private void findUnnumbered(FeatureDeclaration feature) {
    Set<String> missing = new HashSet<>();
    feature
        .refusals()
        .forEach((kind, refusals) -> {
          for (Refusal refusal : refusals) {
            known.add(refusal.needs());
            if (!policy.otherwise().needs().containsKey(refusal.needs())
                && canMeet(feature, kind)
                && missing.add(refusal.needs())) {
              find(
                  refusal.needs(),
                  "`needs` names no promise for `%s`, which the feature `%s` refuses without"
                      .formatted(refusal.needs(), feature.name()));
            }
          }
        });
  }

  private boolean canMeet(FeatureDeclaration feature, ActivityKind kind) {
    return feature.routes().stream()
        .flatMap(route -> table.activitiesOf(route.id()).stream())
        .anyMatch(id -> Objects.requireNonNull(policy.permitted().get(id)).kind() == kind);
  }

  private void findUnknown() {
    for (String need : policy.otherwise().needs().keySet()) {
      if (!known.contains(need)) {
        find(need, "`needs` names a promise for `%s`, which no feature needs".formatted(need));
      }
    }
  }

  private void find(String need, String reason) {
    findings.add(policy.lines().finding(reason, "otherwise", "needs", need));
  }
}
