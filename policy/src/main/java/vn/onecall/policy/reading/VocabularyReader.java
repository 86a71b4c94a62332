package vn.onecall.policy.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.CollectionContexts;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.PromiseId;

/** Reads the names that the rest of a policy refers to. */
final class VocabularyReader {

  private VocabularyReader() {}

  /** Reads the vocabulary; absent if the section `collection` has a mistake. */
  static Optional<Policy.Vocabulary> read(Section root, Findings findings) {
    Map<String, Fact> facts = facts(root, findings);
    Map<String, BilingualText> roles = named(root, "roles", "role");
    Map<String, BilingualText> events = named(root, "events", "event");
    Map<String, BilingualText> mechanisms = named(root, "mechanisms", "mechanism");
    return root.inner("collection", VocabularyReader::collection)
        .map(collection -> new Policy.Vocabulary(facts, roles, events, mechanisms, collection));
  }

  private static Map<String, Fact> facts(Section root, Findings findings) {
    ValueReader values = new ValueReader(findings);
    DeclaredNames names = new DeclaredNames(root);
    Set<String> promises = names.in("promises");
    Map<Integer, String> taken = new HashMap<>();
    return root.each(
        "facts",
        "fact",
        ValueReader.NAME,
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
          Optional<BilingualText> words = section.words("words");
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

  private static Optional<Fact.Derived> derived(
      Section section, ValueReader values, DeclaredNames names) {
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

  private static Optional<CollectionContexts> collection(Section section) {
    Map<String, BilingualText> moments = named(section, "moments", "moment");
    Map<String, BilingualText> channels = named(section, "channels", "channel");
    Map<String, BilingualText> sources = named(section, "sources", "source");
    return section.build(() -> new CollectionContexts(moments, channels, sources));
  }

  private static Map<String, BilingualText> named(Section section, String key, String kind) {
    return section.each(key, kind, ValueReader.NAME, (_, words) -> words.asWords());
  }
}
