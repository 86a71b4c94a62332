package vn.onecall.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads activities, and holds each against its kind, its purpose and the fields it gives. */
final class ActivityReader {

  private final Section root;
  private final Findings findings;
  private final Names names;
  private final Values values;
  private final Map<String, Field> fields;
  private final Map<String, Fact> facts;

  ActivityReader(
      Section root, Findings findings, Map<String, Field> fields, Map<String, Fact> facts) {
    this.root = root;
    this.findings = findings;
    this.names = new Names(root);
    this.values = new Values(findings);
    this.fields = fields;
    this.facts = facts;
  }

  Map<String, Activity> read() {
    return root.each("activities", "activity", Values.ACTIVITY, this::activity);
  }

  private Optional<Activity> activity(String id, Section section) {
    String what = " of " + section.what();
    Optional<ActivityKind> kind =
        section.need("kind", node -> values.choice("`kind`" + what, ActivityKind.values(), node));
    kind.ifPresent(k -> holdAgainst(k, section));
    Optional<String> purpose =
        section.need(
            "purpose",
            node -> values.reference("`purpose`" + what, "purpose", names.in("purposes"), node));
    Optional<Set<String>> roles =
        section.need(
            "roles",
            node ->
                values.list(
                    "`roles`" + what,
                    node,
                    role -> values.reference("`roles`" + what, "role", names.in("roles"), role)));
    Optional<Activity.Reach> reach = reach(section, purpose);
    Optional<Activity.Facts> known = facts(section);
    Optional<Words> words = section.words("words");
    return section.build(() ->
        new Activity(
            id,
            purpose.orElseThrow(),
            kind.orElseThrow(),
            roles.orElseThrow(),
            reach.orElseThrow(),
            known.orElseThrow(),
            words.orElseThrow()));
  }

  /** An activity states what its kind needs, and nothing that its kind cannot do. */
  private static void holdAgainst(ActivityKind kind, Section section) {
    hold(kind, section, "fields", kind.givesFields());
    hold(kind, section, "by", kind.searches());
    hold(kind, section, "sets", kind.setsFacts());
    if (!kind.knowsFacts()) {
      hold(kind, section, "requires", false);
      hold(kind, section, "unless", false);
    }
  }

  private static void hold(ActivityKind kind, Section section, String key, boolean needed) {
    if (needed != section.has(key)) {
      section.fail(
          section.keyLine(key),
          (needed ? "%s, of kind `%s`, lacks `%s`" : "%s, of kind `%s`, cannot have `%s`")
              .formatted(section.what(), Values.name(kind), key));
    }
  }

  private Optional<Activity.Reach> reach(Section section, Optional<String> purpose) {
    Optional<Map<String, Form>> given =
        section.may("fields", node -> forms(section, purpose, node));
    Optional<Set<String>> by =
        section.may(
            "by",
            node ->
                values.list(
                    "`by` of " + section.what(), node, item -> searched(section, purpose, item)));
    return Optional.of(new Activity.Reach(given.orElse(Map.of()), by.orElse(Set.of())));
  }

  private Optional<Map<String, Form>> forms(Section section, Optional<String> purpose, Node node) {
    String what = "`fields` of " + section.what();
    if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(node.line(), "%s must be a mapping of fields to forms".formatted(what));
      return Optional.empty();
    }
    Map<String, Form> forms = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      Optional<String> field = served(what, section, purpose, entry.key());
      Optional<Form> form =
          values.choice(
              "the form of `" + entry.name() + "` in " + section.what(),
              Form.values(),
              entry.value());
      field.ifPresent(name -> form.ifPresent(f -> forms.put(name, f)));
    }
    return forms.size() == mapping.entries().size() ? Optional.of(forms) : Optional.empty();
  }

  private Optional<String> searched(Section section, Optional<String> purpose, Node node) {
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

  /** A declared field that serves the activity's purpose. */
  private Optional<String> served(
      String what, Section section, Optional<String> purpose, Node node) {
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

  private Optional<Activity.Facts> facts(Section section) {
    Set<Integer> requires = factsUnder("requires", section);
    Set<Integer> unless = factsUnder("unless", section);
    Set<Integer> sets = factsUnder("sets", section);
    for (Fact fact : facts.values()) {
      if (requires.contains(fact.number()) && unless.contains(fact.number())) {
        section.fail(
            section.keyLine("unless"),
            "%s both requires and forbids `%s`, so it can never happen"
                .formatted(section.what(), fact.name()));
      }
    }
    return Optional.of(new Activity.Facts(requires, unless, sets));
  }

  private Set<Integer> factsUnder(String key, Section section) {
    String what = "`" + key + "` of " + section.what();
    Function<Node, Optional<Integer>> number =
        item ->
            values
                .reference(what, "fact", names.in("facts"), item)
                .map(facts::get)
                .map(Fact::number);
    return section.may(key, node -> values.list(what, node, number)).orElse(Set.of());
  }
}
