package vn.onecall.policy.reading;

import java.time.Period;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Basis;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.SuppressionRule;
import vn.onecall.policy.model.VersionedText;

/** Reads consents, the attestation and the suppression rule. */
final class ConsentReader {
  /** The values of `channels` for a consent that is not given for each channel. */
  private static final Map<String, Consent.Granularity> WITHOUT_CHANNELS =
      Map.of(
          "affiliates",
          Consent.Granularity.AFFILIATE,
          "each-transfer",
          Consent.Granularity.TRANSFER);

  private final Section root;
  private final Findings findings;
  private final DeclaredNames names;
  private final ValueReader values;
  private final Map<String, Purpose> purposes;

  /** The consent and channel that each fact stands for. */
  private final Map<String, String> taken = new HashMap<>();

  ConsentReader(Section root, Findings findings, Map<String, Purpose> purposes) {
    this.root = root;
    this.findings = findings;
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(findings);
    this.purposes = purposes;
  }

  Policy.ConsentTerms read() {
    Map<String, Consent> consents =
        root.eachIfAny("consents", "consent", ValueReader.NAME, this::consent);
    return new Policy.ConsentTerms(consents, attestation(), suppression());
  }

  private Optional<VersionedText> attestation() {
    return root.innerIfAny("attestation", this::wording);
  }

  private Optional<SuppressionRule> suppression() {
    return root.innerIfAny(
        "suppression",
        section -> {
          String what = " of " + section.what();
          Optional<String> fact =
              section.need(
                  "fact",
                  node -> values.reference("`fact`" + what, "fact", names.in("facts"), node));
          Optional<Set<String>> fields =
              section.need(
                  "fields",
                  node -> values.references("`fields`" + what, "field", names.in("fields"), node));
          return section.build(() -> new SuppressionRule(fact.orElseThrow(), fields.orElseThrow()));
        });
  }

  private Optional<VersionedText> wording(Section section) {
    Optional<Integer> version =
        section.need(
            "version",
            node -> values.number("`version` in " + section.what(), 1, Integer.MAX_VALUE, node));
    Optional<BilingualText> words = section.asWords();
    return version.flatMap(v -> words.map(w -> new VersionedText(v, w)));
  }

  private Optional<Consent> consent(String name, Section section) {
    String what = " of " + section.what();
    Optional<Consent.Scope> scope = section.need("channels", node -> scope(name, section, node));
    Optional<String> purpose = purpose(section, scope);
    purpose.ifPresent(p -> restsOnConsent(p, section));
    Optional<PromiseId> promise =
        section.need(
            "promise", node -> values.promise("`promise`" + what, names.in("promises"), node));
    Optional<VersionedText> text = section.inner("text", this::wording);
    Optional<Consent.Term> term = term(section);
    Optional<BilingualText> words = section.words("words");
    return section.build(() ->
        new Consent(
            name,
            purpose,
            promise.orElseThrow(),
            text.orElseThrow(),
            scope.orElseThrow(),
            term.orElseThrow(),
            words.orElseThrow()));
  }

  /** A consent to single transfers has no purpose: each transfer has its own. */
  private Optional<String> purpose(Section section, Optional<Consent.Scope> scope) {
    if (scope.filter(found -> found.granularity() == Consent.Granularity.TRANSFER).isPresent()) {
      return Optional.empty();
    }
    return section.need(
        "purpose",
        node ->
            values.reference(
                "`purpose` of " + section.what(), "purpose", names.in("purposes"), node));
  }

  private void restsOnConsent(String name, Section section) {
    Purpose purpose = purposes.get(name);
    if (purpose != null && purpose.basis() != Basis.CONSENT) {
      section.fail(
          section.keyLine("purpose"),
          "%s is about the purpose `%s`, whose basis is `%s`, not `consent`"
              .formatted(section.what(), name, ValueReader.name(purpose.basis())));
    }
  }

  private Optional<Consent.Scope> scope(String consent, Section section, YamlNode node) {
    String what = "`channels` of " + section.what();
    Consent.Granularity each =
        node instanceof YamlNode.Scalar scalar ? WITHOUT_CHANNELS.get(scalar.text()) : null;
    if (each != null) {
      return Optional.of(new Consent.Scope(each, Map.of()));
    }
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(
          node.line(),
          "%s must be a mapping of channels to facts, `affiliates` or `each-transfer`"
              .formatted(what));
      return Optional.empty();
    }
    Map<String, String> channels = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      values
          .shaped("a channel of " + section.what(), ValueReader.NAME, "email", entry.key())
          .flatMap(_ -> values.reference(what, "fact", names.in("facts"), entry.value()))
          .filter(fact -> isFree(fact, consent + ", " + entry.name(), entry.value()))
          .ifPresent(fact -> channels.put(entry.name(), fact));
    }
    return channels.size() == mapping.entries().size()
        ? Optional.of(new Consent.Scope(Consent.Granularity.CHANNEL, channels))
        : Optional.empty();
  }

  private boolean isFree(String fact, String holder, YamlNode node) {
    String earlier = taken.putIfAbsent(fact, holder);
    if (earlier != null) {
      findings.add(
          node.line(),
          "fact `%s` already stands for another consent or channel (%s)".formatted(fact, earlier));
    }
    return earlier == null;
  }

  private Optional<Consent.Term> term(Section section) {
    Optional<Period> lasts =
        section.need("lasts", node -> values.period("`lasts` of " + section.what(), node));
    Optional<Set<String>> unless =
        section.may(
            "unless",
            node ->
                values.references(
                    "`unless` of " + section.what(), "fact", names.in("facts"), node));
    return section.inner(
        "evidence",
        inner -> {
          Optional<Period> period =
              inner.need("period", node -> values.period("`period` in " + inner.what(), node));
          Optional<BilingualText> reason = inner.words("reason");
          // A missing `lasts` has a finding already; the default prevents a second one.
          return inner.build(() ->
              new Consent.Term(
                  lasts.orElse(Period.ZERO),
                  period.orElseThrow(),
                  reason.orElseThrow(),
                  unless.orElse(Set.of())));
        });
  }
}
