package vn.onecall.policy.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Form;

/** Reads fields: the data that a policy lets the server hold. */
final class FieldReader {

  private static final int MOST_VALUES = 1000;

  private final Findings findings;
  private final DeclaredNames names;
  private final ValueReader values;

  FieldReader(Section root, Findings findings) {
    this.findings = findings;
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(findings);
  }

  Optional<Field> field(String name, Section section) {
    String what = " of " + section.what();
    Optional<String> category =
        section.need(
            "category",
            node ->
                values.reference("`category`" + what, "category", names.in("categories"), node));
    Optional<Field.Shape> shape = shape(section);
    Optional<String> dpv =
        section.need("dpv", node -> values.term("`dpv`" + what, DpvTerms.DATA, node));
    Optional<Map<String, Form>> needs = section.need("purposes", node -> needs(section, node));
    Optional<Field.Collection> collection = collection(section);
    Optional<Field.Texts> texts = texts(section);
    return section.build(() ->
        new Field(
            name,
            category.orElseThrow(),
            dpv.orElseThrow(),
            shape.orElseThrow(),
            needs.orElseThrow(),
            collection.orElseThrow(),
            texts.orElseThrow()));
  }

  private Optional<Field.Shape> shape(Section section) {
    String what = " of " + section.what();
    Optional<String> type =
        section.need(
            "type", node -> values.shaped("`type`" + what, ValueReader.NAME, "full-name", node));
    Optional<Boolean> indexed =
        section.need("indexed", node -> values.flag("`indexed`" + what, node));
    Optional<Integer> repeats =
        section.may("repeats", node -> values.number("`repeats`" + what, 1, MOST_VALUES, node));
    Optional<Map<String, String>> parameters =
        section.may("parameters", node -> parameters("`parameters`" + what, node));
    Map<String, BilingualText> options =
        section.eachIfAny("options", "option", ValueReader.NAME, (_, words) -> words.asWords());
    return type.flatMap(t ->
        indexed.map(
            i -> new Field.Shape(t, i, repeats.orElse(1), parameters.orElse(Map.of()), options)));
  }

  private Optional<Map<String, String>> parameters(String what, YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(node.line(), "%s must be a mapping of names to texts".formatted(what));
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      values
          .shaped("a name in " + what, ValueReader.NAME, "longest", entry.key())
          .flatMap(_ -> values.text("`" + entry.name() + "` in " + what, entry.value()))
          .ifPresent(text -> parameters.put(entry.name(), text));
    }
    return parameters.size() == mapping.entries().size()
        ? Optional.of(parameters)
        : Optional.empty();
  }

  /** A list of purposes needs the clear value; a mapping states the form that each needs. */
  private Optional<Map<String, Form>> needs(Section section, YamlNode node) {
    String what = "`purposes` of " + section.what();
    Set<String> declared = names.in("purposes");
    if (node instanceof YamlNode.Mapping) {
      return values.forms(
          section, "purposes", node, key -> values.reference(what, "purpose", declared, key));
    }
    return values
        .references(what, "purpose", declared, node)
        .map(purposes -> {
          Map<String, Form> clear = new LinkedHashMap<>();
          purposes.forEach(purpose -> clear.put(purpose, Form.CLEAR));
          return clear;
        });
  }

  private Optional<Field.Collection> collection(Section section) {
    Optional<Boolean> collected =
        section.may("collected", node -> values.flag("`collected` of " + section.what(), node));
    Optional<Set<String>> moments = subset(section, "moments", "moment");
    Optional<Set<String>> channels = subset(section, "channels", "channel");
    Optional<String> consent =
        section.may(
            "consent",
            node ->
                values.reference(
                    "`consent` of " + section.what(), "consent", names.in("consents"), node));
    if (collected.orElse(true)) {
      return moments.flatMap(m -> channels.map(c -> new Field.Collection(m, c, consent)));
    }
    for (String key : List.of("moments", "channels", "consent")) {
      if (section.has(key)) {
        section.fail(
            section.keyLine(key),
            "%s is collected from nobody, and yet has `%s`".formatted(section.what(), key));
      }
    }
    return Optional.of(Field.Collection.FROM_NOBODY);
  }

  private Optional<Set<String>> subset(Section section, String key, String kind) {
    Set<String> listed = names.in("collection/" + key);
    if (!section.has(key)) {
      return Optional.of(listed);
    }
    return section.may(
        key, node -> values.references("`" + key + "` of " + section.what(), kind, listed, node));
  }

  private static Optional<Field.Texts> texts(Section section) {
    Optional<BilingualText> label = section.words("label");
    Optional<BilingualText> necessity = section.words("necessity");
    Optional<BilingualText> notice = section.words("notice");
    return label.flatMap(l -> necessity.flatMap(n -> notice.map(o -> new Field.Texts(l, n, o))));
  }
}
