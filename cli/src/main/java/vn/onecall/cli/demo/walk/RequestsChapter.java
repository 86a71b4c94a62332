package vn.onecall.cli.demo.walk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.rest.RestResponse;
import vn.onecall.policy.law.RequestKind;

/**
 * Two customers make a data-subject request. One is answered within the legal time, with letters.
 * The other is not answered until the officer's list shows the request as overdue, and the late
 * answer says so.
 */
final class RequestsChapter {
  private static final String IN_TIME = "6.4";
  private static final String COPY = "A customer asks for a copy by right, and gets it in time";
  private static final DateTimeFormatter IN_LETTERS = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final WalkContext context;
  private final DemoApi api;
  private final SyntheticCustomer asker;
  private final SyntheticCustomer waiter;
  private RightsRequest forgotten = new RightsRequest("", RequestKind.KNOW);
  private LocalDate due = LocalDate.EPOCH;

  /**
   * Runs the chapter.
   *
   * @param asker the customer who is answered in time
   * @param waiter the customer who is answered late
   */
  RequestsChapter(WalkContext context, SyntheticCustomer asker, SyntheticCustomer waiter) {
    this.context = context;
    this.api = context.api();
    this.asker = asker;
    this.waiter = waiter;
  }

  void walk() {
    inTime();
    leftLying();
  }

  private void inTime() {
    context.transcript().part(COPY);
    String id = context.registered("site registers", asker);
    RightsRequest copy = new RightsRequest(id, RequestKind.COPY);
    context.refused(
        "customer-site asks for a copy, without codes",
        copy.askedOnTheSite(api),
        403,
        "needs-verified-requester",
        "6.2");
    takenDown("counter sees the papers, and records the request", copy, true);
    RestResponse acknowledged = copy.step(api, DemoApi.object().put("step", "acknowledge"));
    tookStep("rights-officer acknowledges it", acknowledged, "acknowledged", false);
    context.invalid(
        "rights-officer answers, and names no copy",
        copy.step(api, DemoApi.object().put("step", "answer")),
        422,
        "fulfilledBy",
        "missing");
    RestResponse export =
        api.get("customer-site", "/api/v1/customers/" + id + "/export?activity=account.export");
    String made = export.text("entry");
    context.given(
        "customer-site exports: the copy",
        export,
        export.shown("email").equals(asker.email()) && made.length() == 64,
        "every field, with its entry",
        "%d fields, entry %s"
            .formatted(export.body().path("fields").size(), WalkContext.entry(export)),
        context.promiseOf("account.export"));
    tookStep(
        "rights-officer answers by the entry of the copy",
        copy.step(api, DemoApi.object().put("step", "answer").put("fulfilledBy", made)),
        "answered",
        false);
    readsTheLetter(copy, made);
  }

  /** Records a request, and checks its legal deadlines for a request received now. */
  private void takenDown(String asked, RightsRequest request, boolean atTheCounter) {
    RestResponse received =
        atTheCounter ? request.askedAtTheCounter(api) : request.askedOnTheSite(api);
    RightsRequest.Days days = request.due(context.policy(), moment(received.text("received")));
    due = days.acknowledgeBy();
    context.taken(
        asked,
        received,
        201,
        received.text("acknowledgeBy").equals(days.acknowledgeBy().toString())
            && received.text("answerBy").equals(days.answerBy().toString())
            && received.text("entry").length() == 64,
        "acknowledge by %s, answer by %s".formatted(days.acknowledgeBy(), days.answerBy()),
        "%s: acknowledge by %s, answer by %s; entry %s"
            .formatted(
                received.text("kind"),
                received.text("acknowledgeBy"),
                received.text("answerBy"),
                WalkContext.entry(received)),
        IN_TIME);
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      // A refused request has no deadline; the line says how it ended.
      return Instant.now();
    }
  }

  private void tookStep(String asked, RestResponse step, String state, boolean late) {
    context.given(
        asked,
        step,
        step.text("state").equals(state)
            && step.body().path("overdue").booleanValue(!late) == late
            && step.text("letter").startsWith("Kính gửi Quý khách")
            && step.text("entry").length() == 64,
        "%s %s, with a letter".formatted(state, late ? "late" : "in time"),
        "%s %s, with a letter; entry %s"
            .formatted(
                step.text("state"),
                step.body().path("overdue").booleanValue(!late) ? "late" : "in time",
                WalkContext.entry(step)),
        IN_TIME);
  }

  private void readsTheLetter(RightsRequest copy, String made) {
    RestResponse seen = copy.seen(api);
    List<String> letters = copy.letters(seen);
    String line = letters.isEmpty() ? "" : lineWith(letters.getLast(), made);
    context.given(
        "customer-site reads the last of two letters",
        seen,
        letters.size() == 2
            && letters.getFirst().contains(copy.id())
            && !line.isEmpty()
            && letters.stream().noneMatch(letter -> letter.contains(asker.name())),
        "two letters, of which the last names the entry of the copy",
        "“%s”".formatted(line.replace(made, made.substring(0, 8))),
        context.promiseOf("account.requests"));
  }

  private static String lineWith(String letter, String word) {
    return letter.lines().filter(line -> line.contains(word)).collect(Collectors.joining());
  }

  private void leftLying() {
    context
        .transcript()
        .part("Another customer asks what is done with their data; nobody answers yet");
    String id = context.registered("site registers", waiter);
    forgotten = new RightsRequest(id, RequestKind.KNOW);
    takenDown("customer-site asks, which needs no code", forgotten, false);
    RestResponse open = list(context, "&state=open");
    context.given(
        "rights-officer lists what is open",
        open,
        open.body().path("requests").size() == 1
            && forgotten.isIn(open.body().path("requests").path(0)),
        "that one request",
        requests(open),
        context.promiseOf("requests.list"));
    nothingIsOverdue(context, "rights-officer lists what is overdue");
  }

  /** A moment long after its last day. */
  void walkOfItsEnd(WalkContext later) {
    later.transcript().part("The request that nobody answered is overdue");
    RestResponse overdue = list(later, "&overdue=true");
    JsonNode only = overdue.body().path("requests").path(0);
    later.given(
        "rights-officer lists what is overdue",
        overdue,
        overdue.body().path("requests").size() == 1
            && forgotten.isIn(only)
            && only.path("overdue").booleanValue(false)
            && only.path("due").stringValue("").equals(due.toString()),
        "that one request, due on " + due,
        requests(overdue),
        IN_TIME);
    RestResponse seen = forgotten.seen(later.api());
    JsonNode own = forgotten.in(seen).path("request");
    later.given(
        "customer-site sees it too",
        seen,
        own.path("overdue").booleanValue(false)
            && own.path("state").stringValue("").equals("received"),
        "overdue",
        "%s, %s"
            .formatted(
                own.path("state").stringValue("nothing"),
                own.path("overdue").booleanValue(false) ? "overdue" : "in time"),
        later.promiseOf("account.requests"));
    answersLate(later);
    nothingIsOverdue(later, "rights-officer lists what is overdue once more");
  }

  private void answersLate(WalkContext later) {
    tookStep(
        "rights-officer acknowledges it",
        forgotten.step(later.api(), DemoApi.object().put("step", "acknowledge")),
        "acknowledged",
        true);
    RestResponse answered =
        forgotten.step(
            later.api(),
            DemoApi.object()
                .put("step", "answer")
                .put("reason", "Thông tin chỉ được dùng để quản lý tài khoản."));
    tookStep("rights-officer answers it", answered, "answered", true);
    RightsRequest.Days days =
        forgotten.due(
            later.policy(),
            moment(
                forgotten
                    .in(forgotten.seen(later.api()))
                    .path("request")
                    .path("received")
                    .stringValue("")));
    String said = lineWith(answered.text("letter"), "sau hạn");
    later
        .transcript()
        .line(
            "... in a letter that says sorry",
            said.contains(IN_LETTERS.format(days.answerBy())) && said.contains("xin lỗi"),
            "late, after " + IN_LETTERS.format(days.answerBy()),
            "“" + said.split(";", 2)[0] + "”",
            IN_TIME);
  }

  private void nothingIsOverdue(WalkContext now, String asked) {
    RestResponse overdue = list(now, "&overdue=true");
    now.given(
        asked,
        overdue,
        overdue.body().path("requests").isArray() && overdue.body().path("requests").isEmpty(),
        "nothing",
        "nothing",
        IN_TIME);
  }

  private static RestResponse list(WalkContext context, String which) {
    return context
        .api()
        .get("rights-officer", "/api/v1/requests?activity=requests.list&limit=100" + which);
  }

  private static String requests(RestResponse list) {
    return list.body()
        .path("requests")
        .valueStream()
        .map(each ->
            "%s, due on %s%s"
                .formatted(
                    each.path("kind").stringValue(""),
                    each.path("due").stringValue(""),
                    each.path("overdue").booleanValue(false) ? ", overdue" : ""))
        .collect(Collectors.joining("; "));
  }
}
