package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SourceLines;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.NeverRule;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Purpose;

/** Proves each never-rule, of the policy and of the law, over every use that it is about. */
final class NeverRuleCheck {

  /** No criterion on data. */
  private static final NeverRule.Data NO_DATA =
      new NeverRule.Data(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  private final Policy policy;
  private final DecisionTable table;
  private final SourceLines lines;
  private final List<DataUse> uses;
  private final List<Finding> findings = new ArrayList<>();

  NeverRuleCheck(Policy policy, DecisionTable table) {
    this.policy = policy;
    this.table = table;
    this.lines = policy.lines();
    this.uses = DataUse.all(policy);
  }

  List<Finding> findings() {
    for (NeverRule never : policy.never().values()) {
      if (isIdle(never)) {
        findings.add(
            lines.finding(
                "never-rule `%s` is about nothing that the policy holds or does"
                    .formatted(never.name()),
                "never",
                never.name()));
      }
      prove(never);
    }
    policy.law().map(Law::never).orElse(Map.of()).values().forEach(this::prove);
    return findings;
  }

  /**
   * Whether some criterion of a rule matches nothing in the policy, as after a rename. That all
   * criteria together match nothing is no mistake: the rule is then kept. Nor is a term of the
   * public vocabulary that no field or purpose has yet: a rule may forbid what the policy does not
   * hold so far. Terms that the vocabulary does not have are found when the policy is read.
   */
  private boolean isIdle(NeverRule never) {
    NeverRule.Data data = never.data();
    boolean idle =
        criteria(never.uses())
            .filter(criterion -> criterion.terms().isEmpty())
            .anyMatch(criterion -> matchesNoUse(criterion, NO_DATA));
    NeverRule.Data named =
        new NeverRule.Data(
            data.fields(), data.categories(), Set.of(), data.sensitivities(), Set.of());
    return idle || policy.fields().values().stream().noneMatch(field -> isAbout(named, field));
  }

  /** The criteria of a rule, one at a time. */
  private static Stream<NeverRule.Uses> criteria(NeverRule.Uses uses) {
    Set<String> any = Set.of();
    Set<ActivityKind> every = Set.of();
    return Stream.of(
        new NeverRule.Uses(uses.activities(), any, any, any, every, any),
        new NeverRule.Uses(any, uses.purposes(), any, any, every, any),
        new NeverRule.Uses(any, any, uses.terms(), any, every, any),
        new NeverRule.Uses(any, any, any, uses.roles(), every, any),
        new NeverRule.Uses(any, any, any, any, uses.kinds(), any),
        new NeverRule.Uses(any, any, any, any, every, uses.recipients()));
  }

  private boolean matchesNoUse(NeverRule.Uses about, NeverRule.Data data) {
    return uses.stream().noneMatch(use -> isAbout(about, data, use));
  }

  private void prove(NeverRule never) {
    uses.stream()
        .filter(use -> isAbout(never.uses(), never.data(), use))
        .forEach(use -> prove(never, use));
  }

  private void prove(NeverRule never, DataUse use) {
    Set<Integer> read = new TreeSet<>(FactStates.readBy(use));
    read.addAll(never.state().holds());
    read.addAll(never.state().lacks());
    FactStates worlds = FactStates.over(policy, read);
    if (worlds.areTooMany()) {
      add(
          use,
          "%s and never-rule `%s` read %d facts together; no more than %d can be gone through"
              .formatted(use.what(), never.name(), worlds.size(), FactStates.MOST_FACTS));
      return;
    }
    worlds
        .first(facts -> applies(never.state(), facts) && table.permits(use.id(), facts))
        .ifPresent(facts ->
            add(
                use,
                "%s breaks never-rule `%s` (%s): %s, %s"
                    .formatted(
                        use.what(),
                        never.name(),
                        ground(never.ground()),
                        concerned(never, use).example(matching(never.data(), use)),
                        worlds.describe(facts))));
  }

  private void add(DataUse use, String reason) {
    findings.add(lines.finding(reason, use.section(), use.id()));
  }

  private static String ground(NeverRule.Ground ground) {
    return switch (ground) {
      case NeverRule.Ground.Promised(PromiseId promise) -> "promise `" + promise + "`";
      case NeverRule.Ground.Lawful(String source) -> "law, source `" + source + "`";
    };
  }

  private static boolean applies(NeverRule.State state, int[] facts) {
    return state.holds().stream().allMatch(fact -> IntStream.of(facts).anyMatch(f -> f == fact))
        && state.lacks().stream().noneMatch(fact -> IntStream.of(facts).anyMatch(f -> f == fact));
  }

  private boolean isAbout(NeverRule.Uses about, NeverRule.Data data, DataUse use) {
    Purpose purpose = Objects.requireNonNull(policy.purposes().get(use.purpose()));
    return says(about.activities(), List.of(use.id()))
        && says(about.purposes(), List.of(use.purpose()))
        && says(about.terms(), List.of(purpose.dpv()))
        && says(about.roles(), use.who().roles())
        && says(about.kinds(), use.who().kind().stream().toList())
        && says(about.recipients(), use.who().recipient().stream().toList())
        && (data.isEmpty() || !matching(data, use).isEmpty());
  }

  /**
   * Whether a criterion is met: an empty set is no criterion, another must hold one of the things.
   */
  private static <T> boolean says(Set<T> about, Collection<T> things) {
    return about.isEmpty() || things.stream().anyMatch(about::contains);
  }

  /** The use, with only those of its roles that the rule is about. */
  private static DataUse concerned(NeverRule never, DataUse use) {
    Set<String> roles = new TreeSet<>(use.who().roles());
    if (!never.uses().roles().isEmpty()) {
      roles.retainAll(never.uses().roles());
    }
    DataUse.Who who =
        new DataUse.Who(
            roles.isEmpty() ? use.who().roles() : roles, use.who().kind(), use.who().recipient());
    return new DataUse(use.id(), use.purpose(), who, use.fields(), use.by(), use.facts());
  }

  /**
   * The fields of a use that the rule is about; all, if the rule has no criterion on data. A search
   * by a field uses the field in no form, so that only a rule that names no form is about it.
   */
  private List<String> matching(NeverRule.Data data, DataUse use) {
    Set<String> matching = new LinkedHashSet<>();
    use.fields()
        .forEach((name, form) -> {
          if (says(data.forms(), List.of(form)) && isAbout(data, field(name))) {
            matching.add(name);
          }
        });
    if (data.forms().isEmpty()) {
      use.by().stream().filter(name -> isAbout(data, field(name))).forEach(matching::add);
    }
    return List.copyOf(matching);
  }

  private Field field(String name) {
    return Objects.requireNonNull(policy.fields().get(name));
  }

  private boolean isAbout(NeverRule.Data data, Field field) {
    Category category = Objects.requireNonNull(policy.categories().get(field.category()));
    return says(data.fields(), List.of(field.name()))
        && says(data.categories(), List.of(category.name()))
        && says(data.terms(), List.of(field.dpv(), category.dpv()))
        && says(data.sensitivities(), List.of(category.sensitivity()));
  }
}
