package vn.onecall.policy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.CollectionContexts;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.DefaultDenials;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.FileOrder;
import vn.onecall.policy.model.NeverRule;
import vn.onecall.policy.model.PolicyPromise;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.policy.model.Purpose;
import vn.onecall.policy.model.RecipientCategory;
import vn.onecall.policy.model.Service;
import vn.onecall.policy.model.SuppressionRule;
import vn.onecall.policy.model.Transfer;
import vn.onecall.policy.model.VersionedText;

/**
 * The published policy: what is held and why, what may be done with it, and what is promised. A
 * policy exists only whole: {@code PolicyReader} gives either a policy or all findings of its file.
 * Whether a policy keeps its own rules, {@code PolicyChecker} proves. A policy is immutable; every
 * map is in file order and unmodifiable.
 */
public final class Policy {

  private final Identity identity;
  private final Origin origin;
  private final Vocabulary vocabulary;
  private final PersonalData personalData;
  private final ConsentTerms consentTerms;
  private final Parties parties;
  private final Provisions provisions;
  private final Map<String, Activity> permitted;

  /**
   * A policy from its parts. The parts must agree with each other: every name that one part uses
   * stands in another. {@code PolicyReader} sees to that.
   */
  public Policy(
      Identity identity,
      Origin origin,
      Vocabulary vocabulary,
      PersonalData personalData,
      ConsentTerms consentTerms,
      Parties parties,
      Provisions provisions) {
    this.identity = identity;
    this.origin = origin;
    this.vocabulary = vocabulary;
    this.personalData = personalData;
    this.consentTerms = consentTerms;
    this.parties = parties;
    this.provisions = provisions;
    Map<String, Activity> all = new LinkedHashMap<>(provisions.activities());
    parties.transfers().values().stream()
        .filter(this::isInForce)
        .forEach(transfer -> all.putIfAbsent(transfer.id(), transfer.activity()));
    this.permitted = Collections.unmodifiableMap(all);
  }

  /**
   * Which policy this is.
   *
   * @param name the policy's name
   * @param version its version, from 1, which grows with every change
   * @param effective the first day on which this version holds
   * @param controller who answers for the data
   */
  public record Identity(String name, int version, LocalDate effective, String controller) {}

  /**
   * The files that a policy was read from.
   *
   * @param sha256 the SHA-256 of the policy file's bytes, in lower-case hexadecimal
   * @param lines the lines of the policy file
   * @param law the overlay of law that the policy names, if it names one
   * @param lawLines the lines of the overlay's file
   */
  public record Origin(
      String sha256, SourceLines lines, Optional<Law> law, Optional<SourceLines> lawLines) {}

  /**
   * The names that the other parts of a policy refer to.
   *
   * @param facts the facts by name
   * @param roles the roles by name, with their text
   * @param events the events from which retention periods count, by name
   * @param mechanisms the parts of the server that keep promises, by name
   * @param collection where data may come from
   */
  public record Vocabulary(
      Map<String, Fact> facts,
      Map<String, BilingualText> roles,
      Map<String, BilingualText> events,
      Map<String, BilingualText> mechanisms,
      CollectionContexts collection) {

    public Vocabulary {
      facts = FileOrder.copy(facts);
      roles = FileOrder.copy(roles);
      events = FileOrder.copy(events);
      mechanisms = FileOrder.copy(mechanisms);
    }
  }

  /**
   * The personal data that a policy lets the server hold, and why.
   *
   * @param categories the categories by name
   * @param purposes the purposes by name
   * @param fields the fields by name
   */
  public record PersonalData(
      Map<String, Category> categories, Map<String, Purpose> purposes, Map<String, Field> fields) {

    public PersonalData {
      categories = FileOrder.copy(categories);
      purposes = FileOrder.copy(purposes);
      fields = FileOrder.copy(fields);
    }
  }

  /**
   * What customers consent to, what they attest, and how their objection to marketing outlives
   * them.
   *
   * @param consents the consents by name
   * @param attestation what a customer confirms of the information given, if anything
   * @param suppression how an objection to marketing outlives the data, if it does
   */
  public record ConsentTerms(
      Map<String, Consent> consents,
      Optional<VersionedText> attestation,
      Optional<SuppressionRule> suppression) {

    public ConsentTerms {
      consents = FileOrder.copy(consents);
    }
  }

  /**
   * The services that customers register for, and who else receives data.
   *
   * @param services the services by name
   * @param recipients the categories of recipients by name
   * @param transfers the transfers by id, in force or not
   */
  public record Parties(
      Map<String, Service> services,
      Map<String, RecipientCategory> recipients,
      Map<String, Transfer> transfers) {

    public Parties {
      services = FileOrder.copy(services);
      recipients = FileOrder.copy(recipients);
      transfers = FileOrder.copy(transfers);
    }
  }

  /**
   * What a policy permits, forbids, promises and denies.
   *
   * @param activities the activities by id
   * @param never the policy's own never-rules by name
   * @param promises the promises by number
   * @param otherwise the promises behind denials that no single activity explains
   */
  public record Provisions(
      Map<String, Activity> activities,
      Map<String, NeverRule> never,
      Map<PromiseId, PolicyPromise> promises,
      DefaultDenials otherwise) {

    public Provisions {
      activities = FileOrder.copy(activities);
      never = FileOrder.copy(never);
      promises = FileOrder.copy(promises);
    }
  }

  /** The policy's name. */
  public String name() {
    return identity.name();
  }

  /** The policy's version, from 1, which grows with every change. */
  public int version() {
    return identity.version();
  }

  /** The first day on which this version holds. */
  public LocalDate effective() {
    return identity.effective();
  }

  /** Who answers for the data. */
  public String controller() {
    return identity.controller();
  }

  /** The SHA-256 of the file's bytes, in lower-case hexadecimal. */
  public String sha256() {
    return origin.sha256();
  }

  /** The facts by name. */
  public Map<String, Fact> facts() {
    return vocabulary.facts();
  }

  /** The roles by name, with their text. */
  public Map<String, BilingualText> roles() {
    return vocabulary.roles();
  }

  /** The events from which retention periods count, by name. */
  public Map<String, BilingualText> events() {
    return vocabulary.events();
  }

  /** The parts of the server that keep promises, by name. */
  public Map<String, BilingualText> mechanisms() {
    return vocabulary.mechanisms();
  }

  /** Where data may come from. */
  public CollectionContexts collection() {
    return vocabulary.collection();
  }

  /** The categories by name. */
  public Map<String, Category> categories() {
    return personalData.categories();
  }

  /** The purposes by name. */
  public Map<String, Purpose> purposes() {
    return personalData.purposes();
  }

  /** The fields by name. */
  public Map<String, Field> fields() {
    return personalData.fields();
  }

  /** What customers can consent to, by name. */
  public Map<String, Consent> consents() {
    return consentTerms.consents();
  }

  /** What a customer confirms of the information given, if the policy says so. */
  public Optional<VersionedText> attestation() {
    return consentTerms.attestation();
  }

  /** How an objection to marketing outlives the data, if the policy says so. */
  public Optional<SuppressionRule> suppression() {
    return consentTerms.suppression();
  }

  /** The services that customers register for, by name. */
  public Map<String, Service> services() {
    return parties.services();
  }

  /** The categories of recipients, by name. */
  public Map<String, RecipientCategory> recipients() {
    return parties.recipients();
  }

  /** The transfers that the policy states, in force or not, by id. */
  public Map<String, Transfer> transfers() {
    return parties.transfers();
  }

  /** The policy's own never-rules, by name. */
  public Map<String, NeverRule> never() {
    return provisions.never();
  }

  /** What the law adds, if the policy names an overlay. */
  public Optional<Law> law() {
    return origin.law();
  }

  /** The activities by id. */
  public Map<String, Activity> activities() {
    return provisions.activities();
  }

  /** Whether a transfer may be carried out: its promise is kept, and names it as a keeper. */
  public boolean isInForce(Transfer transfer) {
    PolicyPromise promise = provisions.promises().get(transfer.promise());
    return promise != null
        && promise.enforcement() instanceof Enforcement.Kept kept
        && kept.by().contains(transfer.id());
  }

  /** All that may be done: the activities, and the transfers in force as activities, by id. */
  public Map<String, Activity> permitted() {
    return permitted;
  }

  /** What is permitted to a role, by id. */
  public Map<String, Activity> activitiesOf(String role) {
    Map<String, Activity> activities = new LinkedHashMap<>(permitted());
    activities.values().removeIf(activity -> !activity.roles().contains(role));
    return Collections.unmodifiableMap(activities);
  }

  /** The promises by number. */
  public Map<PromiseId, PolicyPromise> promises() {
    return provisions.promises();
  }

  /** The promises behind denials that no single activity explains. */
  public DefaultDenials otherwise() {
    return provisions.otherwise();
  }

  /** The lines of the policy file, so that a finding can name its line. */
  public SourceLines lines() {
    return origin.lines();
  }

  /** The lines of the overlay's file; present exactly if {@link #law()} is. */
  public Optional<SourceLines> lawLines() {
    return origin.lawLines();
  }
}
