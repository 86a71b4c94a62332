package vn.onecall.policy.reading;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Form;

/** Reads what activities and transfers share: their fields and their facts. */
final class DataUseReader {

  private final Findings findings;
  private final DeclaredNames names;
  private final ValueReader values;
  private final Map<String, Field> fields;
  private final Map<String, Fact> facts;

  DataUseReader(
      Section root, Findings findings, Map<String, Field> fields, Map<String, Fact> facts) {
    this.findings = findings;
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(findings);
    this.fields = fields;
    this.facts = facts;
  }

  Optional<Map<String, Form>> forms(Section section, Optional<String> purpose, YamlNode node) {
    String what = "`fields` of " + section.what();
    return values.forms(section, "fields", node, key -> served(what, section, purpose, key));
  }

  Optional<String> searched(Section section, Optional<String> purpose, YamlNode node) {
    Optional<String> name = served("`by` of " + section.what(), section, purpose, node);
    Field field = name.map(fields::get).orElse(null);
    if (field != null && !field.indexed()) {
      findings.add(
          node.line(),
          "%s searches by `%s`, which is not indexed".formatted(section.what(), field.name()));
      return Optional.empty();
    }
    return name;
  }

  /** A declared field that serves the purpose of the use. */
  private Optional<String> served(
      String what, Section section, Optional<String> purpose, YamlNode node) {
    Optional<String> name = values.reference(what, "field", names.in("fields"), node);
    Field field = name.map(fields::get).orElse(null);
    if (field != null && purpose.isPresent() && !field.purposes().contains(purpose.get())) {
      findings.add(
          node.line(),
          "%s uses `%s`, which does not serve the purpose `%s`"
              .formatted(section.what(), field.name(), purpose.get()));
      return Optional.empty();
    }
    return name;
  }

  /** The facts of a use; for an activity also the facts and consents that it sets. */
  Optional<Activity.Facts> facts(Section section, boolean activity) {
    Set<Integer> requires = factsUnder("requires", section);
    Set<Integer> unless = factsUnder("unless", section);
    Set<Integer> sets = activity ? factsUnder("sets", section) : Set.of();
    for (Fact fact : facts.values()) {
      if (requires.contains(fact.number()) && unless.contains(fact.number())) {
        section.fail(
            section.keyLine("unless"),
            "%s both requires and forbids `%s`, so it can never happen"
                .formatted(section.what(), fact.name()));
      }
    }
    Set<String> consents = activity ? consents(section) : Set.of();
    return Optional.of(new Activity.Facts(requires, unless, sets, consents));
  }

  private Set<String> consents(Section section) {
    String what = "`consents` of " + section.what();
    return section
        .may("consents", node -> values.references(what, "consent", names.in("consents"), node))
        .orElse(Set.of());
  }

  Set<Integer> factsUnder(String key, Section section) {
    String what = "`" + key + "` of " + section.what();
    Function<YamlNode, Optional<Integer>> number =
        item ->
            values
                .reference(what, "fact", names.in("facts"), item)
                .map(facts::get)
                .map(Fact::number);
    return section.may(key, node -> values.list(what, node, number)).orElse(Set.of());
  }
}
