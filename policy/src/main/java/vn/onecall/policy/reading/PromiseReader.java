package vn.onecall.policy.reading;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.model.DefaultDenials;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.PromiseId;

/** Reads promises: exactly those listed under `promised`, each either kept or refused. */
final class PromiseReader {

  private final Section root;
  private final Findings findings;
  private final DeclaredNames names;
  private final ValueReader values;

  PromiseReader(Section root, Findings findings) {
    this.root = root;
    this.findings = findings;
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(findings);
  }

  Map<PromiseId, PolicyPromise> read() {
    compareWithPromised();
    Map<PromiseId, PolicyPromise> promises = new LinkedHashMap<>();
    root.each("promises", "promise", PromiseId.SHAPE, this::promise)
        .values()
        .forEach(promise -> promises.put(promise.id(), promise));
    return promises;
  }

  Optional<DefaultDenials> otherwise() {
    return root.inner(
        "otherwise",
        section -> {
          Optional<PromiseId> unlisted = reference("unlisted-activity", section);
          Optional<PromiseId> notEntitled = reference("caller-not-entitled", section);
          Optional<PromiseId> notGiven = reference("field-not-given", section);
          Optional<Map<String, PromiseId>> needs = section.may("needs", this::needs);
          return section.build(() ->
              new DefaultDenials(
                  unlisted.orElseThrow(),
                  notEntitled.orElseThrow(),
                  notGiven.orElseThrow(),
                  needs.orElse(Map.of())));
        });
  }

  /** What features refuse: older policies say nothing of it. */
  private Optional<Map<String, PromiseId>> needs(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(node.line(), "`needs` of `otherwise` must be a mapping of names to promises");
      return Optional.empty();
    }
    Map<String, PromiseId> needs = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      Optional<String> name =
          values.shaped("a name in `needs`", ValueReader.NAME, "agreement", entry.key());
      Optional<PromiseId> promise =
          values.promise("`" + entry.name() + "` in `needs`", names.in("promises"), entry.value());
      name.ifPresent(found -> promise.ifPresent(number -> needs.put(found, number)));
    }
    return needs.size() == mapping.entries().size() ? Optional.of(needs) : Optional.empty();
  }

  private Optional<PromiseId> reference(String key, Section section) {
    return section.need(key, node -> values.promise("`" + key + "`", names.in("promises"), node));
  }

  /** The list `promised` reveals both a promise that was dropped and one that was added. */
  private void compareWithPromised() {
    List<YamlNode.Scalar> stated = root.keysUnder("promises");
    for (YamlNode.Scalar key : stated) {
      values.unquotedNumber("a promise", key);
    }
    Set<String> statedNumbers = names.in("promises");
    Set<String> promised = new HashSet<>();
    Optional<Set<String>> list =
        root.need(
            "promised", node -> values.list("`promised`", node, item -> number(promised, item)));
    if (list.isEmpty()) {
      return;
    }
    root.need("promised", node -> dropped(node, statedNumbers));
    for (YamlNode.Scalar key : stated) {
      if (PromiseId.SHAPE.matcher(key.text()).matches() && !promised.contains(key.text())) {
        findings.add(key.line(), "promise `%s` is not among `promised`".formatted(key.text()));
      }
    }
  }

  private Optional<String> number(Set<String> promised, YamlNode item) {
    if (values.unquotedNumber("`promised`", item)) {
      return Optional.empty();
    }
    Optional<String> number =
        values.shaped("a number in `promised`", PromiseId.SHAPE, "\"1.10\"", item);
    number.ifPresent(promised::add);
    return number;
  }

  private Optional<Boolean> dropped(YamlNode promised, Set<String> stated) {
    boolean sound = true;
    if (promised instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlNode.Scalar number && !stated.contains(number.text())) {
          findings.add(
              item.line(), "promise `%s` was promised and stands nowhere".formatted(number.text()));
          sound = false;
        }
      }
    }
    return sound ? Optional.of(true) : Optional.empty();
  }

  private Optional<PolicyPromise> promise(String number, Section section) {
    Set<String> keepers = new HashSet<>(names.in("mechanisms"));
    keepers.addAll(names.in("activities"));
    keepers.addAll(names.in("transfers"));
    String keptBy = "`kept-by` of " + section.what();
    Optional<Set<String>> by =
        section.may(
            "kept-by",
            node ->
                values.list(
                    keptBy,
                    node,
                    item ->
                        values.reference(
                            keptBy, "mechanism, activity or transfer", keepers, item)));
    Optional<Set<String>> refused =
        section.may(
            "refused",
            node ->
                values.list("`refused` of " + section.what(), node, item -> held(section, item)));
    if (section.has("kept-by") == section.has("refused")) {
      String wrong =
          section.has("kept-by")
              ? " is both kept and refused; it can only be one"
              : " is neither kept nor refused; nothing holds it";
      section.fail(section.line(), section.what() + wrong);
    }
    Optional<BilingualText> words = section.words("words");
    return section.build(() -> {
      Enforcement enforcement =
          by.<Enforcement>map(names -> new Enforcement.Kept(List.copyOf(names)))
              .orElseGet(() -> new Enforcement.Refused(List.copyOf(refused.orElseThrow())));
      return new PolicyPromise(new PromiseId(number), words.orElseThrow(), enforcement);
    });
  }

  private Optional<String> held(Section section, YamlNode item) {
    Optional<String> activity =
        values.shaped(
            "`refused` of " + section.what(), ValueReader.ACTIVITY, "campaigns.send", item);
    if (activity.isPresent() && names.in("activities").contains(activity.get())) {
      findings.add(
          item.line(),
          "activity `%s` is refused by %s, and permitted by `activities`"
              .formatted(activity.get(), section.what()));
      return Optional.empty();
    }
    return activity;
  }
}
