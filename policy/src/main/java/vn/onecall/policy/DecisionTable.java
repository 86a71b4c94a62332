package vn.onecall.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy compiled for deciding. Every answer is made beforehand, so that a lookup takes constant
 * time and allocates nothing; what the policy does not list is denied. The table is immutable, and
 * two tables of one policy answer alike: an old decision can be replayed from its facts.
 */
public final class DecisionTable {

  private final Map<String, Line> lines;
  private final Map<String, Line> stated;
  private final Map<String, Integer> places;
  private final Line[] byPlace;
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
    stated = Map.copyOf(state(policy));
    byPlace = new Line[lines.size() + 1];
    byPlace[0] = unlisted;
    Map<String, Integer> found = new HashMap<>();
    lines.forEach((activity, line) -> {
      found.put(activity, found.size() + 1);
      byPlace[found.size()] = line;
    });
    places = Map.copyOf(found);
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
    for (Condition condition : line.conditions()) {
      if (facts.contains(condition.boxed()) != condition.mustHold()) {
        return condition.otherwise();
      }
    }
    return line.outcome();
  }

  /**
   * Decides an activity on a subject of whom exactly the facts with these numbers hold.
   *
   * @param facts the numbers, ascending, as a row of facts keeps them
   */
  public Decision decide(String activity, int[] facts) {
    return lines.getOrDefault(activity, unlisted).decide(facts);
  }

  /**
   * The place of an activity in this table, for {@link #decide(int, int[])}: what the policy does
   * not list has one place together. It holds for this table only and is never stored.
   */
  public int place(String activity) {
    return places.getOrDefault(activity, 0);
  }

  /**
   * Decides the activity at a place of this table, without looking up its name.
   *
   * @param place as {@link #place} gave it
   * @param facts the numbers, ascending, as a row of facts keeps them
   */
  public Decision decide(int place, int[] facts) {
    return byPlace[place].decide(facts);
  }

  /**
   * Whether an activity, or a transfer that is stated and not in force, would be done under exactly
   * the facts with these numbers, ascending.
   */
  boolean permits(String use, int[] facts) {
    Line transfer = stated.get(use);
    // The outcome of a stated transfer's line is its refusal; its conditions are what it states.
    return transfer == null
        ? decide(use, facts) instanceof Decision.Permit
        : transfer.denial(facts) == null;
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
    for (Transfer transfer : policy.transfers().values()) {
      if (policy.isInForce(transfer)) {
        lines.putIfAbsent(transfer.id(), permit(transfer.activity(), policy));
      }
    }
    return lines;
  }

  /** The transfers that are not in force, each under what it states. */
  private Map<String, Line> state(Policy policy) {
    Map<String, Line> stated = new HashMap<>();
    for (Transfer transfer : policy.transfers().values()) {
      if (Objects.requireNonNullElse(lines.get(transfer.id()), unlisted).rule()
          instanceof Rule.Permitted) {
        continue;
      }
      Rule.Refused rule =
          new Rule.Refused(transfer.id(), transfer.promise(), new Reason.HeldByRefusal());
      Condition[] conditions = conditions(transfer.facts(), policy);
      stated.put(transfer.id(), new Line(rule, conditions, rule.denial()));
    }
    return stated;
  }

  private static Line refuse(String activity, PromiseId promise, Reason reason) {
    Rule.Refused rule = new Rule.Refused(activity, promise, reason);
    return new Line(rule, new Condition[0], rule.denial());
  }

  private static Line permit(Activity activity, Policy policy) {
    return new Line(
        new Rule.Permitted(activity, activity.requires(), activity.unless()),
        conditions(activity.facts(), policy),
        new Decision.Permit(activity));
  }

  private static Condition[] conditions(Activity.Facts facts, Policy policy) {
    List<Condition> conditions = new ArrayList<>();
    for (Fact fact : policy.facts().values()) {
      if (facts.unless().contains(fact.number())) {
        conditions.add(condition(fact, false, new Reason.FactForbids(fact.name())));
      }
    }
    for (Fact fact : policy.facts().values()) {
      if (facts.requires().contains(fact.number())) {
        conditions.add(condition(fact, true, new Reason.FactMissing(fact.name())));
      }
    }
    return conditions.toArray(Condition[]::new);
  }

  private static Condition condition(Fact fact, boolean mustHold, Reason reason) {
    Decision.Deny otherwise = new Decision.Deny(fact.promise(), reason);
    return new Condition(fact.number(), fact.number(), mustHold, otherwise);
  }

  /** One activity's line of the table. The outcome holds if every condition does. */
  private record Line(Rule rule, Condition[] conditions, Decision outcome) {

    Decision decide(int[] facts) {
      Decision.Deny denial = denial(facts);
      return denial == null ? outcome : denial;
    }

    Decision.@Nullable Deny denial(int[] facts) {
      for (Condition condition : conditions) {
        if (Arrays.binarySearch(facts, condition.fact()) >= 0 != condition.mustHold()) {
          return condition.otherwise();
        }
      }
      return null;
    }
  }

  /** One fact that a rule reads; boxed once, so that asking a set for it allocates nothing. */
  private record Condition(int fact, Integer boxed, boolean mustHold, Decision.Deny otherwise) {}
}
