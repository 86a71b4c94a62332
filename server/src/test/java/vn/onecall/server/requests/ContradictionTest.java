package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.requests.Requesting.wrong;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Requests that are open at once: what each keeps from use, and which is answered first. */
@OnServer
class ContradictionTest {
  private static final String REFUSAL =
      ", \"reason\": \"Luật buộc giữ chứng từ.\", \"source\": \"pdp-law\", \"article\": \"14.5\"";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise("6.4")
  void keepsTheDataFromCareWhileARequestIsOpenAndUntilTheLastOfThemIsClosed() {
    Requesting customer = Requesting.somebody(server);
    assertThat(customer.status("care.reveal-contact")).isEqualTo(200);
    String correct = customer.ask("correct", "");
    String object = customer.ask("object", "");
    assertThat(customer.status("care.reveal-contact")).isEqualTo(404);
    assertThat(customer.status("care.view-customer")).isEqualTo(200);
    assertThat(customer.status("account.view")).isEqualTo(200);
    assertThat(customer.tryOwn(correct, "withdraw", "").statusCode()).isEqualTo(200);
    assertThat(customer.state(correct)).isEqualTo("withdrawn");
    assertThat(customer.status("care.reveal-contact")).isEqualTo(404);
    customer.step(object, "acknowledge", "");
    customer.step(object, "refuse", REFUSAL);
    assertThat(customer.status("care.reveal-contact")).isEqualTo(200);
  }

  @Test
  @Promise("6.4")
  void erasesOnlyOnceTheCopyThatWasAskedForIsAnsweredAndKeepsTheProof() {
    Requesting customer = Requesting.somebody(server);
    String copy = customer.ask("copy", "");
    String delete = customer.ask("delete", "");
    customer.step(delete, "acknowledge", "");
    wrong(customer.tryStep(delete, "answer", ""), "step", "others-first");
    customer.step(copy, "acknowledge", "");
    String copied =
        json(server.get(customer.path() + "/export?activity=account.export"))
            .get("entry")
            .stringValue();
    customer.step(copy, "answer", ", \"fulfilledBy\": \"" + copied + "\"");
    JsonNode answered = customer.step(delete, "answer", "");
    assertThat(answered.get("letter").stringValue()).contains("Kính gửi Quý khách");
    assertThat(customer.status("account.view")).isEqualTo(404);
    assertThat(server.get(customer.path() + "/requests?activity=requests.view").statusCode())
        .isEqualTo(200);
    assertThat(customer.state(delete)).isEqualTo("answered");
    assertThat(customer.seen(delete).get("steps").get(1).get("fulfilledBy"))
        .as("the erasure's own entry")
        .isEqualTo(answered.get("entry"));
    assertThat(answered.get("letter").stringValue()).contains(answered.get("entry").stringValue());
    assertThat(customer.step(delete, "answer", ""))
        .as("asked for again, as after an answer that got lost")
        .isEqualTo(answered);
    assertThat(customer.texts(copy, "request-letter")).hasSize(2);
  }

  @Test
  void answersRestrictionsAndTheirOppositeInTheOrderInWhichTheyCame() {
    Requesting customer = Requesting.somebody(server);
    String restrict = customer.ask("restrict", "");
    String lift = customer.ask("withdraw", "");
    customer.step(restrict, "acknowledge", "");
    customer.step(lift, "acknowledge", "");
    String leaf = "0".repeat(64);
    wrong(
        customer.tryStep(lift, "answer", ", \"fulfilledBy\": \"" + leaf + "\""),
        "step",
        "earlier-first");
    customer.step(restrict, "answer", fulfilledBy(restricted(customer)));
    assertThat(customer.state(restrict)).isEqualTo("answered");
  }

  @Test
  void mergesDuplicatesOnlyWhenTheCustomerAsksForIt() {
    Requesting customer = Requesting.somebody(server);
    String first = customer.ask("know", "");
    String second = customer.ask("know", "");
    String other = customer.ask("complain", "");
    assertThat(customer.state(first)).isEqualTo("received");
    assertThat(customer.state(second)).isEqualTo("received");
    String foreign = Requesting.somebody(server).ask("know", "");
    for (String into : List.of(second, other, foreign)) {
      wrong(
          customer.tryOwn(second, "merge", ", \"into\": \"" + into + "\""),
          "into",
          "not-mergeable");
    }
    // An officer has no such step: it takes the customer's own words.
    assertThat(
            server
                .post(
                    customer.path() + "/requests/" + second + "/steps",
                    "{\"activity\": \"requests.handle\", \"step\": \"merge\", \"into\": \""
                        + first
                        + "\", \"source\": \"customer\", \"moment\": \"rights-request\","
                        + " \"channel\": \"web\"}")
                .statusCode())
        .isEqualTo(403);
    assertThat(customer.tryOwn(second, "merge", ", \"into\": \"" + first + "\"").statusCode())
        .isEqualTo(200);
    assertThat(customer.state(second)).isEqualTo("merged");
    assertThat(customer.state(first)).isEqualTo("received");
  }

  /** Of three that contradict each other each is answered, and the erasure is the last of them. */
  @Test
  @Promise("6.4")
  void answersARestrictionAndAnObjectionBeforeTheErasureThatIsAskedForWithThem() {
    Requesting customer = Requesting.somebody(server);
    String delete = customer.ask("delete", "");
    String restrict = customer.ask("restrict", "");
    String object = customer.ask("object", "");
    for (String request : List.of(delete, restrict, object)) {
      customer.step(request, "acknowledge", "");
    }
    assertThat(customer.status("care.reveal-contact")).isEqualTo(404);
    wrong(customer.tryStep(delete, "answer", ""), "step", "others-first");
    wrong(customer.tryStep(object, "answer", ""), "step", "earlier-first");
    customer.step(restrict, "answer", fulfilledBy(restricted(customer)));
    wrong(customer.tryStep(delete, "answer", ""), "step", "others-first");
    assertThat(customer.status("account.view")).isEqualTo(200);
    customer.step(object, "refuse", REFUSAL);
    assertThat(customer.status("care.reveal-contact")).as("still frozen").isEqualTo(404);
    customer.step(delete, "answer", "");
    assertThat(customer.status("account.view")).isEqualTo(404);
    assertThat(customer.state(restrict)).isEqualTo("answered");
  }

  private static String fulfilledBy(HttpResponse<String> done) {
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    return ", \"fulfilledBy\": \"" + json(done).get("entry").stringValue() + "\"";
  }

  private static HttpResponse<String> restricted(Requesting customer) {
    return server.send(
        server
            .posting(
                customer.path() + "/restriction",
                "{\"activity\": \"account.restrict\", \"restricted\": true}")
            .header(
                "If-Match",
                server
                    .get(customer.path() + "?activity=account.view")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow()));
  }
}
