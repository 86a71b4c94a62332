package vn.onecall.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.features.Route;
import vn.onecall.keeper.features.RouteTable;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.deciding.ActivityRule;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.DefaultDenials;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.PolicyPromise;

/**
 * The page of promises: for each promise its text, the mechanism that keeps it, the tests that show
 * it, and the calls that it concerns. The same policy and results give the same bytes.
 */
final class PromisesPage {
  /** The test that covers every promise held by refusal. */
  static final String REFUSALS =
      "vn.onecall.policy.PublishedPolicyTest#heldByRefusalDeniesEveryActivityOf";

  private final Policy policy;
  private final TestResults results;
  private final DecisionTable table;
  private final RouteTable routes;

  /**
   * A page.
   *
   * @param features what declares the routes by which activities are called
   */
  PromisesPage(Policy policy, TestResults results, Features features) {
    this.policy = policy;
    this.results = results;
    this.table = DecisionTable.compile(policy);
    this.routes = features.routes(policy);
  }

  /** The reasons why this page must not be published: kept promises without passing tests. */
  List<String> unproved() {
    List<String> unproved = new ArrayList<>();
    for (PolicyPromise promise : policy.promises().values()) {
      if (promise.enforcement() instanceof Enforcement.Kept) {
        for (String test : results.failed(promise.id())) {
          unproved.add("The promise " + promise.id() + " is kept, but its test fails: " + test);
        }
        if (results.passed(promise.id()).isEmpty()) {
          unproved.add("The promise " + promise.id() + " is kept, but no test of it passes.");
        }
      }
    }
    return unproved;
  }

  /** The page, in Markdown. */
  String text() {
    StringBuilder page = new StringBuilder();
    long kept =
        policy.promises().values().stream()
            .filter(promise -> promise.enforcement() instanceof Enforcement.Kept)
            .count();
    page.append("# The promises\n\n")
        .append("<!-- Written by the build from the policy and the results of its tests. -->\n\n")
        .append(
            "What 1CALL promises in version %d of its policy, what holds each promise, and the\n"
                .formatted(policy.version()))
        .append(
            "tests that show it. %d promises are kept. %d are held by refusal: what keeps them is\n"
                .formatted(kept, policy.promises().size() - kept))
        .append("not built yet, so that everything that could break them is denied to everyone.\n")
        .append("The Vietnamese text binds.\n");
    policy.promises().values().forEach(promise -> section(page, promise));
    return page.toString();
  }

  private void section(StringBuilder page, PolicyPromise promise) {
    page.append("\n## ").append(promise.id()).append(", ").append(state(promise)).append("\n\n");
    page.append("> ").append(promise.words().vi().strip()).append("\n>\n");
    page.append("> ").append(promise.words().en().strip()).append("\n\n");
    switch (promise.enforcement()) {
      case Enforcement.Kept kept -> {
        page.append("Kept by:\n");
        kept.by().forEach(by -> page.append(keeper(by)));
        tests(page, "Shown by the tests:", results.passed(promise.id()));
      }
      case Enforcement.Refused refused -> {
        page.append("Denied to everyone: ").append(code(refused.activities())).append(".\n\n");
        page.append("Shown by the tests:\n- ").append(test(REFUSALS)).append('\n');
        tests(
            page, "Already tested of it, though it is not kept yet:", results.passed(promise.id()));
      }
    }
    page.append("\nWhere it is met: ").append(met(promise)).append("\n");
  }

  private static String state(PolicyPromise promise) {
    return switch (promise.enforcement()) {
      case Enforcement.Kept _ -> "kept";
      case Enforcement.Refused _ -> "held by refusal";
    };
  }

  private String keeper(String by) {
    Activity activity = policy.permitted().get(by);
    BilingualText words = activity == null ? policy.mechanisms().get(by) : activity.words();
    return "- `" + by + "`" + (words == null ? "" : ": " + words.en()) + "\n";
  }

  private static void tests(StringBuilder page, String title, List<String> tests) {
    if (!tests.isEmpty()) {
      page.append('\n').append(title).append('\n');
      tests.forEach(test -> page.append("- ").append(test(test)).append('\n'));
    }
  }

  private static String test(String name) {
    int at = name.indexOf('#');
    String type = name.substring(name.lastIndexOf('.', at) + 1, at);
    return "`" + name.substring(at + 1) + "` (" + type + ")";
  }

  private static String code(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }

  /** The calls that work under the promise, and the refusals that name it. */
  private String met(PolicyPromise promise) {
    List<String> places = new ArrayList<>();
    for (Activity activity : policy.permitted().values()) {
      if (worksUnder(activity, promise)) {
        calls(activity).forEach(call -> places.add(call + " as `" + activity.id() + "`"));
      }
    }
    List<String> refusals = refusalsThatName(promise);
    if (!refusals.isEmpty()) {
      places.add(
          "the refusal (`promise: \"%s\"`), and its entry in the log, of %s"
              .formatted(promise.id(), String.join(", ", refusals)));
    }
    return places.isEmpty() ? "every call of the API." : String.join("; ", places) + ".";
  }

  /** Several promises may refuse one activity; the answer names the first. */
  private List<String> refusalsThatName(PolicyPromise promise) {
    List<String> refusals = new ArrayList<>();
    if (promise.enforcement() instanceof Enforcement.Refused refused) {
      for (String activity : refused.activities()) {
        if (table.rule(activity) instanceof ActivityRule.Refused rule
            && rule.promise().equals(promise.id())) {
          refusals.add("`" + activity + "`");
        }
      }
    }
    for (Activity activity : policy.permitted().values()) {
      refusals.addAll(refusalsByFacts(activity, promise));
    }
    DefaultDenials otherwise = policy.otherwise();
    if (otherwise.unlistedActivity().equals(promise.id())) {
      refusals.add("an activity that the policy does not list");
    }
    if (otherwise.callerNotEntitled().equals(promise.id())) {
      refusals.add("a client that is not entitled");
    }
    if (otherwise.fieldNotGiven().equals(promise.id())) {
      refusals.add("a field that the activity does not give");
    }
    otherwise
        .needs()
        .forEach((need, number) -> {
          if (number.equals(promise.id())) {
            refusals.add("what needs `" + need + "`");
          }
        });
    return refusals;
  }

  /**
   * What must hold stands first, and else what must not; all refusals of one activity name the one
   * promise of the first of these facts, so that the answer does not tell which it was.
   */
  private List<String> refusalsByFacts(Activity activity, PolicyPromise promise) {
    boolean needs = !activity.requires().isEmpty();
    Set<Integer> numbers = needs ? activity.requires() : activity.unless();
    List<Fact> facts =
        policy.facts().values().stream().filter(fact -> numbers.contains(fact.number())).toList();
    if (facts.isEmpty() || !facts.getFirst().promise().equals(promise.id())) {
      return List.of();
    }
    String when = needs ? "`%s` unless `%s` holds" : "`%s` where `%s` holds";
    return facts.stream().map(fact -> when.formatted(activity.id(), fact.name())).toList();
  }

  private boolean worksUnder(Activity activity, PolicyPromise promise) {
    return (promise.enforcement() instanceof Enforcement.Kept kept
            && kept.by().contains(activity.id()))
        || policy.purposes().entrySet().stream()
            .anyMatch(purpose ->
                purpose.getKey().equals(activity.purpose())
                    && purpose.getValue().promise().equals(promise.id()));
  }

  /** Where an activity is taken, by the routes that features declare. */
  private List<String> calls(Activity activity) {
    return routes.routes().stream()
        .filter(route -> routes.takes(route, activity.id()))
        .map(route -> Route.isOwn(route) ? "the server's own work" : "`" + route + "`")
        .distinct()
        .sorted()
        .toList();
  }
}
