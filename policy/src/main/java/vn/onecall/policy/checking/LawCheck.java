package vn.onecall.policy.checking;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SourceLines;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Basis;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.NeverRule;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.Retention;
import vn.onecall.policy.model.Sensitivity;

/** Finds where a policy contradicts the overlay of law that it names. */
final class LawCheck {

  private final Policy policy;
  private final DecisionTable table;
  private final SourceLines lines;
  private final List<Finding> findings = new ArrayList<>();

  LawCheck(Policy policy, DecisionTable table) {
    this.policy = policy;
    this.table = table;
    this.lines = policy.lines();
  }

  List<Finding> findings() {
    policy
        .law()
        .ifPresent(law -> {
          policy.lawLines().ifPresent(lines -> citesLawInForce(law, lines));
          policy.fields().values().forEach(field -> isGuarded(law, field));
          policy.purposes().values().forEach(purpose -> restsOnConsent(law, purpose));
          policy.facts().values().forEach(fact -> agreesOnChildren(law, fact));
          policy.categories().values().forEach(category -> keepsLongEnough(law, category));
        });
    return findings;
  }

  private void citesLawInForce(Law law, SourceLines lines) {
    Set<String> cited = new TreeSet<>(law.terms().sensitive().values());
    cited.addAll(law.terms().consentOnly().values());
    law.minimums().values().forEach(minimum -> cited.add(minimum.source()));
    law.child().ifPresent(child -> cited.add(child.source()));
    law.requests()
        .ifPresent(requests -> {
          cited.add(requests.counting().citation().source());
          cited.add(requests.extending().citation().source());
        });
    for (NeverRule never : law.never().values()) {
      if (never.ground() instanceof NeverRule.Ground.Lawful(String source)) {
        cited.add(source);
      }
    }
    for (String name : cited) {
      Law.Source source = Objects.requireNonNull(law.sources().get(name));
      if (!source.holdsOn(policy.effective())) {
        findings.add(
            lines.finding(
                "source `%s` holds from %s%s, and the policy takes effect on %s"
                    .formatted(
                        name,
                        source.from(),
                        source.until().map(day -> " to " + day).orElse(""),
                        policy.effective()),
                "sources",
                name));
      }
    }
  }

  private void isGuarded(Law law, Field field) {
    Category category = Objects.requireNonNull(policy.categories().get(field.category()));
    if (law.isSensitive(field.dpv()) && category.sensitivity() == Sensitivity.BASIC) {
      findings.add(
          lines.finding(
              "field `%s` is `%s`, which the law calls sensitive (source `%s`), and lies in the"
                      .formatted(
                          field.name(), field.dpv(), law.terms().sensitive().get(field.dpv()))
                  + " basic category `%s`".formatted(category.name()),
              "fields",
              field.name(),
              "dpv"));
    }
  }

  private void restsOnConsent(Law law, Purpose purpose) {
    if (!law.needsConsent(purpose.dpv()) || purpose.basis() == Basis.CONSENT) {
      return;
    }
    String example =
        DataUse.all(policy).stream()
            .filter(use -> use.purpose().equals(purpose.name()))
            .findFirst()
            .map(
                use -> ": " + use.example(use.fields().keySet()) + " in " + use.what() + state(use))
            .orElse("");
    findings.add(
        lines.finding(
            "purpose `%s` is `%s`, which the law allows under consent alone (source `%s`)%s"
                .formatted(
                    purpose.name(),
                    purpose.dpv(),
                    law.terms().consentOnly().get(purpose.dpv()),
                    example),
            "purposes",
            purpose.name(),
            "basis"));
  }

  private String state(DataUse use) {
    FactStates worlds = FactStates.of(policy, use);
    return worlds.areTooMany()
        ? ""
        : worlds
            .first(facts -> table.permits(use.id(), facts))
            .map(facts -> ", " + worlds.describe(facts))
            .orElse("");
  }

  private void agreesOnChildren(Law law, Fact fact) {
    Optional<Law.Child> child = law.child();
    Optional<Fact.Derived> derived = fact.derived();
    if (child.isPresent() && derived.isPresent() && child.get().under() != derived.get().under()) {
      findings.add(
          lines.finding(
              "fact `%s` holds under the age of %d, and the law's age is %d (source `%s`)"
                  .formatted(
                      fact.name(),
                      derived.get().under(),
                      child.get().under(),
                      child.get().source()),
              "facts",
              fact.name(),
              "derived",
              "under"));
    }
  }

  private void keepsLongEnough(Law law, Category category) {
    for (String name : category.keepByLaw()) {
      Law.Minimum minimum = Objects.requireNonNull(law.minimums().get(name));
      Retention retention = category.retention();
      if (minimum.after().equals(retention.after())
          && end(retention.period()).isBefore(end(minimum.period()))) {
        findings.add(
            lines.finding(
                "category `%s` is kept for %s after `%s`, and the law orders %s (minimum `%s`)"
                    .formatted(
                        category.name(),
                        retention.period(),
                        retention.after(),
                        minimum.period(),
                        name),
                "categories",
                category.name(),
                "retention",
                "period"));
      }
    }
  }

  /** The end of a period that begins with the policy. Periods have no order, dates have. */
  private LocalDate end(Period period) {
    return policy.effective().plus(period);
  }
}
