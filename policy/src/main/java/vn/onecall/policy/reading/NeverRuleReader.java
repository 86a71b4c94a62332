package vn.onecall.policy.reading;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.NeverRule;
import vn.onecall.policy.model.Sensitivity;

/** Reads never-rules of the policy and of the law, which have the same form. */
final class NeverRuleReader {

  private final DeclaredNames names;
  private final ValueReader values;
  private final DataUseReader uses;
  private final Function<Section, Optional<NeverRule.Ground>> ground;

  private NeverRuleReader(
      Section root,
      ValueReader values,
      DataUseReader uses,
      Function<Section, Optional<NeverRule.Ground>> ground) {
    this.names = new DeclaredNames(root);
    this.values = values;
    this.uses = uses;
    this.ground = ground;
  }

  /** The never-rules of the policy, each under a promise. */
  static Map<String, NeverRule> ofPolicy(Section root, Findings findings, DataUseReader uses) {
    ValueReader values = new ValueReader(findings);
    Set<String> promises = new DeclaredNames(root).in("promises");
    NeverRuleReader reader =
        new NeverRuleReader(
            root,
            values,
            uses,
            section ->
                section
                    .need(
                        "promise",
                        node -> values.promise("`promise` of " + section.what(), promises, node))
                    .map(NeverRule.Ground.Promised::new));
    return reader.read(root);
  }

  /** The never-rules of the law, each from a source; they name things of the policy. */
  static Map<String, NeverRule> ofLaw(
      Section law, Section root, ValueReader values, DataUseReader uses) {
    Set<String> sources = new DeclaredNames(law).in("sources");
    NeverRuleReader reader =
        new NeverRuleReader(
            root,
            values,
            uses,
            section ->
                section
                    .need(
                        "source",
                        node ->
                            values.reference(
                                "`source` of " + section.what(), "source", sources, node))
                    .map(NeverRule.Ground.Lawful::new));
    return reader.read(law);
  }

  private Map<String, NeverRule> read(Section file) {
    return file.eachIfAny("never", "never-rule", ValueReader.NAME, this::never);
  }

  private Optional<NeverRule> never(String name, Section section) {
    Optional<NeverRule.Ground> because = ground.apply(section);
    Optional<Permits> permits = section.inner("permits", this::permits);
    Optional<NeverRule.State> state = section.innerIfAny("while", this::state);
    Optional<BilingualText> words = section.words("words");
    return section.build(() ->
        new NeverRule(
            name,
            because.orElseThrow(),
            permits.orElseThrow().uses(),
            permits.orElseThrow().data(),
            state.orElse(new NeverRule.State(Set.of(), Set.of())),
            words.orElseThrow()));
  }

  private record Permits(NeverRule.Uses uses, NeverRule.Data data) {}

  private Optional<Permits> permits(Section section) {
    Set<String> ids = new HashSet<>(names.in("activities"));
    ids.addAll(names.in("transfers"));
    Set<String> activities = named(section, "activities", "activity or transfer", ids);
    Set<String> purposes = named(section, "purposes", "purpose", names.in("purposes"));
    Set<String> roles = named(section, "roles", "role", names.in("roles"));
    Set<ActivityKind> kinds = chosen(section, "kinds", ActivityKind.values());
    Set<String> fields = named(section, "fields", "field", names.in("fields"));
    Set<String> categories = named(section, "categories", "category", names.in("categories"));
    Set<String> terms = terms(section);
    Set<Sensitivity> classes = chosen(section, "sensitivity", Sensitivity.values());
    Set<Form> forms = chosen(section, "forms", Form.values());
    Set<String> recipients = named(section, "recipients", "recipient", names.in("recipients"));
    if (section.isEmpty()) {
      section.fail(section.line(), "%s says nothing".formatted(section.what()));
    }
    return section.build(() ->
        new Permits(
            new NeverRule.Uses(activities, purposes, of("dpv:", terms), roles, kinds, recipients),
            new NeverRule.Data(fields, categories, of("pd:", terms), classes, forms)));
  }

  private static Set<String> of(String vocabulary, Set<String> terms) {
    return terms.stream()
        .filter(term -> term.startsWith(vocabulary))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<String> terms(Section section) {
    String what = "`terms` of " + section.what();
    return section
        .may(
            "terms", node -> values.list(what, node, item -> values.term(what, DpvTerms.ANY, item)))
        .orElse(Set.of());
  }

  private Set<String> named(Section section, String key, String kind, Collection<String> declared) {
    String what = "`" + key + "` of " + section.what();
    return section.may(key, node -> values.references(what, kind, declared, node)).orElse(Set.of());
  }

  private <E extends Enum<E>> Set<E> chosen(Section section, String key, E[] choices) {
    String what = "`" + key + "` of " + section.what();
    return section
        .may(key, node -> values.list(what, node, item -> values.choice(what, choices, item)))
        .orElse(Set.of());
  }

  private Optional<NeverRule.State> state(Section section) {
    Set<Integer> holds = uses.factsUnder("holds", section);
    Set<Integer> lacks = uses.factsUnder("lacks", section);
    if (holds.stream().anyMatch(lacks::contains)) {
      section.fail(
          section.line(),
          "%s holds and lacks the same fact, so it forbids nothing".formatted(section.what()));
    }
    return section.build(() -> new NeverRule.State(holds, lacks));
  }
}
