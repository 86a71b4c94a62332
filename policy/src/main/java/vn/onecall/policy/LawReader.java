package vn.onecall.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the law's overlay against the names of the policy that it lies over. */
final class LawReader {

  private final NamedFile file;
  private final Section root;
  private final Section law;
  private final Names policyNames;
  private final Names names;
  private final Values values;

  LawReader(NamedFile file, Section root) {
    this.file = file;
    this.root = root;
    this.law = file.root();
    this.policyNames = new Names(root);
    this.names = new Names(law);
    this.values = new Values(file.findings());
  }

  Optional<Law> read(Map<String, Field> fields, Map<String, Fact> facts) {
    Optional<String> name =
        law.need("law", node -> values.shaped("`law`", Values.NAME, "vn", node));
    Optional<Integer> edition =
        law.need("edition", node -> values.number("`edition`", 1, 9999, node));
    Map<String, Law.Source> sources = law.each("sources", "source", Values.NAME, this::source);
    Map<String, Law.Minimum> minimums =
        law.eachIfAny("minimums", "minimum", Values.NAME, this::minimum);
    Map<String, String> sensitive = terms("sensitive", Terms.DATA);
    Map<String, String> consentOnly = terms("consent-only", Terms.PURPOSES);
    Optional<Law.Child> child = law.innerIfAny("child", this::child);
    // The rules name things of the policy, and their mistakes are mistakes of this file.
    UseReader uses = new UseReader(root, file.findings(), fields, facts);
    Map<String, Never> never = NeverReader.ofLaw(law, root, values, uses);
    Optional<RequestLaw> requests =
        law.innerIfAny("requests", section -> new RequestLawReader(file, sources, section).read());
    return law.build(() ->
        new Law(
            new Law.Edition(name.orElseThrow() + "-" + edition.orElseThrow(), file.sha256()),
            sources,
            minimums,
            new Law.Terms(sensitive, consentOnly),
            child,
            never,
            requests));
  }

  private Optional<Law.Source> source(String name, Section section) {
    String what = " of " + section.what();
    Optional<Words> title = section.words("title");
    Optional<LocalDate> from = section.need("from", node -> values.date("`from`" + what, node));
    Optional<LocalDate> until = section.may("until", node -> values.date("`until`" + what, node));
    if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
      section.fail(section.keyLine("until"), "%s ends before it begins".formatted(section.what()));
    }
    return section.build(
        () -> new Law.Source(name, title.orElseThrow(), from.orElseThrow(), until));
  }

  private Optional<Law.Minimum> minimum(String name, Section section) {
    String what = " of " + section.what();
    Optional<Period> period =
        section.need("period", node -> values.period("`period`" + what, node));
    Optional<String> after =
        section.need(
            "after",
            node -> values.reference("`after`" + what, "event", policyNames.in("events"), node));
    Optional<String> source = source(section);
    Optional<Words> words = section.words("words");
    return section.build(() ->
        new Law.Minimum(
            name,
            period.orElseThrow(),
            after.orElseThrow(),
            source.orElseThrow(),
            words.orElseThrow()));
  }

  private Map<String, String> terms(String key, Terms known) {
    Map<String, String> terms = new LinkedHashMap<>();
    law.eachIfAny(
            key,
            "term",
            known.shape(),
            (term, section) -> {
              if (!known.known().contains(term)) {
                section.fail(
                    section.line(),
                    "`%s` names the unknown term `%s`%s"
                        .formatted(key, term, Nearest.hint(term, known.known())));
              }
              Optional<String> source = source(section);
              return section.build(source::orElseThrow);
            })
        .forEach(terms::put);
    return terms;
  }

  private Optional<Law.Child> child(Section section) {
    Optional<Integer> under =
        section.need("under", node -> values.number("`under` of " + section.what(), 1, 150, node));
    Optional<String> source = source(section);
    return section.build(() -> new Law.Child(under.orElseThrow(), source.orElseThrow()));
  }

  private Optional<String> source(Section section) {
    return section.need(
        "source",
        node ->
            values.reference("`source` of " + section.what(), "source", names.in("sources"), node));
  }
}
