package vn.onecall.policy;

import java.time.Period;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads categories, purposes and fields. */
final class HoldingsReader {

  private static final Pattern DATA_TERM = Pattern.compile("pd:[A-Z][A-Za-z]*");
  private static final Pattern PURPOSE_TERM = Pattern.compile("dpv:[A-Z][A-Za-z]*");

  private final Section root;
  private final Names names;
  private final Values values;

  HoldingsReader(Section root, Findings findings) {
    this.root = root;
    this.names = new Names(root);
    this.values = new Values(findings);
  }

  Holdings read() {
    return new Holdings(
        root.each("categories", "category", Values.NAME, this::category),
        root.each("purposes", "purpose", Values.NAME, this::purpose),
        root.each("fields", "field", Values.NAME, this::field));
  }

  private Optional<Category> category(String name, Section section) {
    Optional<String> dpv = dataTerm(section);
    Optional<Sensitivity> sensitivity =
        section.need(
            "sensitivity",
            node ->
                values.choice("`sensitivity` of " + section.what(), Sensitivity.values(), node));
    Optional<Retention> retention = section.inner("retention", this::retention);
    Optional<Words> words = section.words("words");
    return section.build(() ->
        new Category(
            name,
            dpv.orElseThrow(),
            sensitivity.orElseThrow(),
            retention.orElseThrow(),
            words.orElseThrow()));
  }

  private Optional<Retention> retention(Section section) {
    String what = " in " + section.what();
    Optional<Period> period =
        section.need("period", node -> values.period("`period`" + what, node));
    Optional<String> after =
        section.need(
            "after", node -> values.reference("`after`" + what, "event", names.in("events"), node));
    Optional<Words> reason = section.words("reason");
    return section.build(
        () -> new Retention(period.orElseThrow(), after.orElseThrow(), reason.orElseThrow()));
  }

  private Optional<Purpose> purpose(String name, Section section) {
    String what = " of " + section.what();
    Optional<String> dpv =
        section.need(
            "dpv", node -> values.shaped("`dpv`" + what, PURPOSE_TERM, "dpv:CustomerCare", node));
    Optional<Basis> basis =
        section.need("basis", node -> values.choice("`basis`" + what, Basis.values(), node));
    Optional<PromiseId> promise =
        section.need(
            "promise", node -> values.promise("`promise`" + what, names.in("promises"), node));
    Optional<Words> words = section.words("words");
    return section.build(() ->
        new Purpose(
            name,
            dpv.orElseThrow(),
            basis.orElseThrow(),
            promise.orElseThrow(),
            words.orElseThrow()));
  }

  private Optional<Field> field(String name, Section section) {
    String what = " of " + section.what();
    Optional<String> category =
        section.need(
            "category",
            node ->
                values.reference("`category`" + what, "category", names.in("categories"), node));
    Optional<String> type =
        section.need(
            "type", node -> values.shaped("`type`" + what, Values.NAME, "full-name", node));
    Optional<String> dpv = dataTerm(section);
    Optional<Boolean> indexed =
        section.need("indexed", node -> values.flag("`indexed`" + what, node));
    Set<String> declared = names.in("purposes");
    String purposesOf = "`purposes`" + what;
    Optional<Set<String>> purposes =
        section.need(
            "purposes",
            node ->
                values.list(
                    purposesOf,
                    node,
                    item -> values.reference(purposesOf, "purpose", declared, item)));
    Optional<Field.Texts> texts = texts(section);
    return section.build(() ->
        new Field(
            name,
            category.orElseThrow(),
            type.orElseThrow(),
            dpv.orElseThrow(),
            indexed.orElseThrow(),
            purposes.orElseThrow(),
            texts.orElseThrow()));
  }

  private static Optional<Field.Texts> texts(Section section) {
    Optional<Words> label = section.words("label");
    Optional<Words> necessity = section.words("necessity");
    Optional<Words> notice = section.words("notice");
    return label.flatMap(l -> necessity.flatMap(n -> notice.map(o -> new Field.Texts(l, n, o))));
  }

  private Optional<String> dataTerm(Section section) {
    return section.need(
        "dpv",
        node -> values.shaped("`dpv` of " + section.what(), DATA_TERM, "pd:EmailAddress", node));
  }
}
