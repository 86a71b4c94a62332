package vn.onecall.policy;

import java.util.ArrayList;
import java.util.List;

/** Finds promises that nothing enforces, and transfers that nothing holds back. */
final class PromiseCheck {

  private final Policy policy;
  private final DecisionTable table;
  private final Places places;
  private final FactCheck facts;
  private final List<Finding> findings = new ArrayList<>();

  PromiseCheck(Policy policy, DecisionTable table) {
    this.policy = policy;
    this.table = table;
    this.places = policy.origin().places();
    this.facts = new FactCheck(policy, table);
  }

  List<Finding> findings() {
    for (PolicyPromise promise : policy.promises().values()) {
      switch (promise.keeping()) {
        case Keeping.Kept kept -> isEnforced(promise, kept);
        case Keeping.Refused refused -> isNamed(promise, refused);
      }
    }
    policy.transfers().values().forEach(this::isKeptOrHeldBack);
    return findings;
  }

  private void isEnforced(PolicyPromise promise, Keeping.Kept kept) {
    boolean enforced =
        kept.by().stream()
            .anyMatch(keeper -> {
              Activity activity = policy.permitted().get(keeper);
              return activity == null || facts.canHappen(Use.of(activity));
            });
    if (!enforced) {
      add(promise, "promise `%s` is kept only by what can never happen, so nothing enforces it");
    }
  }

  private void isNamed(PolicyPromise promise, Keeping.Refused refused) {
    boolean named =
        refused.activities().stream()
            .map(table::rule)
            .anyMatch(rule ->
                rule instanceof Rule.Refused denied && denied.promise().equals(promise.id()));
    if (!named) {
      add(
          promise,
          "promise `%s` refuses only what earlier promises refuse, so no denial ever names it");
    }
  }

  private void add(PolicyPromise promise, String reason) {
    String number = promise.id().number();
    findings.add(places.finding(reason.formatted(number), "promises", number));
  }

  /** A transfer is in force by its own promise, or some promise holds it by refusal; never both. */
  private void isKeptOrHeldBack(Transfer transfer) {
    boolean held =
        policy.promises().values().stream()
            .anyMatch(promise ->
                promise.keeping() instanceof Keeping.Refused refused
                    && refused.activities().contains(transfer.id()));
    if (held == policy.isInForce(transfer)) {
      findings.add(
          places.finding(
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
