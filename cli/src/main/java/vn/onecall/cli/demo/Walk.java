package vn.onecall.cli.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;
import vn.onecall.policy.Policy;
import vn.onecall.translog.Checkpoint;

/**
 * The main job of 1CALL from end to end, as the users of its API do it: every call goes over HTTP
 * with a client's own token.
 */
final class Walk {
  /** So many more than the company, that one of them has a name that nobody in it has. */
  static final int NEWCOMERS = 20;

  private static final String FIND = "care.find-customer";

  private final Scene scene;
  private final Api api;
  private final Policy policy;
  private final List<Person> people;
  private final Person newcomer;
  private final Iterator<Person> others;
  private final Time time;

  /** What makes time pass, between two looks at the same company. */
  interface Time {
    /** The scene as it is so much later than now. */
    Scene pass(Duration time);
  }

  /**
   * A walk.
   *
   * @param people the company, and last {@link #NEWCOMERS} who are not registered yet
   * @param time what makes it pass
   */
  Walk(Scene scene, Policy policy, List<Person> people, Time time) {
    this.scene = scene;
    this.time = time;
    this.api = scene.api();
    this.policy = policy;
    int registered = people.size() - NEWCOMERS;
    this.people = people.subList(0, registered);
    List<Person> newcomers = people.subList(registered, people.size());
    Set<String> taken = new HashSet<>();
    this.people.forEach(person -> taken.add(Company.folded(person.name())));
    this.newcomer =
        newcomers.stream()
            .filter(person -> !taken.contains(Company.folded(person.name())))
            .findFirst()
            .orElse(newcomers.getFirst())
            .by("web");
    this.others =
        newcomers.stream().filter(person -> !person.email().equals(newcomer.email())).iterator();
  }

  /** Somebody who was not in the walk before. */
  private Person another() {
    return others.next().by("web");
  }

  /** Walks to the end, or to the first line that differs. */
  void walk() {
    WalkLog log = new WalkLog(scene);
    Checkpoint before = log.firstLook(people.size());
    ofOneCustomer(log);
    WalkYears years = new WalkYears(scene, policy, another());
    WalkDemands demands = new WalkDemands(scene, another(), another(), years.then());
    demands.walk();
    WalkRequests requests = new WalkRequests(scene, another(), another());
    requests.walk();
    Scene later = years.walk(time);
    demands.walkOfItsDate(later);
    requests.walkOfItsEnd(later);
    new WalkLog(later).lastLook(before);
    scene
        .transcript()
        .end(
            "All %d lines are as they should be. Everybody in them is synthetic."
                .formatted(scene.transcript().lines()));
  }

  /** From the registration to the erasure, and what others do meanwhile. */
  private void ofOneCustomer(WalkLog log) {
    String id = new WalkRegistration(scene, newcomer).walk();
    lookUp(id);
    String reveal = view(id);
    new WalkRefusals(scene, newcomer.by("counter"), id).walk();
    long version = new WalkRights(scene, newcomer, id).walk();
    version = new WalkConsents(scene, id, version).walk(newcomer);
    ofAChild(another().by("counter"));
    try (Recipient gateway = WalkTransfers.gateway()) {
      WalkTransfers transfers = new WalkTransfers(scene, gateway, id);
      transfers.walk();
      WalkAffiliates.walk(scene, another(), another());
      new WalkRetention(scene, policy, id).walk(version);
      log.receipts(id, reveal);
      new WalkErasure(scene, newcomer, id).walk();
      transfers.walkOfDeletion();
    }
  }

  private void lookUp(String id) {
    scene.transcript().part("The care desk looks the customer up");
    finds(id, "email", "email", newcomer.email());
    finds(id, "phone", "phone", newcomer.phone());
    finds(id, "identity number", "identity-number", FullRegistration.IDENTITY_NUMBER);
    finds(id, "account number", "bank-account", FullRegistration.ACCOUNT_NUMBER);
    finds(id, "the name without marks", "full-name", Company.folded(newcomer.name()));
    scene.invalid(
        "care-desk finds by the given name alone",
        api.find("care-desk", FIND, "full-name", lastWord(newcomer.name())),
        422,
        "full-name",
        "one-word-alone");
    Answer nobody = api.find("care-desk", FIND, "email", "khong.co.ai@mail.example");
    scene.given(
        "care-desk finds by an email that nobody has",
        nobody,
        nobody.body().path("customers").isEmpty() && nobody.body().path("entries").size() == 1,
        "nobody, with an entry",
        "nobody; the search is an entry too",
        scene.promiseOf(FIND));
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  private void finds(String id, String what, String field, String term) {
    Answer found = api.find("care-desk", FIND, field, term).onlyFound();
    scene.given(
        "care-desk finds by " + what,
        found,
        isMasked(found) && found.text("id").equals(id),
        "one customer, masked",
        Scene.shown(found),
        scene.promiseOf(FIND));
  }

  private boolean isMasked(Answer answer) {
    String all = answer.body().toString();
    return answer.allInForm("masked")
        && all.contains("•")
        && !all.contains(newcomer.name())
        && !all.contains(newcomer.email())
        && !all.contains(newcomer.phone().substring(1))
        && !all.contains(FullRegistration.IDENTITY_NUMBER)
        && !all.contains(FullRegistration.ACCOUNT_NUMBER);
  }

  /** Views and reveals; the entry of the revelation. */
  private String view(String id) {
    Answer masked = api.read("care-desk", "care.view-customer", id);
    scene.given(
        "care-desk views the customer",
        masked,
        isMasked(masked),
        "masked",
        Scene.shown(masked),
        scene.promiseOf("care.view-customer"));
    scene.given(
        "... and the papers, the account, the card",
        masked,
        masked.shown("payment-card").equals(FullRegistration.CARD_MASKED),
        "masked",
        "%s, %s, %s"
            .formatted(
                masked.shown("identity-number"),
                masked.shown("bank-account"),
                masked.shown("payment-card")),
        "6.2");
    two(id);
    Answer clear = api.read("care-desk", "care.reveal-contact", id);
    scene.given(
        "care-desk reveals the contact",
        clear,
        clear.allInForm("clear")
            && Scene.shown(clear)
                .equals(
                    "%s, %s, +84%s"
                        .formatted(
                            newcomer.name(), newcomer.email(), newcomer.phone().substring(1))),
        "what was registered, in clear",
        Scene.shown(clear) + " (synthetic)",
        scene.promiseOf("care.reveal-contact"));
    return clear.text("entry");
  }

  private void two(String id) {
    ObjectNode body = Api.object().put("activity", "care.view-customer");
    body.putArray("ids").add(id).add(UUID.randomUUID().toString());
    Answer both = api.post("care-desk", "/api/v1/customers/read", body);
    scene.given(
        "care-desk views two, one of them unknown",
        both,
        both.body().path("customers").size() == 1
            && both.body().path("entries").size() == 2
            && isMasked(both.onlyFound()),
        "one of them, masked, with two entries",
        "one of them, masked; each has its entry",
        scene.promiseOf("care.view-customer"));
  }

  private void ofAChild(Person child) {
    scene.transcript().part("A child of twelve registers at the counter");
    ObjectNode body = Api.registration(child);
    FullRegistration.fields(body)
        .put("birth-date", LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).minusYears(12).toString());
    Answer registered = api.post("counter", "/api/v1/customers", body);
    scene.written("counter registers " + child, registered, 201, 1, "counter.register");
    new WalkConsents(scene, registered.text("id"), 1).walkOfChild(child);
  }
}
