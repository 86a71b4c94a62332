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
 * A policy compiled into a table that decides activities. A lookup takes constant time and
 * allocates nothing. What the policy does not list is denied. The table is immutable, and two
 * tables of one policy answer alike, so that an old decision can be replayed from its facts.
 *
 * <h2>Structure</h2>
 *
 * <p>The table has one line for each activity that the policy speaks of, and one for all others. A
 * line holds the conditions of its activity on the facts of a subject, and one answer for each way
 * in which a decision can end: the permit, and one denial for each condition, which names the
 * promise of the fact. All answers are made when the table is compiled. A decision walks the
 * conditions in the order in which the policy states the facts, first those that must not hold, and
 * returns the denial of the first condition that is not met. So a decision depends on the policy's
 * text alone, and names the same promise each time.
 *
 * <p>A line is made by the first rule that applies:
 *
 * <ol>
 *   <li>A promise that is held by refusal denies its activities to everyone.
 *   <li>An activity that the policy states is permitted under its conditions.
 *   <li>A transfer is permitted under its conditions if its promise is kept by it.
 *   <li>Everything else is unlisted and denied.
 * </ol>
 *
 * <p>Deny beats permit: reading finds a policy that both refuses and permits an activity, and the
 * table would deny the activity all the same.
 *
 * <h2>Cost</h2>
 *
 * <p>{@link NameIndex} finds the line of a name by one hash and, nearly always, one comparison. A
 * line whose facts all have numbers below 64 is decided by two bit masks: one for the facts that
 * must not hold, one for those that must. The facts of the subject are set as bits of a long; the
 * lowest bit of what is wrong selects the answer. This takes no branch for each condition and reads
 * no object but the answer. Other lines search the sorted row of facts for each condition. A caller
 * that asks for one activity many times looks up its index once ({@link #indexOf}).
 *
 * <h2>Source</h2>
 *
 * <p>Compiling rules into decision tables is an old art: see S. L. Pollack, "Analysis of the
 * Decision Rules in Decision Tables" (RAND RM-3669, 1963). First-applicable order and deny by
 * default are those of XACML 3.0 (OASIS, appendix C).
 */
public final class DecisionTable {

  private final Map<String, Line> stated;
  private final NameIndex index;
  private final Line[] lines;
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
    Map<String, Line> byActivity = lines(policy);
    List<String> activities = new ArrayList<>();
    lines = new Line[byActivity.size() + 1];
    lines[NameIndex.NONE] = unlisted;
    byActivity.forEach((activity, line) -> {
      activities.add(activity);
      lines[activities.size()] = line;
    });
    index = new NameIndex(activities);
    stated = Map.copyOf(state(policy));
  }

  /** The table of a policy. */
  public static DecisionTable compile(Policy policy) {
    return new DecisionTable(policy);
  }

  /** What the policy says of an activity; an unlisted one is refused. */
  public ActivityRule rule(String activity) {
    return lines[index.of(activity)].rule();
  }

  /**
   * Decides an activity on a subject of whom exactly the facts with these numbers hold. The server
   * evaluates the same conditions inside its SQL statement; this method serves replay and
   * explanation.
   */
  public Decision decide(String activity, Set<Integer> facts) {
    Line line = lines[index.of(activity)];
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
    return lines[index.of(activity)].decide(facts);
  }

  /**
   * The index of an activity in this table, for {@link #decide(int, int[])}. All activities that
   * the policy does not list share one index. An index is valid in this table only; never store it.
   */
  public int indexOf(String activity) {
    return index.of(activity);
  }

  /**
   * Decides the activity at an index of this table, without looking up its name.
   *
   * @param index as {@link #indexOf} gave it
   * @param facts the numbers, ascending, as a row of facts keeps them
   */
  public Decision decide(int index, int[] facts) {
    return lines[index].decide(facts);
  }

  /**
   * Whether an activity or a transfer is permitted if exactly the facts with these numbers hold. A
   * transfer that is not in force is judged by the conditions that it states, so that its rules can
   * be proved before its promise is kept.
   *
   * @param use the id of the activity or transfer
   * @param facts the numbers, ascending
   */
  public boolean permits(String use, int[] facts) {
    Line transfer = stated.get(use);
    // The outcome of such a line is the refusal; only its conditions count here.
    return transfer == null
        ? decide(use, facts) instanceof Decision.Permit
        : transfer.denial(facts) == null;
  }

  /** The denial of a caller who is not entitled to an activity. */
  public Decision.Deny notEntitled() {
    return notEntitled;
  }

  /**
   * The denial of a field that an activity does not give. The denial of a field that the policy
   * does not hold does not repeat the name, which could be anything that a caller wrote.
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
            // Every refusal is total, so the first promise in the file is named.
            lines.putIfAbsent(
                activity, refuse(activity, promise.id(), new DenialReason.HeldByRefusal()));
          }
        }
      }
    }
    for (Activity activity : policy.activities().values()) {
      // Deny beats permit, even in a policy that was never checked.
      lines.putIfAbsent(activity.id(), permit(activity, policy));
    }
    for (Transfer transfer : policy.transfers().values()) {
      if (policy.isInForce(transfer)) {
        lines.putIfAbsent(transfer.id(), permit(transfer.activity(), policy));
      }
    }
    return lines;
  }

  /** The lines of the transfers that are not in force, with the conditions that they state. */
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

  /** The line of one activity. Its outcome applies if every condition is met. */
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

  /** A condition on one fact. The number is boxed once, so that a set lookup allocates nothing. */
  private record FactCondition(
      int fact, Integer boxed, boolean mustHold, Decision.Deny otherwise) {}

  /**
   * The conditions of a line as bit masks. They apply where all facts have numbers below 64 and the
   * conditions stand in the order of those numbers.
   *
   * @param unless the facts that must not hold
   * @param requires the facts that must hold
   * @param answers at 0 to 63 the denial of each fact that must not hold, at 64 to 127 the denial
   *     of each fact that must, at 128 the outcome; empty if the masks do not apply
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
        int answer = condition.fact() + (condition.mustHold() ? Long.SIZE : 0);
        if (condition.fact() >= Long.SIZE || answer <= last) {
          return new Masks(0, 0, new Decision[0]);
        }
        last = answer;
        answers[answer] = condition.otherwise();
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
