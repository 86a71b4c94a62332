package vn.onecall.keeper.decisions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.faults.WrongActivityException;
import vn.onecall.keeper.faults.WrongRouteException;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.keeper.features.RouteTable;
import vn.onecall.policy.Policy;
import vn.onecall.policy.deciding.ActivityRule;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Transfer;
import vn.onecall.translog.entries.DecisionRecord;

/**
 * What the policy says before the database is asked: whether this caller may name this activity for
 * this kind of call and these fields, and, if so, what the deciding statement needs of it. All is
 * made ready when the server starts.
 */
public final class Rulebook {

  /** Whether a call may go on to the database. */
  public sealed interface Admission {
    /** It may; the facts decide. */
    record Admitted(DoorRule rule) implements Admission {}

    /** It may not. */
    record Refused(String activity, Decision.Deny deny, DecisionRecord.Outcome outcome)
        implements Admission {}
  }

  /**
   * One permitted activity, ready for the door.
   *
   * @param activity the activity of the policy
   * @param text its facts and fields as the statement takes them
   * @param details the lines of an entry's part that say what is shown
   * @param notShown the promise that a denial for a fact, or for want of a subject, names
   */
  public record DoorRule(
      Activity activity, DecisionRequest.RuleText text, List<String> details, PromiseId notShown) {
    Set<String> fields() {
      return activity.fields().keySet();
    }
  }

  private final Policy policy;
  private final DecisionTable table;
  private final RouteTable routes;
  private final Map<String, DoorRule> rules = new HashMap<>();

  public Rulebook(Policy policy, RouteTable routes) {
    this.policy = policy;
    this.routes = routes;
    this.table = DecisionTable.compile(policy);
    policy.permitted().values().forEach(each -> rules.put(each.id(), doorRule(each)));
  }

  public Policy policy() {
    return policy;
  }

  /**
   * Admits or turns away.
   *
   * @throws WrongActivityException if the activity is of another kind than the call
   * @throws WrongRouteException if the route of the call does not take the activity
   */
  public Admission admit(Call call, ActivityKind kind, Collection<String> fields) {
    return switch (table.rule(call.activity())) {
      case ActivityRule.Refused refused ->
          new Admission.Refused(
              refused.activity(), refused.denial(), DecisionRecord.Outcome.REFUSED_BY_POLICY);
      case ActivityRule.Permitted permitted -> admit(call, permitted.activity(), kind, fields);
    };
  }

  private Admission admit(
      Call call, Activity activity, ActivityKind kind, Collection<String> fields) {
    if (!call.caller().entitled().contains(activity.id())
        || (activity.kind().isPersonal() && call.caller().verifiedPerson().isEmpty())) {
      return new Admission.Refused(
          activity.id(), table.notEntitled(), DecisionRecord.Outcome.NOT_ENTITLED);
    }
    if (activity.kind() != kind) {
      throw new WrongActivityException(activity.id(), activity.kind(), kind);
    }
    if (!routes.takes(call.route(), activity.id())) {
      throw new WrongRouteException(activity.id(), call.route());
    }
    Set<String> allowed = kind == ActivityKind.SEARCH ? activity.by() : activity.fields().keySet();
    for (String field : fields) {
      if (!allowed.contains(field)) {
        return notGiven(call, field);
      }
    }
    return new Admission.Admitted(Objects.requireNonNull(rules.get(activity.id())));
  }

  /** Turns a call away for a feature's reason, if nothing else does. */
  public Admission.Refused refusal(
      Call call, ActivityKind kind, Collection<String> fields, Refusal refusal) {
    return switch (admit(call, kind, fields)) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted _ ->
          refused(
              call,
              new Decision.Deny(
                  Objects.requireNonNull(
                      policy.otherwise().needs().get(refusal.needs()), refusal.needs()),
                  refusal.reason()));
    };
  }

  /** Turns a call away under a promise that a feature names, if nothing else does. */
  public Admission.Refused refusal(
      Call call, ActivityKind kind, Collection<String> fields, Decision.Deny deny) {
    return switch (admit(call, kind, fields)) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted _ -> refused(call, deny);
    };
  }

  private static Admission.Refused refused(Call call, Decision.Deny deny) {
    return new Admission.Refused(call.activity(), deny, DecisionRecord.Outcome.REFUSED_BY_POLICY);
  }

  /** Turns a call away for a field that it must not take. */
  public Admission.Refused notGiven(Call call, String field) {
    Decision.Deny deny = table.fieldNotGiven(field);
    Transfer transfer = policy.transfers().get(call.activity());
    // What a recipient must not get is a matter of the promise under which it gets the rest.
    return refused(
        call, transfer == null ? deny : new Decision.Deny(transfer.promise(), deny.reason()));
  }

  /** The rule with only some of its fields, and more facts that must hold. */
  DoorRule narrowed(DoorRule rule, Set<String> fields, Set<Integer> also) {
    Activity whole = rule.activity();
    Map<String, Form> given = new LinkedHashMap<>(whole.fields());
    given.keySet().retainAll(fields);
    Set<Integer> requires = new TreeSet<>(whole.requires());
    requires.addAll(also);
    return doorRule(
        new Activity(
            whole.id(),
            whole.purpose(),
            whole.kind(),
            whole.roles(),
            new Activity.Reach(given, whole.by()),
            new Activity.Facts(requires, whole.unless(), whole.sets(), whole.consents()),
            whole.words()));
  }

  /** The rule of what is decided now and shown later: it fetches nothing. */
  DoorRule queueing(DoorRule rule) {
    DecisionRequest.RuleText text = rule.text();
    return new DoorRule(
        rule.activity(),
        new DecisionRequest.RuleText(text.requires(), text.unless(), "{}", false, text.afterEnd()),
        rule.activity().fields().keySet().stream().map(field -> "queue " + field).toList(),
        rule.notShown());
  }

  /** The rule with more facts of which none may hold. */
  public DoorRule unlessAlso(DoorRule rule, Set<Integer> facts) {
    Set<Integer> all = new TreeSet<>(rule.activity().unless());
    all.addAll(facts);
    DecisionRequest.RuleText text = rule.text();
    return new DoorRule(
        rule.activity(),
        new DecisionRequest.RuleText(
            text.requires(), literal(all), text.fields(), text.history(), text.afterEnd()),
        rule.details(),
        policy.facts().values().stream()
            .filter(fact -> facts.contains(fact.number()))
            .findFirst()
            .map(Fact::promise)
            .orElse(rule.notShown()));
  }

  private DoorRule doorRule(Activity activity) {
    boolean shows =
        switch (activity.kind()) {
          case SEARCH, READ, HISTORY, EXPORT, CONSENTS, DISCLOSE, SEND, TRANSFER -> true;
          case REGISTER,
              CORRECT,
              RECORD,
              RESTRICT,
              GUARDIAN,
              CONSENT,
              ERASE,
              RETENTION,
              RECEIPT,
              ENTRIES,
              FILE,
              MANAGE,
              APPROVE,
              REQUEST,
              PROVENANCE,
              CONFIRM ->
              false;
        };
    List<String> details = new ArrayList<>();
    if (shows) {
      activity
          .fields()
          .forEach((field, form) ->
              details.add("show " + field + " " + form.name().toLowerCase(java.util.Locale.ROOT)));
    }
    return new DoorRule(
        activity,
        new DecisionRequest.RuleText(
            literal(activity.requires()),
            literal(activity.unless()),
            shows ? literal(activity.fields().keySet()) : "{}",
            activity.kind() == ActivityKind.HISTORY,
            afterEnd(activity)),
        List.copyOf(details),
        notShown(activity));
  }

  /** What an ended subject has left is only what the law orders kept. */
  private boolean afterEnd(Activity activity) {
    boolean shows =
        activity.kind() == ActivityKind.READ || activity.kind() == ActivityKind.CONSENTS;
    return activity.kind() == ActivityKind.RETENTION
        || (shows
            && activity.fields().keySet().stream().noneMatch(field -> keepByLaw(field).isEmpty()));
  }

  private Set<String> keepByLaw(String field) {
    String category = Objects.requireNonNull(policy.fields().get(field)).category();
    return Objects.requireNonNull(policy.categories().get(category)).keepByLaw();
  }

  /**
   * What an activity needs says more of it than what stops it; without either, its purpose does.
   */
  private PromiseId notShown(Activity activity) {
    return Stream.of(activity.requires(), activity.unless())
        .flatMap(numbers ->
            policy.facts().values().stream().filter(fact -> numbers.contains(fact.number())))
        .map(Fact::promise)
        .findFirst()
        .orElseGet(
            () -> Objects.requireNonNull(policy.purposes().get(activity.purpose())).promise());
  }

  private static String literal(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
