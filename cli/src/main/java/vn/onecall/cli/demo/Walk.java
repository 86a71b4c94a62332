package vn.onecall.cli.demo;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.translog.Checkpoint;

/**
 * The main job of 1CALL from end to end, as the users of its API do it: every call goes over HTTP
 * with a client's own token.
 */
final class Walk {
  private static final String CUSTOMERS = "/api/v1/customers";

  private final Scene scene;
  private final Api api;
  private final List<Person> people;
  private final Person newcomer;

  /**
   * A walk.
   *
   * @param people the company, and last somebody who is not registered yet
   */
  Walk(Scene scene, List<Person> people) {
    this.scene = scene;
    this.api = scene.api();
    this.people = people.subList(0, people.size() - 1);
    this.newcomer = people.getLast().by("counter");
  }

  /** Walks to the end, or to the first line that differs. */
  void walk() {
    WalkLog log = new WalkLog(scene);
    Checkpoint before = log.firstLook(people.size());
    String id = register();
    lookUp();
    String reveal = view(id);
    refuse(id);
    malformed();
    new WalkRights(scene, newcomer, id).walk();
    log.receipts(id, reveal);
    new WalkErasure(scene, newcomer, id).walk();
    log.lastLook(before);
    scene
        .transcript()
        .end(
            "All %d lines are as they should be. Everybody in them is synthetic."
                .formatted(scene.transcript().lines()));
  }

  private String register() {
    scene.transcript().part("A customer registers at the counter");
    Answer registered = api.register(newcomer);
    scene.written("counter registers " + newcomer, registered, 201, 1, "counter.register");
    return registered.text("id");
  }

  private void lookUp() {
    scene.transcript().part("The care desk looks the customer up");
    for (String field : List.of("email", "phone")) {
      String term = field.equals("email") ? newcomer.email() : newcomer.phone();
      Answer found = api.find("care-desk", "care.find-customer", field, term).onlyFound();
      scene.given(
          "care-desk finds by " + field,
          found,
          isMasked(found),
          "one customer, masked",
          Scene.shown(found),
          scene.promiseOf("care.find-customer"));
    }
    Answer nobody =
        api.find("care-desk", "care.find-customer", "email", "khong.co.ai@mail.example");
    scene.given(
        "care-desk finds by an email that nobody has",
        nobody,
        nobody.body().path("customers").isEmpty() && nobody.body().path("entries").size() == 1,
        "nobody, with an entry",
        "nobody; the search is an entry too",
        scene.promiseOf("care.find-customer"));
  }

  private boolean isMasked(Answer answer) {
    String shown = Scene.shown(answer);
    return answer.allInForm("masked")
        && shown.contains("•")
        && !shown.contains(newcomer.name())
        && !shown.contains(newcomer.email())
        && !shown.contains(newcomer.phone().substring(1));
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

  private void refuse(String id) {
    scene.transcript().part("What the policy refuses");
    scene.refused(
        "care-desk sends a campaign",
        api.read("care-desk", "campaigns.send", id),
        403,
        "held-by-refusal",
        "1.7");
    scene.refused(
        "counter hands the customer to an affiliate",
        api.read("counter", "transfers.to-affiliate", id),
        403,
        "held-by-refusal",
        "4.1");
    scene.refused(
        "care-desk does what no policy lists",
        api.read("care-desk", "customers.sell", id),
        403,
        "unlisted-activity",
        "4.1");
    scene.refused(
        "counter reveals the contact",
        api.read("counter", "care.reveal-contact", id),
        403,
        "caller-not-entitled",
        "6.2");
    ObjectNode more = Api.registration(newcomer);
    ((ObjectNode) more.path("fields")).put("identity-number", "001099000001");
    scene.refused(
        "counter registers an identity number as well",
        api.post("counter", CUSTOMERS, more),
        403,
        "field-not-given",
        "6.1");
    scene.refused(
        "care-desk finds by gender",
        api.find("care-desk", "care.find-customer", "gender", "female"),
        403,
        "field-not-given",
        "6.1");
    scene.refused(
        "care-desk reveals somebody who does not exist",
        api.read("care-desk", "care.reveal-contact", UUID.randomUUID().toString()),
        404,
        "not-shown",
        "1.3");
    scene.problem(
        "somebody without a token views the customer",
        api.getAsNobody(CUSTOMERS + "/" + id + "?activity=care.view-customer"),
        401);
  }

  private void malformed() {
    scene.transcript().part("What cannot be taken; nothing of it is written");
    ObjectNode phone = Api.registration(newcomer);
    ((ObjectNode) phone.path("fields")).put("phone", "0123 456");
    scene.invalid(
        "counter registers a phone number that cannot be",
        api.post("counter", CUSTOMERS, phone),
        422,
        "fields.phone",
        "no-such-number");
    ObjectNode unknown = Api.registration(newcomer).put("nickname", "Tí");
    scene.invalid(
        "counter sends a key that nobody asked for",
        api.post("counter", CUSTOMERS, unknown),
        422,
        "nickname",
        "unknown");
    ObjectNode moment = Api.registration(newcomer).put("moment", "lottery");
    scene.invalid(
        "counter registers at a moment that is not listed",
        api.post("counter", CUSTOMERS, moment),
        422,
        "moment",
        "not-listed");
    String twice = Api.registration(newcomer).toString();
    scene.invalid(
        "counter sends a key twice",
        api.send(
            "counter",
            "POST",
            CUSTOMERS,
            twice.substring(0, twice.length() - 1) + ",\"source\":\"customer\"}",
            null),
        400,
        "(body)",
        "duplicate-key");
  }
}
