package vn.onecall.policy;

import java.time.Period;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads consents and the attestation: the texts that a customer agrees to. */
final class ConsentReader {
  /** What is said under `channels` where there are none. */
  private static final Map<String, Consent.Each> WITHOUT_CHANNELS =
      Map.of("affiliates", Consent.Each.AFFILIATE, "each-transfer", Consent.Each.TRANSFER);

  private final Section root;
  private final Findings findings;
  private final Names names;
  private final Values values;
  private final Map<String, Purpose> purposes;

  /** Which consent and channel each fact stands for. */
  private final Map<String, String> taken = new HashMap<>();

  ConsentReader(Section root, Findings findings, Map<String, Purpose> purposes) {
    this.root = root;
    this.findings = findings;
    this.names = new Names(root);
    this.values = new Values(findings);
    this.purposes = purposes;
  }

  Map<String, Consent> read() {
    return root.eachIfAny("consents", "consent", Values.NAME, this::consent);
  }

  Optional<Wording> attestation() {
    return root.innerIfAny("attestation", this::wording);
  }

  Optional<Suppression> suppression() {
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
          return section.build(() -> new Suppression(fact.orElseThrow(), fields.orElseThrow()));
        });
  }

  private Optional<Wording> wording(Section section) {
    Optional<Integer> version =
        section.need(
            "version",
            node -> values.number("`version` in " + section.what(), 1, Integer.MAX_VALUE, node));
    Optional<Words> words = section.asWords();
    return version.flatMap(v -> words.map(w -> new Wording(v, w)));
  }

  private Optional<Consent> consent(String name, Section section) {
    String what = " of " + section.what();
    Optional<Consent.Scope> scope = section.need("channels", node -> scope(name, section, node));
    Optional<String> purpose = purpose(section, scope);
    purpose.ifPresent(p -> restsOnConsent(p, section));
    Optional<PromiseId> promise =
        section.need(
            "promise", node -> values.promise("`promise`" + what, names.in("promises"), node));
    Optional<Wording> text = section.inner("text", this::wording);
    Optional<Consent.Term> term = term(section);
    Optional<Words> words = section.words("words");
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

  /** A consent to single transfers has none: each transfer has its own. */
  private Optional<String> purpose(Section section, Optional<Consent.Scope> scope) {
    if (scope.filter(each -> each.each() == Consent.Each.TRANSFER).isPresent()) {
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
              .formatted(section.what(), name, Values.name(purpose.basis())));
    }
  }

  private Optional<Consent.Scope> scope(String consent, Section section, Node node) {
    String what = "`channels` of " + section.what();
    Consent.Each each =
        node instanceof Node.Scalar scalar ? WITHOUT_CHANNELS.get(scalar.text()) : null;
    if (each != null) {
      return Optional.of(new Consent.Scope(each, Map.of()));
    }
    if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(
          node.line(),
          "%s must be a mapping of channels to facts, `affiliates` or `each-transfer`"
              .formatted(what));
      return Optional.empty();
    }
    Map<String, String> channels = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      values
          .shaped("a channel of " + section.what(), Values.NAME, "email", entry.key())
          .flatMap(_ -> values.reference(what, "fact", names.in("facts"), entry.value()))
          .filter(fact -> isFree(fact, consent + ", " + entry.name(), entry.value()))
          .ifPresent(fact -> channels.put(entry.name(), fact));
    }
    return channels.size() == mapping.entries().size()
        ? Optional.of(new Consent.Scope(Consent.Each.CHANNEL, channels))
        : Optional.empty();
  }

  private boolean isFree(String fact, String holder, Node node) {
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
          Optional<Words> reason = inner.words("reason");
          // What is missing outside has its own finding; a stand-in keeps this one from a second.
          return inner.build(() ->
              new Consent.Term(
                  lasts.orElse(Period.ZERO),
                  period.orElseThrow(),
                  reason.orElseThrow(),
                  unless.orElse(Set.of())));
        });
  }
}
