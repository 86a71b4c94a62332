package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.requests.Requesting.wrong;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** What answers a request is the very thing that was asked, and still so when it is answered. */
@OnServer
@Promise("6.4")
class FulfilmentTest {
  private static final String CORRECTED =
      "\"source\": \"customer\", \"moment\": \"account-correction\", \"channel\": \"web\"";
  private static final String CHOSEN =
      "\"source\": \"customer\", \"moment\": \"consent-choice\", \"channel\": \"web\"";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  void aRestrictionIsAnsweredByItsVeryFlagWhileThatHoldsAndTheFreezeEndsNoSooner() {
    Requesting customer = Requesting.somebody(server);
    String request = acknowledged(customer, "restrict", "");
    notFitting(customer, request, flag(customer, "marketing-refusal", "refuse-marketing", true));
    notFitting(customer, request, flag(customer, "closure", "close", true));
    String restricted = flag(customer, "restriction", "restrict", true);
    flag(customer, "restriction", "restrict", false);
    wrong(answer(customer, request, restricted), "fulfilledBy", "no-longer-so");
    assertThat(customer.status("care.reveal-contact")).as("still frozen").isEqualTo(404);
    assertThat(customer.state(request)).isEqualTo("acknowledged");
    String again = flag(customer, "restriction", "restrict", true);
    assertThat(answer(customer, request, again).statusCode()).isEqualTo(200);
  }

  @Test
  void aWithdrawalIsAnsweredByThatConsentAndByNoClosureOrOtherConsent() {
    Requesting customer = Requesting.somebody(server);
    for (String consent : new String[] {"offers", "news"}) {
      choose(customer, "given", consent, ", \"text\": 1");
    }
    String request = acknowledged(customer, "withdraw", "\"concerns\": [\"offers\"],");
    notFitting(customer, request, flag(customer, "closure", "close", true));
    notFitting(customer, request, flag(customer, "marketing-refusal", "refuse-marketing", true));
    flag(customer, "marketing-refusal", "refuse-marketing", false);
    notFitting(customer, request, choose(customer, "withdrawn", "news", ""));
    String withdrawn = choose(customer, "withdrawn", "offers", "");
    choose(customer, "given", "offers", ", \"text\": 1");
    wrong(answer(customer, request, withdrawn), "fulfilledBy", "no-longer-so");
    String again = choose(customer, "withdrawn", "offers", "");
    assertThat(answer(customer, request, again).statusCode()).isEqualTo(200);
  }

  @Test
  void anObjectionToOneChannelIsAnsweredByThatChannel() {
    Requesting customer = Requesting.somebody(server);
    choose(customer, "given", "offers", ", \"text\": 1");
    String request = acknowledged(customer, "object", "\"concerns\": [\"offers-by-sms\"],");
    String email =
        json(server.post(
                customer.path() + "/consents",
                "{\"activity\": \"account.consent\", \"state\": \"withdrawn\", \"consent\":"
                    + " \"offers\", \"channels\": [\"email\"], "
                    + CHOSEN
                    + "}"))
            .get("entry")
            .stringValue();
    notFitting(customer, request, email);
    assertThat(answer(customer, request, choose(customer, "withdrawn", "offers", "")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aCorrectionIsAnsweredByTheFieldAskedForInTheValueThatItHas() {
    Requesting customer = Requesting.somebody(server);
    String request = acknowledged(customer, "correct", "\"concerns\": [\"phone\"],");
    notFitting(customer, request, correct(customer, "title", "mrs"));
    String first = correct(customer, "phone", "0912000111");
    String second = correct(customer, "phone", "0912000222");
    wrong(answer(customer, request, first), "fulfilledBy", "no-longer-so");
    JsonNode answered = customer.step(request, "answer", fulfilledBy(second));
    assertThat(answered.get("letter").stringValue()).contains("Yêu cầu về: Số điện thoại.");
    assertThat(customer.seen(request).get("request").get("concerns").toString())
        .isEqualTo("[\"phone\"]");
  }

  @Test
  void aViewIsAnsweredByTheDataAskedForAndByNoListOfRequests() {
    Requesting customer = Requesting.somebody(server);
    String request = acknowledged(customer, "view", "");
    notFitting(
        customer,
        request,
        json(server.get(customer.path() + "/requests?activity=account.requests"))
            .get("entry")
            .stringValue());
    String shown =
        json(server.get(customer.path() + "?activity=account.view")).get("entry").stringValue();
    assertThat(answer(customer, request, shown).statusCode()).isEqualTo(200);
  }

  @Test
  void whatNobodyNamedTheOfficerNamesAndTheCustomerReadsIt() {
    Requesting customer = Requesting.somebody(server);
    String request = customer.ask("correct", "\"text\": \"Số máy của tôi ghi sai.\",");
    customer.step(request, "acknowledge", "");
    String phone = correct(customer, "phone", "0912000333");
    wrong(answer(customer, request, phone), "concerns", "missing");
    wrong(
        customer.tryStep(request, "answer", fulfilledBy(phone) + ", \"concerns\": [\"shoe-size\"]"),
        "concerns",
        "not-listed");
    wrong(
        customer.tryStep(request, "answer", fulfilledBy(phone) + ", \"concerns\": [\"title\"]"),
        "fulfilledBy",
        "not-fitting");
    JsonNode answered =
        customer.step(request, "answer", fulfilledBy(phone) + ", \"concerns\": [\"phone\"]");
    assertThat(answered.get("letter").stringValue()).contains("Yêu cầu về: Số điện thoại.");
  }

  @Test
  void whatWasNamedStaysAndOneRequestIsAboutOneConsent() {
    Requesting customer = Requesting.somebody(server);
    wrong(
        customer.tryAsking("withdraw", "\"concerns\": [\"offers\", \"news\"],"),
        "concerns",
        "one-at-a-time");
    wrong(customer.tryAsking("know", "\"concerns\": [\"phone\"],"), "concerns", "not-listed");
    String request = customer.ask("correct", "\"concerns\": [\"phone\", \"email\"],");
    wrong(
        customer.tryStep(request, "acknowledge", ", \"concerns\": [\"title\"]"),
        "concerns",
        "named-already");
    assertThat(customer.step(request, "acknowledge", "").get("letter").stringValue())
        .contains("Yêu cầu về: Email; Số điện thoại.");
    String other = customer.ask("correct", "\"concerns\": [\"phone\"],");
    wrong(
        customer.tryOwn(other, "merge", ", \"into\": \"" + request + "\""),
        "into",
        "not-mergeable");
  }

  private static String acknowledged(Requesting customer, String kind, String more) {
    String request = customer.ask(kind, more);
    customer.step(request, "acknowledge", "");
    return request;
  }

  private static String fulfilledBy(String entry) {
    return ", \"fulfilledBy\": \"" + entry + "\"";
  }

  private static HttpResponse<String> answer(Requesting customer, String request, String entry) {
    return customer.tryStep(request, "answer", fulfilledBy(entry));
  }

  private static void notFitting(Requesting customer, String request, String entry) {
    wrong(answer(customer, request, entry), "fulfilledBy", "not-fitting");
  }

  /** Sets or lifts a flag; the entry. */
  private static String flag(Requesting customer, String where, String activity, boolean hold) {
    String name =
        switch (where) {
          case "closure" -> "closed";
          case "restriction" -> "restricted";
          default -> "refused";
        };
    return entry(
        server.send(
            server
                .posting(
                    customer.path() + "/" + where,
                    "{\"activity\": \"account.%s\", \"%s\": %s}".formatted(activity, name, hold))
                .header("If-Match", version(customer))));
  }

  private static String correct(Requesting customer, String field, String value) {
    return entry(
        server.send(
            server
                .patching(
                    customer.path(),
                    "{\"activity\": \"account.correct\", %s, \"fields\": {\"%s\": \"%s\"}}"
                        .formatted(CORRECTED, field, value))
                .header("If-Match", version(customer))));
  }

  private static String choose(Requesting customer, String state, String consent, String more) {
    return entry(
        server.post(
            customer.path() + "/consents",
            """
            {"activity": "account.consent", "state": "%s", "consent": "%s",
             "channels": ["email", "sms"], %s%s}
            """
                .formatted(state, consent, CHOSEN, more)));
  }

  private static String version(Requesting customer) {
    return server
        .get(customer.path() + "?activity=account.view")
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  private static String entry(HttpResponse<String> done) {
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    return json(done).get("entry").stringValue();
  }
}
