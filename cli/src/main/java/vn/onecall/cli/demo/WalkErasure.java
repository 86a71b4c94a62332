package vn.onecall.cli.demo;

import java.util.UUID;

/** The customer has everything erased, and is from then on a person whom nobody knows. */
final class WalkErasure {
  private final Scene scene;
  private final Api api;
  private final Person customer;
  private final String id;

  WalkErasure(Scene scene, Person customer, String id) {
    this.scene = scene;
    this.api = scene.api();
    this.customer = customer;
    this.id = id;
  }

  void walk() {
    scene.transcript().part("The customer has it erased");
    Answer erased =
        api.post(
            "customer-site",
            "/api/v1/customers/" + id + "/erasure",
            Api.object().put("activity", "account.erase"));
    scene.given(
        "customer-site erases",
        erased,
        !erased.text("goneAt").isEmpty() && !erased.text("receipt").isEmpty(),
        "gone, with a receipt",
        "gone now; out of every backup on " + day(erased.text("unrecoverableAt")),
        scene.promiseOf("account.erase"));
    ReceiptLine receipt = new ReceiptLine(scene, erased.text("receipt"));
    receipt.verifies(
        "the erasure's receipt, offline",
        "account.erase",
        "customer-site",
        "subject " + id,
        "erase all");
    receipt.failsWithOneByteChanged("the same receipt with one byte changed");
    for (String activity : new String[] {"care.view-customer", "care.reveal-contact"}) {
      sameAsUnknown(activity);
    }
    Answer found = api.find("care-desk", "care.find-customer", "email", customer.email());
    scene.given(
        "care-desk finds by the email",
        found,
        found.body().path("customers").isEmpty(),
        "nobody",
        "nobody",
        scene.promiseOf("care.find-customer"));
  }

  private void sameAsUnknown(String activity) {
    Answer gone = api.read("care-desk", activity, id);
    Answer unknown = api.read("care-desk", activity, UUID.randomUUID().toString());
    boolean same = gone.status() == 404 && Scene.alike(gone, unknown);
    scene
        .transcript()
        .line(
            "care-desk asks with " + activity,
            same,
            "404, the same answer as for somebody unknown",
            same ? "404 the same answer as for somebody unknown" : Scene.summary(gone),
            gone.text("promise"));
  }

  private static String day(String instant) {
    return instant.substring(0, Math.min(10, instant.length()));
  }
}
