package vn.onecall.policy.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.RecipientCategory;
import vn.onecall.policy.model.Service;
import vn.onecall.policy.model.Transfer;

/** Reads services, categories of recipients, and transfers. */
final class PartyReader {

  private final Section root;
  private final DeclaredNames names;
  private final ValueReader values;
  private final DataUseReader uses;

  PartyReader(Section root, Findings findings, DataUseReader uses) {
    this.root = root;
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(findings);
    this.uses = uses;
  }

  Policy.Parties read() {
    return new Policy.Parties(services(), recipients(), transfers());
  }

  private Map<String, Service> services() {
    return root.eachIfAny("services", "service", ValueReader.NAME, this::service);
  }

  private Map<String, RecipientCategory> recipients() {
    return root.eachIfAny("recipients", "recipient", ValueReader.NAME, this::recipient);
  }

  private Map<String, Transfer> transfers() {
    return root.eachIfAny("transfers", "transfer", ValueReader.ACTIVITY, this::transfer);
  }

  private Optional<Service> service(String name, Section section) {
    Optional<Set<String>> requires = section.need("requires", node -> fields(section, node));
    Optional<Set<Set<String>>> oneOf =
        section.may(
            "one-of",
            node ->
                values.list(
                    "`one-of` of " + section.what(), node, group -> alternatives(section, group)));
    Optional<Set<String>> may = section.may("may", node -> fields(section, node));
    for (String field : may.orElse(Set.of())) {
      if (requires.orElse(Set.of()).contains(field)) {
        section.fail(
            section.keyLine("may"),
            "%s both requires `%s` and lets it be left out".formatted(section.what(), field));
      }
    }
    for (Set<String> group : oneOf.orElse(Set.of())) {
      for (String field : group) {
        givenOnce(section, field, requires.orElse(Set.of()), may.orElse(Set.of()));
      }
    }
    Optional<BilingualText> words = section.words("words");
    return section.build(() ->
        new Service(
            name,
            requires.orElseThrow(),
            List.copyOf(oneOf.orElse(Set.of())),
            may.orElse(Set.of()),
            words.orElseThrow()));
  }

  /** At least two fields of which one suffices: of one there is nothing to choose. */
  private Optional<Set<String>> alternatives(Section section, YamlNode node) {
    Optional<Set<String>> group = fields(section, node);
    if (group.isPresent() && group.get().size() < 2) {
      section.fail(
          node.line(), "a group of `one-of` of %s names one field alone".formatted(section.what()));
      return Optional.empty();
    }
    return group;
  }

  /** What is required or can be left out is no alternative to anything. */
  private static void givenOnce(
      Section section, String field, Set<String> requires, Set<String> may) {
    if (requires.contains(field) || may.contains(field)) {
      section.fail(
          section.keyLine("one-of"),
          "%s names `%s` under `one-of` and under `%s`"
              .formatted(section.what(), field, requires.contains(field) ? "requires" : "may"));
    }
  }

  private Optional<Set<String>> fields(Section section, YamlNode node) {
    return values.references("the fields of " + section.what(), "field", names.in("fields"), node);
  }

  private Optional<RecipientCategory> recipient(String name, Section section) {
    Optional<Boolean> affiliate =
        section.need("affiliate", node -> values.flag("`affiliate` of " + section.what(), node));
    Optional<BilingualText> words = section.words("words");
    return section.build(
        () -> new RecipientCategory(name, affiliate.orElseThrow(), words.orElseThrow()));
  }

  private Optional<Transfer> transfer(String id, Section section) {
    String what = " of " + section.what();
    if (names.in("activities").contains(id)) {
      section.fail(section.line(), "%s has the name of an activity".formatted(section.what()));
    }
    Optional<String> recipient =
        section.need(
            "recipient",
            node ->
                values.reference("`recipient`" + what, "recipient", names.in("recipients"), node));
    Optional<Set<String>> roles =
        section.need(
            "roles", node -> values.references("`roles`" + what, "role", names.in("roles"), node));
    Optional<String> purpose =
        section.need(
            "purpose",
            node -> values.reference("`purpose`" + what, "purpose", names.in("purposes"), node));
    Optional<PromiseId> promise =
        section.need(
            "promise", node -> values.promise("`promise`" + what, names.in("promises"), node));
    Optional<Map<String, Form>> fields =
        section.need("fields", node -> uses.forms(section, purpose, node));
    Optional<Activity.Facts> facts = uses.facts(section, false);
    Optional<BilingualText> words = section.words("words");
    return section.build(() ->
        new Transfer(
            id,
            new Transfer.Ends(roles.orElseThrow(), recipient.orElseThrow()),
            purpose.orElseThrow(),
            promise.orElseThrow(),
            fields.orElseThrow(),
            facts.orElseThrow(),
            words.orElseThrow()));
  }
}
