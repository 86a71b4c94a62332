package vn.onecall.policy.reading;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Form;

/** Reads activities, and compares each with its kind, its purpose and its fields. */
final class ActivityReader {

  private final Section root;
  private final DeclaredNames names;
  private final ValueReader values;
  private final DataUseReader uses;

  ActivityReader(Section root, Findings findings, DataUseReader uses) {
    this.root = root;
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(findings);
    this.uses = uses;
  }

  Map<String, Activity> read() {
    return root.each("activities", "activity", ValueReader.ACTIVITY, this::activity);
  }

  private Optional<Activity> activity(String id, Section section) {
    String what = " of " + section.what();
    Optional<ActivityKind> kind =
        section.need("kind", node -> values.choice("`kind`" + what, ActivityKind.values(), node));
    kind.ifPresent(k -> compareWithKind(k, section));
    Optional<String> purpose =
        section.need(
            "purpose",
            node -> values.reference("`purpose`" + what, "purpose", names.in("purposes"), node));
    Optional<Set<String>> roles =
        section.need(
            "roles", node -> values.references("`roles`" + what, "role", names.in("roles"), node));
    Optional<Activity.Reach> reach = reach(section, purpose);
    Optional<Activity.Facts> known = uses.facts(section, true);
    Optional<BilingualText> words = section.words("words");
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

  /** An activity states what its kind needs, and nothing that its kind cannot have. */
  private static void compareWithKind(ActivityKind kind, Section section) {
    if (kind == ActivityKind.TRANSFER) {
      section.fail(
          section.keyLine("kind"),
          "%s is a transfer, which stands under `transfers` with its recipient"
              .formatted(section.what()));
      return;
    }
    stated(kind, section, "fields", kind.givesFields());
    stated(kind, section, "by", kind.searches());
    stated(kind, section, "sets", kind.setsFacts());
    stated(kind, section, "consents", kind.movesConsents());
    if (!kind.knowsFacts()) {
      stated(kind, section, "requires", false);
      stated(kind, section, "unless", false);
    }
  }

  private static void stated(ActivityKind kind, Section section, String key, boolean needed) {
    if (needed != section.has(key)) {
      section.fail(
          section.keyLine(key),
          (needed ? "%s, of kind `%s`, lacks `%s`" : "%s, of kind `%s`, cannot have `%s`")
              .formatted(section.what(), ValueReader.name(kind), key));
    }
  }

  private Optional<Activity.Reach> reach(Section section, Optional<String> purpose) {
    Optional<Map<String, Form>> given =
        section.may("fields", node -> uses.forms(section, purpose, node));
    Optional<Set<String>> by =
        section.may(
            "by",
            node ->
                values.list(
                    "`by` of " + section.what(),
                    node,
                    item -> uses.searched(section, purpose, item)));
    return Optional.of(new Activity.Reach(given.orElse(Map.of()), by.orElse(Set.of())));
  }
}
