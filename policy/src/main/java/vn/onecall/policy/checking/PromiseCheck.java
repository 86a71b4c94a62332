package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.List;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SourceLines;
import vn.onecall.policy.deciding.ActivityRule;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.Transfer;

/** Finds promises that nothing enforces, and transfers that are neither kept nor refused. */
final class PromiseCheck {

  private final Policy policy;
  private final DecisionTable table;
  private final SourceLines lines;
  private final FactCheck facts;
  private final List<Finding> findings = new ArrayList<>();

  PromiseCheck(Policy policy, DecisionTable table) {
    this.policy = policy;
    this.table = table;
    this.lines = policy.lines();
    this.facts = new FactCheck(policy, table);
  }

  List<Finding> findings() {
    for (PolicyPromise promise : policy.promises().values()) {
      switch (promise.enforcement()) {
        case Enforcement.Kept kept -> isEnforced(promise, kept);
        case Enforcement.Refused refused -> isNamed(promise, refused);
      }
    }
    policy.transfers().values().forEach(this::isKeptOrHeldBack);
    return findings;
  }

  private void isEnforced(PolicyPromise promise, Enforcement.Kept kept) {
    boolean enforced =
        kept.by().stream()
            .anyMatch(keeper -> {
              Activity activity = policy.permitted().get(keeper);
              return activity == null || facts.canHappen(DataUse.of(activity));
            });
    if (!enforced) {
      add(promise, "promise `%s` is kept only by what can never happen, so nothing enforces it");
    }
  }

  private void isNamed(PolicyPromise promise, Enforcement.Refused refused) {
    boolean named =
        refused.activities().stream()
            .map(table::rule)
            .anyMatch(rule ->
                rule instanceof ActivityRule.Refused denied
                    && denied.promise().equals(promise.id()));
    if (!named) {
      add(
          promise,
          "promise `%s` refuses only what earlier promises refuse, so no denial ever names it");
    }
  }

  private void add(PolicyPromise promise, String reason) {
    String number = promise.id().number();
    findings.add(lines.finding(reason.formatted(number), "promises", number));
  }

  /** A transfer is kept in force by its own promise or refused by some promise, never both. */
  private void isKeptOrHeldBack(Transfer transfer) {
    boolean held =
        policy.promises().values().stream()
            .anyMatch(promise ->
                promise.enforcement() instanceof Enforcement.Refused refused
                    && refused.activities().contains(transfer.id()));
    if (held == policy.isInForce(transfer)) {
      findings.add(
          lines.finding(
              (held
                      ? "transfer `%s` is refused by one promise and kept in force by `%s`"
                      : "transfer `%s` is refused by no promise and kept in force by none: `%s` does"
                          + " not name it")
                  .formatted(transfer.id(), transfer.promise().number()),
              "transfers",
              transfer.id()));
    }
  }
}
