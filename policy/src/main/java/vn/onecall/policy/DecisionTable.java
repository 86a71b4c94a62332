package vn.onecall.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy compiled for deciding. Every answer is made beforehand, so that a lookup takes constant
 * time and allocates nothing; what the policy does not list is denied. The table is immutable, and
 * two tables of one policy answer alike: an old decision can be replayed from its facts.
 */
public final class DecisionTable {

  private final Map<String, Line> lines;
  private final Map<String, Decision.Deny> fieldsNotGiven;
  private final Decision.Deny fieldUnknown;
  private final Decision.Deny notEntitled;
  private final Line unlisted;

  DecisionTable(Policy policy) {
    Otherwise otherwise = policy.otherwise();
    unlisted = refuse(Rule.Refused.UNLISTED, otherwise.unlistedActivity(), new Reason.Unlisted());
    notEntitled = new Decision.Deny(otherwise.callerNotEntitled(), new Reason.NotEntitled());
    fieldUnknown = new Decision.Deny(otherwise.fieldNotGiven(), new Reason.FieldUnknown());
    Map<String, Decision.Deny> notGiven = new HashMap<>();
    for (String field : policy.fields().keySet()) {
      Reason reason = new Reason.FieldNotGiven(field);
      notGiven.put(field, new Decision.Deny(otherwise.fieldNotGiven(), reason));
    }
    fieldsNotGiven = Map.copyOf(notGiven);
    lines = Map.copyOf(compile(policy));
  }

  /** What the policy says of an activity; an unlisted one is refused. */
  public Rule rule(String activity) {
    return lines.getOrDefault(activity, unlisted).rule();
  }

  /**
   * Decides an activity on a subject of whom exactly the facts with these numbers hold. The server
   * evaluates the same rule inside its statement; this is for replay and explanation.
   */
  public Decision decide(String activity, Set<Integer> facts) {
    Line line = lines.getOrDefault(activity, unlisted);
    // By index: an iterator would be an allocation.
    for (int i = 0; i < line.conditions().size(); i++) {
      Condition condition = line.conditions().get(i);
      if (facts.contains(condition.fact()) != condition.mustHold()) {
        return condition.otherwise();
      }
    }
    return line.outcome();
  }

  /** The denial of a caller to whom an activity is not entrusted. */
  public Decision.Deny notEntitled() {
    return notEntitled;
  }

  /**
   * The denial of a field that an activity does not give. Names of fields that the policy does not
   * hold are not repeated.
   */
  public Decision.Deny fieldNotGiven(String field) {
    return fieldsNotGiven.getOrDefault(field, fieldUnknown);
  }

  private static Map<String, Line> compile(Policy policy) {
    Map<String, Line> lines = new HashMap<>();
    for (PolicyPromise promise : policy.promises().values()) {
      switch (promise.keeping()) {
        case Keeping.Kept _ -> {}
        case Keeping.Refused refused -> {
          for (String activity : refused.activities()) {
            // Each promise forbids it wholly: none is stricter, so the first in the file is named.
            lines.putIfAbsent(activity, refuse(activity, promise.id(), new Reason.HeldByRefusal()));
          }
        }
      }
    }
    for (Activity activity : policy.activities().values()) {
      // Deny beats permit, even if a policy that says both should get past the checker.
      lines.putIfAbsent(activity.id(), permit(activity, policy));
    }
    return lines;
  }

  private static Line refuse(String activity, PromiseId promise, Reason reason) {
    Rule.Refused rule = new Rule.Refused(activity, promise, reason);
    return new Line(rule, List.of(), rule.denial());
  }

  private static Line permit(Activity activity, Policy policy) {
    List<Condition> conditions = new ArrayList<>();
    for (Fact fact : policy.facts().values()) {
      if (activity.unless().contains(fact.number())) {
        conditions.add(condition(fact, false, new Reason.FactForbids(fact.name())));
      }
    }
    for (Fact fact : policy.facts().values()) {
      if (activity.requires().contains(fact.number())) {
        conditions.add(condition(fact, true, new Reason.FactMissing(fact.name())));
      }
    }
    return new Line(
        new Rule.Permitted(activity, activity.requires(), activity.unless()),
        List.copyOf(conditions),
        new Decision.Permit(activity));
  }

  private static Condition condition(Fact fact, boolean mustHold, Reason reason) {
    return new Condition(fact.number(), mustHold, new Decision.Deny(fact.promise(), reason));
  }

  /** One activity's line of the table. The outcome holds if every condition does. */
  private record Line(Rule rule, List<Condition> conditions, Decision outcome) {}

  /** One fact that a rule reads; boxed once, so that asking for it allocates nothing. */
  private record Condition(Integer fact, boolean mustHold, Decision.Deny otherwise) {}
}
