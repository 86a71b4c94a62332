package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SourceLines;
import vn.onecall.policy.deciding.DecisionTable;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Basis;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Purpose;

/** Proves that each use that rests on consent requires it; finds consents that allow nothing. */
final class ConsentCheck {

  private final Policy policy;
  private final DecisionTable table;
  private final SourceLines lines;
  private final List<DataUse> uses;
  private final List<Finding> findings = new ArrayList<>();

  ConsentCheck(Policy policy, DecisionTable table) {
    this.policy = policy;
    this.table = table;
    this.lines = policy.lines();
    this.uses = DataUse.all(policy);
  }

  List<Finding> findings() {
    for (Purpose purpose : policy.purposes().values()) {
      if (purpose.basis() == Basis.CONSENT) {
        hasAConsent(purpose);
      }
    }
    uses.forEach(this::asksForConsent);
    uses.forEach(this::asksForTheAffiliatesOwn);
    for (Consent consent : policy.consents().values()) {
      canBeGiven(consent);
      isAboutSomeTransfer(consent);
      consent.channels().forEach((channel, fact) -> allowsSomething(consent, channel, fact));
    }
    policy.fields().values().forEach(this::servesWhatItsConsentIsAbout);
    return findings;
  }

  private void hasAConsent(Purpose purpose) {
    if (policy.consents().values().stream().noneMatch(c -> c.isTo(purpose.name()))) {
      findings.add(
          lines.finding(
              "purpose `%s` rests on consent, and no consent is about it".formatted(purpose.name()),
              "purposes",
              purpose.name()));
    }
  }

  /** In no state of the facts may a use for a consented purpose be permitted without consent. */
  private void asksForConsent(DataUse use) {
    Purpose purpose = Objects.requireNonNull(policy.purposes().get(use.purpose()));
    Set<Integer> given = factsFor(purpose);
    if (purpose.basis() != Basis.CONSENT || given.isEmpty() || movesConsents(use)) {
      return;
    }
    Set<Integer> read = new TreeSet<>(FactStates.readBy(use));
    read.addAll(given);
    FactStates worlds = FactStates.over(policy, read);
    if (worlds.areTooMany()) {
      add(
          use,
          "%s and the consents to `%s` read %d facts together; no more than %d can be gone through"
              .formatted(use.what(), purpose.name(), worlds.size(), FactStates.MOST_FACTS));
      return;
    }
    worlds
        .first(facts ->
            IntStream.of(facts).noneMatch(given::contains) && table.permits(use.id(), facts))
        .ifPresent(facts ->
            add(
                use,
                "%s serves the purpose `%s` without any consent to it: %s, %s"
                    .formatted(
                        use.what(),
                        purpose.name(),
                        use.example(use.fields().keySet()),
                        worlds.describe(facts))));
  }

  /**
   * A transfer to an affiliate needs a purpose to which customers consent for each affiliate, since
   * the server asks for that consent; a purpose with such a consent serves nothing else.
   */
  private void asksForTheAffiliatesOwn(DataUse use) {
    if (!policy.permitted().containsKey(use.id()) || movesConsents(use)) {
      return;
    }
    boolean toAffiliate =
        use.who()
            .recipient()
            .map(policy.recipients()::get)
            .filter(recipient -> recipient.affiliate())
            .isPresent();
    boolean rests =
        policy.consents().values().stream()
            .anyMatch(each -> each.isForAffiliates() && each.isTo(use.purpose()));
    if (toAffiliate && !rests) {
      add(
          use,
          "%s goes to an affiliate for the purpose `%s`, to which no customer says yes affiliate by"
                  .formatted(use.what(), use.purpose())
              + " affiliate");
    } else if (rests && !toAffiliate) {
      add(
          use,
          "%s serves the purpose `%s`, to which customers say yes for affiliates alone"
              .formatted(use.what(), use.purpose()));
    }
  }

  private void add(DataUse use, String reason) {
    findings.add(lines.finding(reason, use.section(), use.id()));
  }

  private static boolean movesConsents(DataUse use) {
    return use.who()
        .kind()
        .filter(kind -> kind == ActivityKind.CONSENT || kind == ActivityKind.CONSENTS)
        .isPresent();
  }

  private Set<Integer> factsFor(Purpose purpose) {
    return policy.consents().values().stream()
        .filter(consent -> consent.isTo(purpose.name()))
        .flatMap(consent -> consent.channels().values().stream())
        .map(name -> Objects.requireNonNull(policy.facts().get(name)).number())
        .collect(Collectors.toSet());
  }

  private void canBeGiven(Consent consent) {
    if (policy.activities().values().stream()
        .noneMatch(activity -> activity.consents().contains(consent.name()))) {
      findings.add(
          lines.finding(
              "consent `%s` can be neither given nor withdrawn: no activity moves it"
                  .formatted(consent.name()),
              "consents",
              consent.name()));
    }
  }

  /** At most one consent covers transfers for a fee, and only in a policy that has transfers. */
  private void isAboutSomeTransfer(Consent consent) {
    if (!consent.isForTransfers()) {
      return;
    }
    boolean another =
        policy.consents().values().stream()
            .filter(Consent::isForTransfers)
            .findFirst()
            .filter(first -> !first.name().equals(consent.name()))
            .isPresent();
    if (another || policy.transfers().isEmpty()) {
      findings.add(
          lines.finding(
              "consent `%s` allows nothing: %s"
                  .formatted(
                      consent.name(),
                      another
                          ? "another one is asked for where a transfer is for a fee"
                          : "there are no transfers"),
              "consents",
              consent.name(),
              "channels"));
    }
  }

  private void allowsSomething(Consent consent, String channel, String name) {
    int number = Objects.requireNonNull(policy.facts().get(name)).number();
    boolean required = uses.stream().anyMatch(use -> use.facts().requires().contains(number));
    boolean gate =
        policy.fields().values().stream()
            .anyMatch(
                field -> field.collection().consent().filter(consent.name()::equals).isPresent());
    if (!required && !gate) {
      findings.add(
          lines.finding(
              "consent `%s` by `%s` allows nothing: no activity requires `%s`"
                  .formatted(consent.name(), channel, name),
              "consents",
              consent.name(),
              "channels",
              channel));
    }
  }

  private void servesWhatItsConsentIsAbout(Field field) {
    Map<String, Consent> consents = policy.consents();
    field
        .collection()
        .consent()
        .map(consents::get)
        .filter(consent -> consent.purpose().stream().noneMatch(field.purposes()::contains))
        .ifPresent(consent ->
            findings.add(
                lines.finding(
                    "field `%s` is taken under the consent `%s`, which is about %s, and does not serve it"
                        .formatted(
                            field.name(),
                            consent.name(),
                            consent
                                .purpose()
                                .map(purpose -> "the purpose `" + purpose + "`")
                                .orElse("single transfers")),
                    "fields",
                    field.name(),
                    "consent")));
  }
}
