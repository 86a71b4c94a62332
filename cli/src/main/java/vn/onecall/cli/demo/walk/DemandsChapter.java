package vn.onecall.cli.demo.walk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.partners.AuthorityOrder;
import vn.onecall.cli.rest.RestResponse;

/**
 * A State authority receives what its order names and two people approve, each with a personal key.
 * Any other demand is refused with a letter. If the order requires secrecy, the customer sees the
 * release from its date on, and nothing before.
 */
final class DemandsChapter {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String FIRST = "legal-1";
  private static final String SECOND = "legal-2";
  private static final String RELEASE = "demands.release";
  private static final String CONFIDENTIAL = "6.5";
  private static final List<String> SCOPE = List.of("full-name", "phone");

  private final WalkContext context;
  private final SyntheticCustomer person;
  private final SyntheticCustomer neighbour;
  private final LocalDate secretUntil;
  private String id = "";
  private String entry = "";

  /**
   * Runs the chapter.
   *
   * @param person the customer whose data is demanded
   * @param neighbour a customer whom the order does not name
   * @param secretUntil the day from which the customer may see it
   */
  DemandsChapter(
      WalkContext context,
      SyntheticCustomer person,
      SyntheticCustomer neighbour,
      LocalDate secretUntil) {
    this.context = context;
    this.person = person;
    this.neighbour = neighbour;
    this.secretUntil = secretUntil;
  }

  void walk() {
    context.transcript().part("A State authority demands data; two people approve its order");
    id = context.registered("site registers", person);
    AuthorityOrder order = new AuthorityOrder(context.api(), id, SCOPE);
    refusedInALetter(
        FIRST + " brings a demand that names no basis",
        order.broughtWithoutBasis(FIRST),
        "needs-legal-basis");
    records(order);
    approve(order);
    release(order);
    context.transcript().part("What lies past the order is refused, in a letter that can be sent");
    refusedInALetter(
        FIRST + " releases one field more, the email",
        order.released(FIRST, id, Stream.concat(SCOPE.stream(), Stream.of("email")).toList()),
        "needs-within-scope");
    String other = context.registered("site registers", neighbour);
    refusedInALetter(
        FIRST + " releases the neighbour's phone number",
        order.released(FIRST, other, List.of("phone")),
        "needs-within-scope");
    isSecret();
  }

  private void records(AuthorityOrder order) {
    Instant until = secretUntil.atStartOfDay(VIETNAM).toInstant();
    RestResponse recorded = order.recorded(FIRST, until);
    context.taken(
        FIRST + " records an order for " + String.join(" and ", SCOPE),
        recorded,
        201,
        recorded.text("order").length() == 64,
        "sealed, with its entry",
        "sealed, secret until %s, entry %s"
            .formatted(secretUntil, recorded.text("order").substring(0, 8)),
        context.promiseOf("demands.record"));
  }

  private void approve(AuthorityOrder order) {
    tooFew("releases it at once", order);
    approves(FIRST + " approves it, with a key of their own", order.approved(FIRST), false);
    approves(FIRST + " approves it once more, which counts once", order.approved(FIRST), false);
    context.refused(
        "care-desk approves it in the name of " + SECOND,
        order.approved("care-desk"),
        403,
        "caller-not-entitled",
        "6.2");
    tooFew("releases it", order);
    approves(SECOND + " approves it, with another key", order.approved(SECOND), true);
    RestResponse viewed = order.viewed(FIRST);
    List<String> people =
        viewed
            .body()
            .path("approvals")
            .valueStream()
            .map(each -> each.path("person").stringValue(""))
            .toList();
    context.given(
        FIRST + " views who approved it",
        viewed,
        people.equals(List.of(FIRST, SECOND)),
        FIRST + " and " + SECOND,
        String.join(" and ", people),
        context.promiseOf("demands.approve"));
  }

  private void tooFew(String what, AuthorityOrder order) {
    context.refused(
        FIRST + " " + what,
        order.released(FIRST, id, SCOPE),
        403,
        "needs-two-approvals",
        CONFIDENTIAL);
  }

  private void approves(String asked, RestResponse approved, boolean complete) {
    boolean now = approved.body().path("complete").booleanValue(!complete);
    context.given(
        asked,
        approved,
        now == complete && approved.text("entry").length() == 64,
        complete ? "two of two" : "one of two",
        "%s, entry %s".formatted(now ? "two of two" : "one of two", WalkContext.entry(approved)),
        context.promiseOf("demands.approve"));
  }

  private void release(AuthorityOrder order) {
    RestResponse released = order.released(FIRST, id, SCOPE);
    entry = released.text("entry");
    String envelope = released.text("envelope");
    context.given(
        FIRST + " releases what the order names",
        released,
        entry.length() == 64 && envelope.split("\\.", -1).length == 5,
        "an envelope, with its entry",
        "an envelope (JWE) for the authority, entry " + WalkContext.entry(released),
        context.promiseOf(RELEASE));
    Optional<JsonNode> opened = order.authority().open(envelope);
    List<String> names =
        opened.map(all -> List.copyOf(all.path("fields").propertyNames())).orElse(List.of());
    context
        .transcript()
        .line(
            "the authority opens it with its key",
            names.size() == SCOPE.size()
                && names.containsAll(SCOPE)
                && opened.filter(this::isAsOrdered).isPresent(),
            "with the customer's values: " + String.join(", ", SCOPE),
            "%d fields: %s".formatted(names.size(), String.join(", ", names)),
            context.promiseOf(RELEASE));
  }

  private boolean isAsOrdered(JsonNode opened) {
    return TransferLines.value(opened, "full-name").stringValue("").equals(person.name())
        && TransferLines.value(opened, "phone")
            .stringValue("")
            .equals("+84" + person.phone().substring(1))
        && opened.path("entry").stringValue("").equals(entry);
  }

  /** Checks a refusal and its letter, which gives the reason and names nobody. */
  private void refusedInALetter(String asked, RestResponse answer, String reason) {
    context.refused(asked, answer, 403, reason, CONFIDENTIAL);
    String letter = answer.text("letter");
    String why =
        letter
            .lines()
            .filter(line -> line.contains("vì: "))
            .map(line -> line.substring(line.indexOf("vì: ") + 4))
            .collect(Collectors.joining());
    context
        .transcript()
        .line(
            "... with a letter to the authority",
            letter.startsWith("Kính gửi Quý cơ quan")
                && letter.contains("cam kết " + CONFIDENTIAL)
                && letter.contains(answer.text("entry"))
                && !why.isEmpty()
                && Stream.of(id, person.name(), neighbour.name()).noneMatch(letter::contains),
            "that gives the reason, the promise and the entry, and names nobody",
            "“" + why + "”",
            CONFIDENTIAL);
  }

  private void isSecret() {
    context
        .transcript()
        .part("The release is secret for a time: in the log, and hidden from the view");
    new LogChapter(context).proves("anybody proves that its entry is in the log", entry);
    RestResponse entries = context.api().entries(id);
    context.given(
        "customer-site views who has used the data",
        entries,
        !entries.body().path("entries").isEmpty() && seen(entries).isEmpty(),
        "nothing of the release",
        activities(entries) + (seen(entries).isEmpty() ? ", and nothing of the authority" : ""),
        context.promiseOf("account.entries"));
    RestResponse receipt = context.api().receipt("customer-site", "account.receipt", id, entry);
    RestResponse unknown =
        context.api().receipt("customer-site", "account.receipt", id, "0".repeat(64));
    boolean same = receipt.status() == 404 && WalkContext.alike(receipt, unknown);
    context
        .transcript()
        .line(
            "customer-site takes the receipt of that entry",
            same,
            "404, the same answer as for an entry that is not there",
            same
                ? "404 the same answer as for an entry that is not there"
                : WalkContext.summary(receipt),
            receipt.text("promise"));
  }

  private static String activities(RestResponse entries) {
    return entries
        .body()
        .path("entries")
        .valueStream()
        .map(each -> each.path("activity").stringValue(""))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private List<JsonNode> seen(RestResponse entries) {
    return entries
        .body()
        .path("entries")
        .valueStream()
        .filter(each ->
            each.path("activity").stringValue("").startsWith("demands.")
                || each.path("entry").stringValue("").equals(entry))
        .toList();
  }

  /** Runs the part after the date of secrecy. */
  void walkOfItsDate(WalkContext later) {
    later.transcript().part("The secret release of before appears, on its date");
    RestResponse entries = later.api().entries(id);
    List<JsonNode> seen = seen(entries);
    JsonNode release = seen.isEmpty() ? DemoApi.object() : seen.getFirst();
    later.given(
        "customer-site views who has used the data",
        entries,
        seen.size() == 1
            && release.path("entry").stringValue("").equals(entry)
            && release.path("activity").stringValue("").equals(RELEASE)
            && release.path("client").stringValue("").equals(FIRST),
        "the release, as it was on its day",
        seen.isEmpty()
            ? "nothing of the release"
            : "%s by %s on %s"
                .formatted(
                    release.path("activity").stringValue(""),
                    release.path("client").stringValue(""),
                    WalkContext.day(release.path("at").stringValue(""))),
        later.promiseOf("account.entries"));
    RestResponse receipt = later.api().receipt("customer-site", "account.receipt", id, entry);
    new ReceiptLine(later, receipt.text("receipt"))
        .verifies(
            "the customer's receipt of it, offline",
            RELEASE,
            FIRST,
            "subject " + id,
            "purpose authority-demand");
  }
}
