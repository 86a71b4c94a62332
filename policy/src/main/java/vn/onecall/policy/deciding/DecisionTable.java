package vn.onecall.policy.deciding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.DefaultDenials;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Transfer;

/**
 * A policy compiled for deciding. Every answer is made beforehand, so that a lookup takes constant
 * time and allocates nothing; what the policy does not list is denied. The table is immutable, and
 * two tables of one policy answer alike: an old decision can be replayed from its facts.
 */
public final class DecisionTable {

  private final Map<String, Line> stated;
  private final NameIndex places;
  private final Line[] byPlace;
  private final Map<String, Decision.Deny> fieldsNotGiven;
  private final Decision.Deny fieldUnknown;
  private final Decision.Deny notEntitled;

  private DecisionTable(Policy policy) {
    DefaultDenials otherwise = policy.otherwise();
    Line unlisted =
        refuse(
            ActivityRule.Refused.UNLISTED,
            otherwise.unlistedActivity(),
            new DenialReason.Unlisted());
    notEntitled = new Decision.Deny(otherwise.callerNotEntitled(), new DenialReason.NotEntitled());
    fieldUnknown = new Decision.Deny(otherwise.fieldNotGiven(), new DenialReason.FieldUnknown());
    Map<String, Decision.Deny> notGiven = new HashMap<>();
    for (String field : policy.fields().keySet()) {
      DenialReason reason = new DenialReason.FieldNotGiven(field);
      notGiven.put(field, new Decision.Deny(otherwise.fieldNotGiven(), reason));
    }
    fieldsNotGiven = Map.copyOf(notGiven);
    Map<String, Line> lines = lines(policy);
    List<String> activities = new ArrayList<>();
    byPlace = new Line[lines.size() + 1];
    byPlace[NameIndex.NONE] = unlisted;
    lines.forEach((activity, line) -> {
      activities.add(activity);
      byPlace[activities.size()] = line;
    });
    places = new NameIndex(activities);
    stated = Map.copyOf(state(policy));
  }

  /** The table of a policy. */
  public static DecisionTable compile(Policy policy) {
    return new DecisionTable(policy);
  }

  /** What the policy says of an activity; an unlisted one is refused. */
  public ActivityRule rule(String activity) {
    return byPlace[places.of(activity)].rule();
  }

  /**
   * Decides an activity on a subject of whom exactly the facts with these numbers hold. The server
   * evaluates the same rule inside its statement; this is for replay and explanation.
   */
  public Decision decide(String activity, Set<Integer> facts) {
    Line line = byPlace[places.of(activity)];
    for (FactCondition condition : line.conditions()) {
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
    return byPlace[places.of(activity)].decide(facts);
  }

  /**
   * The place of an activity in this table, for {@link #decide(int, int[])}: what the policy does
   * not list has one place together. It holds for this table only and is never stored.
   */
  public int place(String activity) {
    return places.of(activity);
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
  public boolean permits(String use, int[] facts) {
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

  private static Map<String, Line> lines(Policy policy) {
    Map<String, Line> lines = new HashMap<>();
    for (PolicyPromise promise : policy.promises().values()) {
      switch (promise.enforcement()) {
        case Enforcement.Kept _ -> {}
        case Enforcement.Refused refused -> {
          for (String activity : refused.activities()) {
            // Each promise forbids it wholly: none is stricter, so the first in the file is named.
            lines.putIfAbsent(
                activity, refuse(activity, promise.id(), new DenialReason.HeldByRefusal()));
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
      if (rule(transfer.id()) instanceof ActivityRule.Permitted) {
        continue;
      }
      ActivityRule.Refused rule =
          new ActivityRule.Refused(
              transfer.id(), transfer.promise(), new DenialReason.HeldByRefusal());
      FactCondition[] conditions = conditions(transfer.facts(), policy);
      stated.put(transfer.id(), new Line(rule, conditions, rule.denial()));
    }
    return stated;
  }

  private static Line refuse(String activity, PromiseId promise, DenialReason reason) {
    ActivityRule.Refused rule = new ActivityRule.Refused(activity, promise, reason);
    return new Line(rule, new FactCondition[0], rule.denial());
  }

  private static Line permit(Activity activity, Policy policy) {
    return new Line(
        new ActivityRule.Permitted(activity, activity.requires(), activity.unless()),
        conditions(activity.facts(), policy),
        new Decision.Permit(activity));
  }

  private static FactCondition[] conditions(Activity.Facts facts, Policy policy) {
    List<FactCondition> conditions = new ArrayList<>();
    for (Fact fact : policy.facts().values()) {
      if (facts.unless().contains(fact.number())) {
        conditions.add(condition(fact, false, new DenialReason.FactForbids(fact.name())));
      }
    }
    for (Fact fact : policy.facts().values()) {
      if (facts.requires().contains(fact.number())) {
        conditions.add(condition(fact, true, new DenialReason.FactMissing(fact.name())));
      }
    }
    return conditions.toArray(FactCondition[]::new);
  }

  private static FactCondition condition(Fact fact, boolean mustHold, DenialReason reason) {
    Decision.Deny otherwise = new Decision.Deny(fact.promise(), reason);
    return new FactCondition(fact.number(), fact.number(), mustHold, otherwise);
  }

  /** One activity's line of the table. The outcome holds if every condition does. */
  private record Line(
      ActivityRule rule, FactCondition[] conditions, Decision outcome, Masks masks) {

    Line(ActivityRule rule, FactCondition[] conditions, Decision outcome) {
      this(rule, conditions, outcome, Masks.of(conditions, outcome));
    }

    Decision decide(int[] facts) {
      if (masks.fit(facts)) {
        return masks.decide(facts);
      }
      Decision.Deny denial = denial(facts);
      return denial == null ? outcome : denial;
    }

    Decision.@Nullable Deny denial(int[] facts) {
      for (FactCondition condition : conditions) {
        if (Arrays.binarySearch(facts, condition.fact()) >= 0 != condition.mustHold()) {
          return condition.otherwise();
        }
      }
      return null;
    }
  }

  /** One fact that a rule reads; boxed once, so that asking a set for it allocates nothing. */
  private record FactCondition(
      int fact, Integer boxed, boolean mustHold, Decision.Deny otherwise) {}

  /**
   * A line as bits, by which all its conditions are looked at in one go and without a branch: where
   * facts have numbers below 64, and conditions stand in the order of their numbers.
   *
   * @param answers by the first fact that is wrong to hold; then by the first that is missing; last
   *     the outcome. Empty if the line does not fit
   */
  private record Masks(long unless, long requires, Decision[] answers) {
    private static final int OUTCOME = 2 * Long.SIZE;

    static Masks of(FactCondition[] conditions, Decision outcome) {
      long unless = 0;
      long requires = 0;
      Decision[] answers = new Decision[OUTCOME + 1];
      Arrays.fill(answers, outcome);
      int last = -1;
      for (FactCondition condition : conditions) {
        int place = condition.fact() + (condition.mustHold() ? Long.SIZE : 0);
        if (condition.fact() >= Long.SIZE || place <= last) {
          return new Masks(0, 0, new Decision[0]);
        }
        last = place;
        answers[place] = condition.otherwise();
        unless |= condition.mustHold() ? 0 : 1L << condition.fact();
        requires |= condition.mustHold() ? 1L << condition.fact() : 0;
      }
      return new Masks(unless, requires, answers);
    }

    boolean fit(int[] facts) {
      return answers.length > 0 && (facts.length == 0 || facts[facts.length - 1] < Long.SIZE);
    }

    Decision decide(int[] facts) {
      long held = 0;
      for (int fact : facts) {
        held |= 1L << fact;
      }
      int wrong = Long.numberOfTrailingZeros(held & unless);
      int missing = Long.SIZE + Long.numberOfTrailingZeros(requires & ~held);
      return answers[wrong < Long.SIZE ? wrong : missing];
    }
  }
}
