package vn.onecall.policy;

import java.time.Period;
import java.util.Optional;
import java.util.Set;

/** Reads categories and purposes, and has the fields read. */
final class HoldingsReader {

  private final Section root;
  private final Names names;
  private final Values values;
  private final FieldReader fields;
  private final Set<String> minimums;

  HoldingsReader(Section root, Findings findings, Set<String> minimums) {
    this.root = root;
    this.minimums = minimums;
    this.fields = new FieldReader(root, findings);
    this.names = new Names(root);
    this.values = new Values(findings);
  }

  Holdings read() {
    return new Holdings(
        root.each("categories", "category", Values.NAME, this::category),
        root.each("purposes", "purpose", Values.NAME, this::purpose),
        root.each("fields", "field", Values.NAME, fields::field));
  }

  private Optional<Category> category(String name, Section section) {
    Optional<String> dpv = dataTerm(section);
    Optional<Sensitivity> sensitivity =
        section.need(
            "sensitivity",
            node ->
                values.choice("`sensitivity` of " + section.what(), Sensitivity.values(), node));
    Optional<Retention> retention = section.inner("retention", this::retention);
    String keepByLaw = "`keep-by-law` of " + section.what();
    Optional<Set<String>> kept =
        section.may(
            "keep-by-law",
            node -> values.references(keepByLaw, "minimum of the law", minimums, node));
    Optional<Words> words = section.words("words");
    return section.build(() ->
        new Category(
            name,
            dpv.orElseThrow(),
            sensitivity.orElseThrow(),
            retention.orElseThrow(),
            kept.orElse(Set.of()),
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
        section.need("dpv", node -> values.term("`dpv`" + what, Terms.PURPOSES, node));
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

  private Optional<String> dataTerm(Section section) {
    return section.need("dpv", node -> values.term("`dpv` of " + section.what(), Terms.DATA, node));
  }
}
