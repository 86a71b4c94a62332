package vn.onecall.cli.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;
import vn.onecall.cli.Failure;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Category;

/**
 * The customer closes the account, and the keeper looks for what is due: what was closed a moment
 * ago is due in months, so that here nothing is. {@link WalkYears} waits for it.
 */
final class WalkRetention {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Scene scene;
  private final Api api;
  private final Policy policy;
  private final String id;

  WalkRetention(Scene scene, Policy policy, String id) {
    this.scene = scene;
    this.api = scene.api();
    this.policy = policy;
    this.id = id;
  }

  /**
   * Walks.
   *
   * @param version the version that the customer has
   */
  void walk(long version) {
    scene.transcript().part("The customer closes the account; what is kept has its end");
    ObjectNode closure = Api.object().put("activity", "account.close").put("closed", true);
    scene.written(
        "customer-site closes the account",
        api.send(
            "customer-site",
            "POST",
            "/api/v1/customers/" + id + "/closure",
            closure.toString(),
            "\"" + version + "\""),
        200,
        version + 1,
        "account.close");
    Answer preview = keeper("preview");
    scene.given(
        "keeper previews what is due",
        preview,
        preview.body().path("customers").intValue(-1) == 0
            && preview.body().path("categories").isEmpty()
            && preview.text("entry").length() == 64,
        "nothing",
        "nothing yet: what was closed today is due from " + firstEnd() + " on",
        scene.promiseOf("retention.preview"));
    Answer run = keeper("run");
    scene.given(
        "keeper runs the erasure",
        run,
        run.body().path("customers").isArray()
            && run.body().path("customers").isEmpty()
            && !run.body().path("more").booleanValue(true)
            && run.text("entry").length() == 64,
        "nothing erased",
        "nothing erased",
        scene.promiseOf("retention.run"));
    scene.refused(
        "care-desk runs the erasure",
        api.post(
            "care-desk", "/api/v1/retention/run", Api.object().put("activity", "retention.run")),
        403,
        "caller-not-entitled",
        "6.2");
  }

  private Answer keeper(String what) {
    return api.post(
        "keeper", "/api/v1/retention/" + what, Api.object().put("activity", "retention." + what));
  }

  /** When the first category ends that counts from a closing of today. */
  private LocalDate firstEnd() {
    LocalDate today = LocalDate.now(VIETNAM);
    return policy.categories().values().stream()
        .map(Category::retention)
        .filter(retention -> retention.after().equals("account-closed"))
        .map(retention -> today.plus(retention.period()))
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> Failure.found("The policy keeps nothing from the closing on."));
  }
}
