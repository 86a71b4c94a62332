package vn.onecall.cli.demo.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.rest.RestResponse;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Category;

/**
 * A customer closes the account and never returns. When the longest retention period that starts
 * with the closing is over, the retention run erases what is due. What the law orders kept stays
 * until its own end.
 */
final class InactivityChapter {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String RUN = "retention.run";
  private static final String PREVIEW = "retention.preview";

  private final WalkContext context;
  private final Policy policy;
  private final SyntheticCustomer leaver;

  InactivityChapter(WalkContext context, Policy policy, SyntheticCustomer leaver) {
    this.context = context;
    this.policy = policy;
    this.leaver = leaver;
  }

  /** Runs the chapter and returns the context at the later time. */
  WalkContext walk(Walk.Time time) {
    context.transcript().part("Somebody agrees to offers, closes the account and leaves");
    RestResponse registered = context.api().register(leaver);
    String id = registered.text("id");
    context.written("site registers " + leaver, registered, 201, 1, "customers.register");
    long version = new ConsentsChapter(context, id, 1).walkOfYes();
    ObjectNode closure = DemoApi.object().put("activity", "account.close").put("closed", true);
    context.written(
        "customer-site closes the account",
        context
            .api()
            .send(
                "customer-site",
                "POST",
                "/api/v1/customers/" + id + "/closure",
                closure.toString(),
                "\"" + version + "\""),
        200,
        version + 1,
        "account.close");

    LocalDate today = LocalDate.now(VIETNAM);
    LocalDate then = then();
    WalkContext later = time.pass(Duration.ofDays(then.toEpochDay() - today.toEpochDay()));
    later.transcript().part("The server starts again with its clock at " + then);
    previews(later, "identity 1, contact 1", 1);
    runs(later, id, then);
    previews(later, "", 0);
    isGone(later, id);
    return later;
  }

  /** The day until which this chapter waits, if it begins today. */
  LocalDate then() {
    return lastEnd(LocalDate.now(VIETNAM)).plusDays(1);
  }

  private static void previews(WalkContext later, String categories, int customers) {
    RestResponse preview = keeper(later, PREVIEW);
    String due =
        preview.body().path("categories").properties().stream()
            .map(each -> each.getKey() + " " + each.getValue().intValue(0))
            .sorted(Comparator.reverseOrder())
            .collect(Collectors.joining(", "));
    later.given(
        customers == 0 ? "keeper previews once more" : "keeper previews what is due",
        preview,
        preview.body().path("customers").intValue(-1) == customers && due.equals(categories),
        customers + " customers: " + categories,
        customers == 0 ? "nothing" : "%d customer: %s".formatted(customers, due),
        later.promiseOf(PREVIEW));
  }

  private static void runs(WalkContext later, String id, LocalDate then) {
    RestResponse run = keeper(later, RUN);
    JsonNode customers = run.body().path("customers");
    JsonNode gone = customers.path(0);
    List<String> erased =
        gone.path("erased").valueStream().map(each -> each.stringValue("")).sorted().toList();
    later.given(
        "keeper runs the erasure",
        run,
        customers.size() == 1
            && gone.path("id").stringValue("").equals(id)
            && isWithinADay(then, gone.path("goneAt"))
            && erased.equals(List.of("contact", "identity")),
        "contact and identity of the one who left",
        "%s, gone on %s, journal %d"
            .formatted(
                String.join(", ", erased),
                WalkContext.day(gone.path("goneAt").stringValue("")),
                gone.path("journalPosition").longValue(0)),
        later.promiseOf(RUN));
    JsonNode kept = gone.path("kept");
    later
        .transcript()
        .line(
            "... and leaves, sealed, what the law orders kept",
            kept.size() == 1
                && kept.path(0).path("category").stringValue("").equals("consent-evidence")
                && isWithinADay(then.plusYears(5), kept.path(0).path("until")),
            "the evidence of consents, for five years more",
            "%s until %s, by %s"
                .formatted(
                    kept.path(0).path("category").stringValue("(nothing)"),
                    WalkContext.day(kept.path(0).path("until").stringValue("")),
                    kept.path(0).path("law").stringValue("(none)")),
            later.promiseOf(RUN));
    ReceiptLine receipt = new ReceiptLine(later, gone.path("receipt").stringValue(""));
    receipt.verifies(
        "the erasure's receipt, offline",
        RUN,
        "keeper",
        "subject " + id,
        "erase all-but:consent-evidence");
    receipt.failsWithOneByteChanged("the same receipt with one byte changed");
  }

  /** The chapter may run past midnight. */
  private static boolean isWithinADay(LocalDate day, JsonNode moment) {
    LocalDate its =
        Instant.parse(moment.stringValue("1970-01-01T00:00:00Z")).atZone(VIETNAM).toLocalDate();
    return Math.abs(its.toEpochDay() - day.toEpochDay()) <= 1;
  }

  private void isGone(WalkContext later, String id) {
    RestResponse gone = later.api().read("customer-site", "account.view", id);
    RestResponse unknown =
        later.api().read("customer-site", "account.view", UUID.randomUUID().toString());
    boolean same = gone.status() == 404 && WalkContext.alike(gone, unknown);
    later
        .transcript()
        .line(
            "customer-site views the account",
            same,
            "404, the same answer as for somebody unknown",
            same ? "404 the same answer as for somebody unknown" : WalkContext.summary(gone),
            gone.text("promise"));
    RestResponse evidence =
        later.api().get("auditor", "/api/v1/customers/" + id + "/consents?activity=audit.consents");
    String all = evidence.body().toString();
    later.given(
        "auditor reads the evidence of consents",
        evidence,
        evidence.body().path("receipts").size() == 1
            && all.contains("dpv:ConsentGiven")
            && !all.contains(leaver.email())
            && !all.contains(leaver.name()),
        "what was given, and neither name nor address",
        "offers by email: Given; neither name nor address",
        later.promiseOf("audit.consents"));
  }

  private static RestResponse keeper(WalkContext context, String activity) {
    return context
        .api()
        .post(
            "keeper",
            "/api/v1/" + activity.replace('.', '/'),
            DemoApi.object().put("activity", activity));
  }

  /** The latest end of a retention period that starts with a closing on this day. */
  private LocalDate lastEnd(LocalDate closing) {
    Set<String> held =
        Objects.requireNonNull(policy.services().get("account")).requires().stream()
            .map(field -> Objects.requireNonNull(policy.fields().get(field)).category())
            .collect(Collectors.toSet());
    return policy.categories().values().stream()
        .filter(category -> held.contains(category.name()))
        .map(Category::retention)
        .filter(retention -> retention.after().equals("account-closed"))
        .map(retention -> closing.plus(retention.period()))
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> CommandFailure.found("The policy keeps nothing from the closing on."));
  }
}
