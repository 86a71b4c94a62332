package vn.onecall.policy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The published policy: what is held and why, what may be done with it, and what is promised. It
 * exists only whole: a file with any mistake gives no policy but all its findings. That it keeps
 * its own rules is for {@link Checker} to prove. A policy is immutable; every map is in file order
 * and unmodifiable.
 */
public final class Policy {

  private final Head head;
  private final Origin origin;
  private final Vocabulary vocabulary;
  private final Holdings holdings;
  private final Agreements agreements;
  private final Parties parties;
  private final Rules rules;
  private final Map<String, Activity> permitted;

  private Policy(
      Head head,
      Origin origin,
      Vocabulary vocabulary,
      Holdings holdings,
      Agreements agreements,
      Parties parties,
      Rules rules) {
    this.head = head;
    this.origin = origin;
    this.vocabulary = vocabulary;
    this.holdings = holdings;
    this.agreements = agreements;
    this.parties = parties;
    this.rules = rules;
    Map<String, Activity> all = new LinkedHashMap<>(rules.activities());
    parties.transfers().values().stream()
        .filter(this::isInForce)
        .forEach(transfer -> all.putIfAbsent(transfer.id(), transfer.activity()));
    this.permitted = Collections.unmodifiableMap(all);
  }

  /**
   * Reads a policy file, the overlay of law that it names, and the calendar that this names: UTF-8,
   * at most 1 MiB each. What is read is well-formed; whether it is sound, {@link Checker} proves.
   *
   * @throws PolicyException with every finding, if a file cannot be read or has any mistake
   */
  public static Policy load(Path file) {
    Path path = file.getFileName();
    String name = path == null ? file.toString() : path.toString();
    Findings findings = new Findings(name);
    byte[] bytes = PolicyFile.read(file, findings);
    Node.Mapping tree = PolicyTree.read(PolicyFile.decode(bytes, findings), findings);
    Section root = new Section("the policy", 1, tree, findings);
    Optional<Head> head = Head.read(root, findings);
    Optional<NamedFile> lawFile =
        root.may("law", node -> NamedFile.open(NamedFile.Role.LAW, file, node, findings));
    Optional<Vocabulary> vocabulary = Vocabulary.read(root, findings);
    Set<String> minimums =
        lawFile.map(law -> new Names(law.root()).in("minimums")).orElse(Set.of());
    Holdings holdings = new HoldingsReader(root, findings, minimums).read();
    Map<String, Fact> facts = vocabulary.map(Vocabulary::facts).orElse(Map.of());
    UseReader uses = new UseReader(root, findings, holdings.fields(), facts);
    ConsentReader consentReader = new ConsentReader(root, findings, holdings.purposes());
    Agreements agreements =
        new Agreements(
            consentReader.read(), consentReader.attestation(), consentReader.suppression());
    PartyReader partyReader = new PartyReader(root, findings, uses);
    Parties parties =
        new Parties(partyReader.services(), partyReader.recipients(), partyReader.transfers());
    Map<String, Activity> activities = new ActivityReader(root, findings, uses).read();
    Map<String, Never> never = NeverReader.ofPolicy(root, findings, uses);
    Optional<Law> law =
        lawFile.flatMap(found -> new LawReader(found, root).read(holdings.fields(), facts));
    PromiseReader promiseReader = new PromiseReader(root, findings);
    Map<PromiseId, PolicyPromise> promises = promiseReader.read();
    Optional<Otherwise> otherwise = promiseReader.otherwise();
    Origin origin =
        new Origin(
            PolicyFile.sha256(bytes), new Places(name, tree), law, lawFile.map(NamedFile::places));
    Optional<Policy> policy =
        root.build(() ->
            new Policy(
                head.orElseThrow(),
                origin,
                vocabulary.orElseThrow(),
                holdings,
                agreements,
                parties,
                new Rules(activities, never, promises, otherwise.orElseThrow())));
    findings.refuseIfAny();
    return policy.orElseThrow();
  }

  /** The policy's name. */
  public String name() {
    return head.policy();
  }

  /** The policy's version, from 1, which grows with every change. */
  public int version() {
    return head.version();
  }

  /** The first day on which this version holds. */
  public LocalDate effective() {
    return head.effective();
  }

  /** Who answers for the data. */
  public String controller() {
    return head.controller();
  }

  /** The SHA-256 of the file's bytes, in lower-case hexadecimal. */
  public String sha256() {
    return origin.sha256();
  }

  /** The facts by name. */
  public Map<String, Fact> facts() {
    return vocabulary.facts();
  }

  /** The roles by name, with their words. */
  public Map<String, Words> roles() {
    return vocabulary.roles();
  }

  /** The events from which times of keeping count, by name. */
  public Map<String, Words> events() {
    return vocabulary.events();
  }

  /** The parts of the server that keep promises, by name. */
  public Map<String, Words> mechanisms() {
    return vocabulary.mechanisms();
  }

  /** Where data may come from. */
  public CollectionRules collection() {
    return vocabulary.collection();
  }

  /** The categories by name. */
  public Map<String, Category> categories() {
    return holdings.categories();
  }

  /** The purposes by name. */
  public Map<String, Purpose> purposes() {
    return holdings.purposes();
  }

  /** The fields by name. */
  public Map<String, Field> fields() {
    return holdings.fields();
  }

  /** What customers can agree to, by name. */
  public Map<String, Consent> consents() {
    return agreements.consents();
  }

  /** What a customer confirms of the information given (promise 2.2), if the policy says so. */
  public Optional<Wording> attestation() {
    return agreements.attestation();
  }

  /** How a refusal of marketing outlives the data, if the policy says so. */
  public Optional<Suppression> suppression() {
    return agreements.suppression();
  }

  /** What customers register for, by name. */
  public Map<String, Service> services() {
    return parties.services();
  }

  /** The kinds of companies that may receive data, by name. */
  public Map<String, Recipient> recipients() {
    return parties.recipients();
  }

  /** The disclosures that are stated, in force or not, by id. */
  public Map<String, Transfer> transfers() {
    return parties.transfers();
  }

  /** The policy's own never-rules, by name. */
  public Map<String, Never> never() {
    return rules.never();
  }

  /** What the law adds, if the policy names an overlay. */
  public Optional<Law> law() {
    return origin.law();
  }

  /** The activities by id. */
  public Map<String, Activity> activities() {
    return rules.activities();
  }

  /** Whether a transfer may be carried out: its promise is kept, and says that it is by it. */
  public boolean isInForce(Transfer transfer) {
    PolicyPromise promise = rules.promises().get(transfer.promise());
    return promise != null
        && promise.keeping() instanceof Keeping.Kept kept
        && kept.by().contains(transfer.id());
  }

  /** All that may be done: the activities, and the transfers in force as activities, by id. */
  public Map<String, Activity> permitted() {
    return permitted;
  }

  /** What is permitted that is a role's work, by id. */
  public Map<String, Activity> activitiesOf(String role) {
    Map<String, Activity> activities = new LinkedHashMap<>(permitted());
    activities.values().removeIf(activity -> !activity.roles().contains(role));
    return Collections.unmodifiableMap(activities);
  }

  /** The promises by number. */
  public Map<PromiseId, PolicyPromise> promises() {
    return rules.promises();
  }

  /** The promises behind refusals that no single activity explains. */
  public Otherwise otherwise() {
    return rules.otherwise();
  }

  /** The lines of the policy's file and of the overlay's. */
  Origin origin() {
    return origin;
  }

  /** This policy as a table of decisions. */
  public DecisionTable compile() {
    return new DecisionTable(this);
  }

  /** A denial in words: which promise, what it says, and why it applies. */
  public Words explain(Decision.Deny denial) {
    return new Explanation(this).of(denial);
  }

  /** A denial in words for a reader of the given language. */
  public String explain(Decision.Deny denial, Locale locale) {
    return explain(denial).in(locale);
  }
}
