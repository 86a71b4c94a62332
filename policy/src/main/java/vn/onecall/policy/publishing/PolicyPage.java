package vn.onecall.policy.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.CollectionContexts;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.NeverRule;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.RecipientCategory;
import vn.onecall.policy.model.Retention;
import vn.onecall.policy.model.Service;
import vn.onecall.policy.model.Transfer;

/**
 * A policy as a page for people, in Markdown. The page is a function of the policy alone, so that
 * what is published is what the server enforces.
 */
public final class PolicyPage {

  private static final Messages MESSAGES = Messages.beside(PolicyPage.class);

  private final Policy policy;
  private final Locale locale;
  private final StringBuilder page = new StringBuilder();

  private PolicyPage(Policy policy, Locale locale) {
    this.policy = policy;
    this.locale = locale;
  }

  /** The page for a reader of the given language: English for English, else Vietnamese. */
  public static String of(Policy policy, Locale locale) {
    return new PolicyPage(policy, locale).write();
  }

  private String write() {
    head();
    promises();
    fields();
    categories();
    purposes();
    consents();
    services();
    recipients();
    never();
    heading(MESSAGES.words("heading-matrix"));
    page.append(AccessMatrix.of(policy).toMarkdown(policy, locale));
    requests();
    law();
    return page.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private void head() {
    page.append("# ").append(in(MESSAGES.words("title", policy.controller()))).append('\n');
    line(
        in(
            MESSAGES.words(
                "version-in-force", Integer.toString(policy.version()), policy.effective())));
    if (locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
      line(in(MESSAGES.words("vietnamese-binds")));
    }
  }

  private void promises() {
    heading(MESSAGES.words("heading-promises"));
    for (PolicyPromise promise : policy.promises().values()) {
      line("**%s** %s".formatted(promise.id(), in(promise.words())));
      enforcement(promise.enforcement());
    }
  }

  private void enforcement(Enforcement enforcement) {
    switch (enforcement) {
      case Enforcement.Kept kept -> {
        line(in(MESSAGES.words("kept-by")));
        page.append('\n');
        kept.by().forEach(name -> page.append("- ").append(keeper(name)).append('\n'));
      }
      case Enforcement.Refused _ -> line(in(MESSAGES.words("refused-promise")));
    }
  }

  private String keeper(String name) {
    BilingualText mechanism = policy.mechanisms().get(name);
    Activity activity = policy.permitted().get(name);
    if (mechanism == null && activity == null) {
      throw new IllegalStateException("A kept promise names what the policy holds");
    }
    return mechanism != null ? in(mechanism) : in(Objects.requireNonNull(activity).words());
  }

  private void fields() {
    heading(MESSAGES.words("heading-fields"));
    for (Field field : policy.fields().values()) {
      Category category = Objects.requireNonNull(policy.categories().get(field.category()));
      page.append("\n### ").append(in(field.label())).append("\n\n");
      item(MESSAGES.words("item-category"), in(category.words()));
      item(MESSAGES.words("item-necessity"), in(field.necessity()));
      item(MESSAGES.words("item-notice"), in(field.notice()));
      item(MESSAGES.words("item-purposes"), used(field));
      taken(field.collection());
      field
          .collection()
          .consent()
          .map(name -> Objects.requireNonNull(policy.consents().get(name)))
          .ifPresent(consent -> item(MESSAGES.words("item-consent"), in(consent.words())));
    }
  }

  private void taken(Field.Collection collection) {
    if (!collection.collected()) {
      item(MESSAGES.words("item-moments"), in(MESSAGES.words("from-no-customer")));
      return;
    }
    CollectionContexts rules = policy.collection();
    item(MESSAGES.words("item-moments"), listed(collection.moments(), rules.moments()));
    item(MESSAGES.words("item-channels"), listed(collection.channels(), rules.channels()));
  }

  private String used(Field field) {
    return field.needs().entrySet().stream()
        .map(need ->
            in(Objects.requireNonNull(policy.purposes().get(need.getKey())).words())
                + " ("
                + in(TermLabels.form(need.getValue()))
                + ")")
        .collect(Collectors.joining("; "));
  }

  private void categories() {
    heading(MESSAGES.words("heading-retention"));
    for (Category category : policy.categories().values()) {
      Retention retention = category.retention();
      String until =
          in(
              MESSAGES.words(
                  "period-after",
                  TermLabels.period(retention.period()),
                  Objects.requireNonNull(policy.events().get(retention.after()))));
      page.append(
          "- **%s** (%s): %s. %s\n"
              .formatted(
                  in(category.words()),
                  in(TermLabels.sensitivity(category.sensitivity())),
                  until,
                  in(retention.reason())));
      category.keepByLaw().stream()
          .map(name -> Objects.requireNonNull(laws().get(name)))
          .forEach(minimum ->
              page.append("  - ")
                  .append(
                      in(
                          MESSAGES.words(
                              "lawful-minimum",
                              TermLabels.period(minimum.period()),
                              minimum.words(),
                              title(minimum.source()))))
                  .append('\n'));
    }
  }

  private Map<String, Law.Minimum> laws() {
    return policy.law().map(Law::minimums).orElse(Map.of());
  }

  private String title(String source) {
    return policy
        .law()
        .map(law -> in(Objects.requireNonNull(law.sources().get(source)).title()))
        .orElse(source);
  }

  private void purposes() {
    heading(MESSAGES.words("heading-purposes"));
    for (Purpose purpose : policy.purposes().values()) {
      page.append("- ")
          .append(
              in(
                  MESSAGES.words(
                      "purpose",
                      purpose.words(),
                      TermLabels.basis(purpose.basis()),
                      purpose.promise())))
          .append('\n');
    }
  }

  private void consents() {
    if (policy.consents().isEmpty()) {
      return;
    }
    heading(MESSAGES.words("heading-consents"));
    for (Consent consent : policy.consents().values()) {
      page.append("\n### ").append(in(consent.words())).append("\n");
      line("> " + in(consent.text().words()));
      page.append('\n');
      item(MESSAGES.words("item-text-version"), "" + consent.text().version());
      switch (consent.scope().granularity()) {
        case CHANNEL ->
            item(MESSAGES.words("item-each-channel"), facts(consent.channels().values()));
        case AFFILIATE ->
            item(MESSAGES.words("item-each-affiliate"), in(MESSAGES.words("each-affiliate")));
        case TRANSFER ->
            item(MESSAGES.words("item-each-transfer"), in(MESSAGES.words("each-transfer")));
      }
      item(MESSAGES.words("item-consent-lasts"), in(TermLabels.period(consent.lasts())));
      item(
          MESSAGES.words("item-evidence"),
          in(TermLabels.period(consent.term().evidence())) + ". " + in(consent.term().reason()));
      if (!consent.unless().isEmpty()) {
        item(MESSAGES.words("item-consent-unless"), facts(consent.unless()));
      }
    }
  }

  private String facts(Collection<String> names) {
    return names.stream()
        .map(name -> in(Objects.requireNonNull(policy.facts().get(name)).words()))
        .collect(Collectors.joining(" "));
  }

  private void services() {
    if (policy.services().isEmpty()) {
      return;
    }
    heading(MESSAGES.words("heading-services"));
    Function<Collection<String>, String> labels =
        names ->
            names.stream()
                .map(name -> in(Objects.requireNonNull(policy.fields().get(name)).label()))
                .collect(Collectors.joining(", "));
    for (Service service : policy.services().values()) {
      List<String> needed = new ArrayList<>(List.of(labels.apply(service.requires())));
      service
          .oneOf()
          .forEach(group -> needed.add(in(MESSAGES.words("service-one-of", labels.apply(group)))));
      String requires = String.join("; ", needed);
      page.append("- **").append(in(service.words())).append("**: ");
      page.append(
          service.may().isEmpty()
              ? requires + "."
              : in(MESSAGES.words("service-may-add", requires, labels.apply(service.may()))));
      page.append('\n');
    }
    policy
        .attestation()
        .ifPresent(text ->
            line(
                in(MESSAGES.words("attestation", Integer.toString(text.version()), text.words()))));
  }

  private void recipients() {
    if (policy.transfers().isEmpty()) {
      return;
    }
    heading(MESSAGES.words("heading-recipients"));
    for (Transfer transfer : policy.transfers().values()) {
      List<String> fields = new ArrayList<>();
      transfer
          .fields()
          .forEach((name, form) ->
              fields.add(
                  in(Objects.requireNonNull(policy.fields().get(name)).label())
                      + " ("
                      + in(TermLabels.form(form))
                      + ")"));
      RecipientCategory recipient =
          Objects.requireNonNull(policy.recipients().get(transfer.recipient()));
      BilingualText promise =
          policy.isInForce(transfer)
              ? MESSAGES.words("promise", transfer.promise())
              : MESSAGES.words("promise-refused", transfer.promise());
      page.append(
          "- **%s**: %s. %s %s.\n"
              .formatted(
                  in(recipient.words()),
                  in(transfer.words()),
                  String.join(", ", fields),
                  in(promise)));
    }
    line(in(MESSAGES.words("nobody-without-agreement")));
  }

  private void never() {
    if (policy.never().isEmpty()) {
      return;
    }
    heading(MESSAGES.words("heading-never"));
    policy
        .never()
        .values()
        .forEach(never -> page.append("- ").append(in(never.words())).append('\n'));
    policy
        .law()
        .map(Law::never)
        .orElse(Map.of())
        .values()
        .forEach(
            never -> page.append("- %s %s\n".formatted(in(never.words()), ground(never.ground()))));
  }

  private String ground(NeverRule.Ground ground) {
    return switch (ground) {
      case NeverRule.Ground.Promised(PromiseId promise) -> in(MESSAGES.words("promise", promise));
      case NeverRule.Ground.Lawful(String source) -> "(" + title(source) + ")";
    };
  }

  private void requests() {
    policy
        .law()
        .flatMap(Law::requests)
        .ifPresent(requests -> {
          heading(MESSAGES.words("heading-requests"));
          page.append(RequestLawText.of(requests, policy.effective(), locale));
        });
  }

  private void law() {
    policy
        .law()
        .ifPresent(law -> {
          heading(MESSAGES.words("heading-law"));
          law.sources()
              .values()
              .forEach(source -> page.append("- ").append(in(source.title())).append('\n'));
        });
  }

  private String listed(Collection<String> names, Map<String, BilingualText> words) {
    return names.stream()
        .map(name -> in(Objects.requireNonNull(words.get(name))))
        .collect(Collectors.joining("; "));
  }

  private void heading(BilingualText text) {
    page.append("\n## ").append(in(text)).append("\n\n");
  }

  private void line(String text) {
    page.append('\n').append(text).append('\n');
  }

  private void item(BilingualText label, String text) {
    page.append("- ").append(in(label)).append(": ").append(text).append('\n');
  }

  private String in(BilingualText words) {
    return words.in(locale);
  }
}
