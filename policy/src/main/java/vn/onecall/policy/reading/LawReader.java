package vn.onecall.policy.reading;

import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.law.RequestLaw;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.NeverRule;

/** Reads the overlay of law, which refers to names of the policy that it belongs to. */
final class LawReader {

  private final ReferencedFile file;
  private final Section root;
  private final Section law;
  private final DeclaredNames policyNames;
  private final DeclaredNames names;
  private final ValueReader values;

  LawReader(ReferencedFile file, Section root) {
    this.file = file;
    this.root = root;
    this.law = file.root();
    this.policyNames = new DeclaredNames(root);
    this.names = new DeclaredNames(law);
    this.values = new ValueReader(file.findings());
  }

  Optional<Law> read(Map<String, Field> fields, Map<String, Fact> facts) {
    Optional<String> name =
        law.need("law", node -> values.shaped("`law`", ValueReader.NAME, "vn", node));
    Optional<Integer> edition =
        law.need("edition", node -> values.number("`edition`", 1, 9999, node));
    Map<String, Law.Source> sources = law.each("sources", "source", ValueReader.NAME, this::source);
    Map<String, Law.Minimum> minimums =
        law.eachIfAny("minimums", "minimum", ValueReader.NAME, this::minimum);
    Map<String, String> sensitive = terms("sensitive", DpvTerms.DATA);
    Map<String, String> consentOnly = terms("consent-only", DpvTerms.PURPOSES);
    Optional<Law.Child> child = law.innerIfAny("child", this::child);
    // The rules use names of the policy, but their mistakes are findings of this file.
    DataUseReader uses = new DataUseReader(root, file.findings(), fields, facts);
    Map<String, NeverRule> never = NeverRuleReader.ofLaw(law, root, values, uses);
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
    Optional<BilingualText> title = section.words("title");
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
    Optional<BilingualText> words = section.words("words");
    return section.build(() ->
        new Law.Minimum(
            name,
            period.orElseThrow(),
            after.orElseThrow(),
            source.orElseThrow(),
            words.orElseThrow()));
  }

  private Map<String, String> terms(String key, DpvTerms known) {
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
                        .formatted(key, term, SpellingHint.hint(term, known.known())));
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
