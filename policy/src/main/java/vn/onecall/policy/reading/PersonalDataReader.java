package vn.onecall.policy.reading;

import java.time.Period;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Basis;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.Retention;
import vn.onecall.policy.model.Sensitivity;

/** Reads categories, purposes and fields. */
final class PersonalDataReader {

  private final Section root;
  private final DeclaredNames names;
  private final ValueReader values;
  private final FieldReader fields;
  private final Set<String> minimums;

  PersonalDataReader(Section root, Findings findings, Set<String> minimums) {
    this.root = root;
    this.minimums = minimums;
    this.fields = new FieldReader(root, findings);
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(findings);
  }

  Policy.PersonalData read() {
    return new Policy.PersonalData(
        root.each("categories", "category", ValueReader.NAME, this::category),
        root.each("purposes", "purpose", ValueReader.NAME, this::purpose),
        root.each("fields", "field", ValueReader.NAME, fields::field));
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
    Optional<BilingualText> words = section.words("words");
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
    Optional<BilingualText> reason = section.words("reason");
    return section.build(
        () -> new Retention(period.orElseThrow(), after.orElseThrow(), reason.orElseThrow()));
  }

  private Optional<Purpose> purpose(String name, Section section) {
    String what = " of " + section.what();
    Optional<String> dpv =
        section.need("dpv", node -> values.term("`dpv`" + what, DpvTerms.PURPOSES, node));
    Optional<Basis> basis =
        section.need("basis", node -> values.choice("`basis`" + what, Basis.values(), node));
    Optional<PromiseId> promise =
        section.need(
            "promise", node -> values.promise("`promise`" + what, names.in("promises"), node));
    Optional<BilingualText> words = section.words("words");
    return section.build(() ->
        new Purpose(
            name,
            dpv.orElseThrow(),
            basis.orElseThrow(),
            promise.orElseThrow(),
            words.orElseThrow()));
  }

  private Optional<String> dataTerm(Section section) {
    return section.need(
        "dpv", node -> values.term("`dpv` of " + section.what(), DpvTerms.DATA, node));
  }
}
