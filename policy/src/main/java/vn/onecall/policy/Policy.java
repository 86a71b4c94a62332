package vn.onecall.policy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The published policy: what is held and why, what may be done with it, and what is promised. It
 * exists only whole: a file with any mistake gives no policy but all its findings. A policy is
 * immutable; every map is in file order and unmodifiable.
 */
public final class Policy {

  private final Head head;
  private final String sha256;
  private final Vocabulary vocabulary;
  private final Holdings holdings;
  private final Rules rules;

  private Policy(Head head, String sha256, Vocabulary vocabulary, Holdings holdings, Rules rules) {
    this.head = head;
    this.sha256 = sha256;
    this.vocabulary = vocabulary;
    this.holdings = holdings;
    this.rules = rules;
  }

  /**
   * Reads and checks a policy file: UTF-8, at most 1 MiB.
   *
   * @throws PolicyException with every finding, if the file cannot be read or has any mistake
   */
  public static Policy load(Path file) {
    Path name = file.getFileName();
    Findings findings = new Findings(name == null ? file.toString() : name.toString());
    byte[] bytes = PolicyFile.read(file, findings);
    Node.Mapping tree = PolicyTree.read(PolicyFile.decode(bytes, findings), findings);
    Section root = new Section("the policy", 1, tree, findings);
    Optional<Head> head = Head.read(root, findings);
    Optional<Vocabulary> vocabulary = Vocabulary.read(root, findings);
    Holdings holdings = new HoldingsReader(root, findings).read();
    Map<String, Fact> facts = vocabulary.map(Vocabulary::facts).orElse(Map.of());
    Map<String, Activity> activities =
        new ActivityReader(root, findings, holdings.fields(), facts).read();
    PromiseReader promiseReader = new PromiseReader(root, findings);
    Map<PromiseId, PolicyPromise> promises = promiseReader.read();
    Optional<Otherwise> otherwise = promiseReader.otherwise();
    Optional<Policy> policy =
        root.build(() ->
            new Policy(
                head.orElseThrow(),
                PolicyFile.sha256(bytes),
                vocabulary.orElseThrow(),
                holdings,
                new Rules(activities, promises, otherwise.orElseThrow())));
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
    return sha256;
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

  /** The activities by id. */
  public Map<String, Activity> activities() {
    return rules.activities();
  }

  /** The activities that are a role's work, by id. */
  public Map<String, Activity> activitiesOf(String role) {
    Map<String, Activity> activities = new LinkedHashMap<>(rules.activities());
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
