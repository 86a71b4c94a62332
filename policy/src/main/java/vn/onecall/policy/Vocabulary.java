package vn.onecall.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words that the rest of a policy is written in. */
record Vocabulary(
    Map<String, Fact> facts,
    Map<String, Words> roles,
    Map<String, Words> events,
    Map<String, Words> mechanisms,
    CollectionRules collection) {

  Vocabulary {
    facts = Ordered.copy(facts);
    roles = Ordered.copy(roles);
    events = Ordered.copy(events);
    mechanisms = Ordered.copy(mechanisms);
  }

  /** Reads the vocabulary; absent if its frame is. */
  static Optional<Vocabulary> read(Section root, Findings findings) {
    Map<String, Fact> facts = facts(root, findings);
    Map<String, Words> roles = named(root, "roles", "role");
    Map<String, Words> events = named(root, "events", "event");
    Map<String, Words> mechanisms = named(root, "mechanisms", "mechanism");
    return root.inner("collection", Vocabulary::collection)
        .map(collection -> new Vocabulary(facts, roles, events, mechanisms, collection));
  }

  private static Map<String, Fact> facts(Section root, Findings findings) {
    Values values = new Values(findings);
    Names names = new Names(root);
    Set<String> promises = names.in("promises");
    Map<Integer, String> taken = new HashMap<>();
    return root.each(
        "facts",
        "fact",
        Values.NAME,
        (name, section) -> {
          String what = " of " + section.what();
          Optional<Integer> number =
              section.need(
                  "number", node -> values.number("`number`" + what, 1, Fact.MAX_NUMBER, node));
          number.ifPresent(n -> {
            String earlier = taken.putIfAbsent(n, name);
            if (earlier != null) {
              section.fail(
                  section.keyLine("number"),
                  "%s has the number %d, which belongs to `%s`"
                      .formatted(section.what(), n, earlier));
            }
          });
          Optional<PromiseId> promise =
              section.need("promise", node -> values.promise("`promise`" + what, promises, node));
          Optional<Fact.Derived> derived =
              section.innerIfAny("derived", inner -> derived(inner, values, names));
          Optional<String> event =
              section.may(
                  "event",
                  node -> values.reference("`event`" + what, "event", names.in("events"), node));
          Optional<Words> words = section.words("words");
          return section.build(() ->
              new Fact(
                  name,
                  number.orElseThrow(),
                  promise.orElseThrow(),
                  derived,
                  event,
                  words.orElseThrow()));
        });
  }

  private static Optional<Fact.Derived> derived(Section section, Values values, Names names) {
    String what = " in " + section.what();
    Optional<String> from =
        section.need(
            "from", node -> values.reference("`from`" + what, "field", names.in("fields"), node));
    Optional<Integer> under =
        section.need("under", node -> values.number("`under`" + what, 1, 150, node));
    Optional<Set<String>> unless =
        section.may(
            "unless",
            node -> values.references("`unless`" + what, "fact", names.in("facts"), node));
    return section.build(
        () -> new Fact.Derived(from.orElseThrow(), under.orElseThrow(), unless.orElse(Set.of())));
  }

  private static Optional<CollectionRules> collection(Section section) {
    Map<String, Words> moments = named(section, "moments", "moment");
    Map<String, Words> channels = named(section, "channels", "channel");
    Map<String, Words> sources = named(section, "sources", "source");
    return section.build(() -> new CollectionRules(moments, channels, sources));
  }

  private static Map<String, Words> named(Section section, String key, String kind) {
    return section.each(key, kind, Values.NAME, (_, words) -> words.asWords());
  }
}
