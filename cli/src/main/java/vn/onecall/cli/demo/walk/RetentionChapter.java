package vn.onecall.cli.demo.walk;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.rest.RestResponse;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Category;

/**
 * The customer closes the account, and a retention preview lists what is due. The retention period
 * of a closed account lasts months, so nothing is due yet; {@link InactivityChapter} waits for it.
 */
final class RetentionChapter {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final WalkContext context;
  private final DemoApi api;
  private final Policy policy;
  private final String id;

  RetentionChapter(WalkContext context, Policy policy, String id) {
    this.context = context;
    this.api = context.api();
    this.policy = policy;
    this.id = id;
  }

  /**
   * Runs the chapter.
   *
   * @param version the current version of the customer
   */
  void walk(long version) {
    context.transcript().part("The customer closes the account; what is kept has its end");
    ObjectNode closure = DemoApi.object().put("activity", "account.close").put("closed", true);
    context.written(
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
    RestResponse preview = keeper("preview");
    context.given(
        "keeper previews what is due",
        preview,
        preview.body().path("customers").intValue(-1) == 0
            && preview.body().path("categories").isEmpty()
            && preview.text("entry").length() == 64,
        "nothing",
        "nothing yet: what was closed today is due from " + firstEnd() + " on",
        context.promiseOf("retention.preview"));
    RestResponse run = keeper("run");
    context.given(
        "keeper runs the erasure",
        run,
        run.body().path("customers").isArray()
            && run.body().path("customers").isEmpty()
            && !run.body().path("more").booleanValue(true)
            && run.text("entry").length() == 64,
        "nothing erased",
        "nothing erased",
        context.promiseOf("retention.run"));
    context.refused(
        "care-desk runs the erasure",
        api.post(
            "care-desk",
            "/api/v1/retention/run",
            DemoApi.object().put("activity", "retention.run")),
        403,
        "caller-not-entitled",
        "6.2");
  }

  private RestResponse keeper(String what) {
    return api.post(
        "keeper",
        "/api/v1/retention/" + what,
        DemoApi.object().put("activity", "retention." + what));
  }

  /** The earliest end of a retention period that starts with a closing today. */
  private LocalDate firstEnd() {
    LocalDate today = LocalDate.now(VIETNAM);
    return policy.categories().values().stream()
        .map(Category::retention)
        .filter(retention -> retention.after().equals("account-closed"))
        .map(retention -> today.plus(retention.period()))
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> CommandFailure.found("The policy keeps nothing from the closing on."));
  }
}
