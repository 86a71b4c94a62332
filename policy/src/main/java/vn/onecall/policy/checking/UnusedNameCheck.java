package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;

/** Finds roles, events, mechanisms and recipients that the policy declares and does not use. */
final class UnusedNameCheck {

  private final Policy policy;
  private final List<Finding> findings = new ArrayList<>();

  UnusedNameCheck(Policy policy) {
    this.policy = policy;
  }

  List<Finding> findings() {
    Set<String> roles = new HashSet<>();
    DataUse.all(policy).forEach(use -> roles.addAll(use.who().roles()));
    isUsed("roles", "role `%s` has no work", policy.roles().keySet(), roles);
    Set<String> events = new HashSet<>();
    policy.categories().values().forEach(each -> events.add(each.retention().after()));
    policy.law().ifPresent(law -> law.minimums().values().forEach(m -> events.add(m.after())));
    isUsed("events", "nothing counts from the event `%s`", policy.events().keySet(), events);
    Set<String> keepers = new HashSet<>();
    for (PolicyPromise promise : policy.promises().values()) {
      if (promise.enforcement() instanceof Enforcement.Kept kept) {
        keepers.addAll(kept.by());
      }
    }
    isUsed("mechanisms", "mechanism `%s` keeps no promise", policy.mechanisms().keySet(), keepers);
    Set<String> receiving = new HashSet<>();
    policy.transfers().values().forEach(transfer -> receiving.add(transfer.recipient()));
    isUsed(
        "recipients", "recipient `%s` receives nothing", policy.recipients().keySet(), receiving);
    return findings;
  }

  private void isUsed(String section, String reason, Collection<String> names, Set<String> used) {
    for (String name : names) {
      if (!used.contains(name)) {
        findings.add(policy.lines().finding(reason.formatted(name), section, name));
      }
    }
  }
}
