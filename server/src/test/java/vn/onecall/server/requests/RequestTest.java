package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.requests.Requesting.wrong;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Whatever a customer asks for by right is taken down, kept from harm, and answered in writing. */
class RequestTest {
  private static final String REFUSAL =
      ", \"reason\": \"Luật buộc giữ chứng từ.\", \"source\": \"pdp-law\", \"article\": \"14.5\"";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start("requests");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Requesting somebody() {
    return Requesting.of(server, Person.next());
  }

  @Test
  @Promise({"6.4", "1.4"})
  void takesDownEveryKindOfRequestWithTheTimesOfTheLawAndItsWordsSealed() {
    Requesting customer = somebody();
    for (String kind :
        List.of(
            "know",
            "view",
            "copy",
            "correct",
            "restrict",
            "object",
            "withdraw",
            "delete",
            "protective-measures",
            "complain")) {
      HttpResponse<String> answer =
          customer.tryAsking(kind, "\"text\": \"Xin giải quyết giúp tôi việc " + kind + ".\",");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonNode received = json(answer);
      assertThat(received.get("state").stringValue()).isEqualTo("received");
      assertThat(received.get("acknowledgeBy").stringValue())
          .isLessThan(received.get("answerBy").stringValue());
      String request = received.get("request").stringValue();
      assertThat(customer.texts(request, "request-text"))
          .containsExactly("Xin giải quyết giúp tôi việc " + kind + ".");
    }
    assertThat(
            server
                .main()
                .sql("select r::text from requests.request r where subject_id = ?")
                .param(UUID.fromString(customer.customer()))
                .query(String.class)
                .list())
        .hasSize(10)
        .noneMatch(row -> row.contains("giúp tôi"));
  }

  @Test
  @Promise("6.4")
  void acknowledgesExtendsOnceAndAnswersEachWithALetterThatTheCustomerSees() {
    Requesting customer = somebody();
    String request = customer.ask("view", "");
    wrong(customer.tryStep(request, "answer", ", \"reason\": \"x\""), "step", "not-now");
    customer.step(request, "acknowledge", "");
    wrong(customer.tryStep(request, "acknowledge", ""), "step", "not-now");
    wrong(customer.tryStep(request, "extend", ""), "step", "no-reason");
    String before = customer.seen(request).get("request").get("answerBy").stringValue();
    JsonNode extended = customer.step(request, "extend", ", \"reason\": \"Phải chờ kho lưu trữ.\"");
    assertThat(extended.get("answerBy").stringValue()).isGreaterThan(before);
    wrong(
        customer.tryStep(request, "extend", ", \"reason\": \"Vẫn chờ.\""),
        "step",
        "already-extended");
    String shown =
        json(server.get(customer.path() + "?activity=account.view")).get("entry").stringValue();
    JsonNode answered = customer.step(request, "answer", ", \"fulfilledBy\": \"" + shown + "\"");
    assertThat(answered.get("overdue").booleanValue()).isFalse();
    assertThat(customer.state(request)).isEqualTo("answered");
    List<String> letters = customer.texts(request, "request-letter");
    assertThat(letters).hasSize(3).allMatch(letter -> letter.startsWith("Kính gửi Quý khách"));
    assertThat(letters.get(0)).contains("Nghị định 356/2025").doesNotContain("{");
    assertThat(letters.get(1)).contains("gia hạn một lần").doesNotContain("{");
    assertThat(letters.get(2)).contains(shown).doesNotContain("{");
    assertThat(customer.texts(request, "request-reason")).containsExactly("Phải chờ kho lưu trữ.");
    wrong(customer.tryStep(request, "refuse", REFUSAL), "step", "not-now");
  }

  @Test
  @Promise("6.4")
  void refusesOnlyWithAnArticleOfLawAndAReason() {
    Requesting customer = somebody();
    String request = customer.ask("delete", "");
    customer.step(request, "acknowledge", "");
    for (String[] bad :
        new String[][] {
          {", \"source\": \"pdp-law\", \"article\": \"14.5\"", "reason", "missing"},
          {
            ", \"reason\": \"Không.\", \"source\": \"house-rules\", \"article\": \"1\"",
            "source",
            "not-listed"
          },
          {
            ", \"reason\": \"Không.\", \"source\": \"pdp-law\", \"article\": \"theo luật\"",
            "article",
            "format"
          },
          {", \"reason\": \"Không.\", \"source\": \"pdp-law\"", "article", "missing"},
        }) {
      wrong(customer.tryStep(request, "refuse", bad[0]), bad[1], bad[2]);
    }
    JsonNode refused = customer.step(request, "refuse", REFUSAL);
    assertThat(refused.get("letter").stringValue())
        .contains("Điều 14.5, Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15", "khiếu nại")
        .doesNotContain("Luật buộc giữ chứng từ");
    assertThat(customer.state(request)).isEqualTo("refused");
  }

  @Test
  @Promise("6.4")
  void keepsTheDataFromCareWhileARequestIsOpenAndUntilTheLastOfThemIsClosed() {
    Requesting customer = somebody();
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
  void answersOnlyByAnEntryOfThatCustomerOfAFittingKindAndSinceTheRequest() {
    Requesting customer = somebody();
    String earlier =
        json(server.get(customer.path() + "/export?activity=account.export"))
            .get("entry")
            .stringValue();
    String request = customer.ask("copy", "");
    customer.step(request, "acknowledge", "");
    Requesting other = somebody();
    String others =
        json(server.get(other.path() + "/export?activity=account.export"))
            .get("entry")
            .stringValue();
    String viewed =
        json(server.get(customer.path() + "?activity=account.view")).get("entry").stringValue();
    wrong(customer.tryStep(request, "answer", ""), "fulfilledBy", "missing");
    for (String not : List.of(earlier, others, viewed, "0".repeat(64))) {
      wrong(
          customer.tryStep(request, "answer", ", \"fulfilledBy\": \"" + not + "\""),
          "fulfilledBy",
          "not-fitting");
    }
    String copied =
        json(server.get(customer.path() + "/export?activity=account.export"))
            .get("entry")
            .stringValue();
    customer.step(request, "answer", ", \"fulfilledBy\": \"" + copied + "\"");
    assertThat(customer.seen(request).get("steps").get(1).get("fulfilledBy").stringValue())
        .isEqualTo(copied);
  }

  @Test
  @Promise("6.4")
  void erasesOnlyOnceTheCopyThatWasAskedForIsAnsweredAndKeepsTheProof() {
    Requesting customer = somebody();
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
    assertThat(customer.status("requests.view")).isEqualTo(200);
    assertThat(customer.state(delete)).isEqualTo("answered");
    assertThat(customer.texts(copy, "request-letter")).hasSize(2);
  }

  @Test
  void answersRestrictionsAndTheirOppositeInTheOrderInWhichTheyCame() {
    Requesting customer = somebody();
    String restrict = customer.ask("restrict", "");
    String lift = customer.ask("withdraw", "");
    customer.step(restrict, "acknowledge", "");
    customer.step(lift, "acknowledge", "");
    String leaf = "0".repeat(64);
    wrong(
        customer.tryStep(lift, "answer", ", \"fulfilledBy\": \"" + leaf + "\""),
        "step",
        "earlier-first");
    HttpResponse<String> restricted =
        server.send(
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
    customer.step(
        restrict,
        "answer",
        ", \"fulfilledBy\": \"" + json(restricted).get("entry").stringValue() + "\"");
    assertThat(customer.state(restrict)).isEqualTo("answered");
  }

  @Test
  void mergesDuplicatesOnlyWhenTheCustomerAsksForIt() {
    Requesting customer = somebody();
    String first = customer.ask("know", "");
    String second = customer.ask("know", "");
    String other = customer.ask("complain", "");
    assertThat(customer.state(first)).isEqualTo("received");
    assertThat(customer.state(second)).isEqualTo("received");
    String foreign = somebody().ask("know", "");
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

  @Test
  @Promise("6.4")
  void knowsNoRequestOfAnybodyElse() {
    Requesting customer = somebody();
    Requesting other = somebody();
    String request = customer.ask("know", "");
    HttpResponse<String> foreign = other.tryStep(request, "acknowledge", "");
    HttpResponse<String> unknown = other.tryStep(UUID.randomUUID().toString(), "acknowledge", "");
    HttpResponse<String> nobody =
        new Requesting(server, UUID.randomUUID().toString()).tryStep(request, "acknowledge", "");
    for (HttpResponse<String> answer : List.of(foreign, unknown, nobody)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
      assertThat(json(answer).get("reason").stringValue()).isEqualTo("not-shown");
      assertThat(json(answer).get("promise").stringValue()).isEqualTo("6.4");
    }
    assertThat(customer.state(request)).isEqualTo("received");
    wrong(customer.tryStep("yesterday", "acknowledge", ""), "request", "format");
  }

  @Test
  @Promise("2.3")
  void givesAComplaintItsFindingAndNeitherClosesItByThatNorForbidsTheCorrection() {
    Requesting customer = somebody();
    String complaint = customer.ask("complain", "\"text\": \"Số điện thoại bị sai.\",");
    JsonNode found = json(dispute(customer, complaint, "phone"));
    assertThat(found.get("found").stringValue()).isEqualTo("as-registered");
    assertThat(customer.state(complaint)).isEqualTo("received");
    customer.step(complaint, "acknowledge", "");
    assertThat(json(dispute(customer, complaint, "fax")).get("found").stringValue())
        .isEqualTo("never-registered");
    assertThat(customer.state(complaint)).isEqualTo("acknowledged");
    wrong(customer.tryStep(complaint, "answer", ""), "reason", "missing");
    assertThat(correct(customer, "+84912999888").statusCode()).isEqualTo(200);
    assertThat(json(dispute(customer, complaint, "phone")).get("found").stringValue())
        .isEqualTo("changed-since");
    assertThat(customer.state(complaint)).isEqualTo("acknowledged");
    JsonNode seen = customer.seen(complaint);
    assertThat(seen.get("findings")).hasSize(3);
    String evidence = seen.get("findings").get(0).get("registration").stringValue();
    assertThat(
            server
                .get(customer.path() + "/entries/" + evidence + "/receipt?activity=account.receipt")
                .body())
        .contains("c2sp.org/tlog-proof@v1");
    customer.step(complaint, "answer", ", \"reason\": \"Số đã được sửa theo ý Quý khách.\"");
    wrong(dispute(customer, complaint, "phone"), "request", "another-kind");
    assertThat(dispute(customer, UUID.randomUUID().toString(), "phone").statusCode())
        .isEqualTo(404);
  }

  /** An administrator writes another registration, leaf and all; the published log has it not. */
  @Test
  @Promise("2.3")
  void restsNoFindingOnARegistrationThatThePublishedLogDoesNotHave() {
    Requesting customer = somebody();
    String complaint = customer.ask("complain", "");
    assertThat(json(dispute(customer, complaint, "phone")).get("found").stringValue())
        .isEqualTo("as-registered");
    server
        .main()
        .sql(
            """
            update access.entry set facts_version = 9, leaf = sha256('\\x%s'::bytea
              || subject_commitment || actor_commitment
              || set_byte('\\x00', 0, outcome) || int4send(policy_version) || int8send(9)
              || sha256(convert_to(array_to_string(held, ','), 'UTF8')))
            where entry_id in (select entry_id from access.attestation where subject_id = ?)
            """
                .formatted(
                    java.util.HexFormat.of()
                        .formatHex(
                            vn.onecall.translog.entries.EntryCommitment.LEAF_TAG.getBytes(
                                java.nio.charset.StandardCharsets.US_ASCII))))
        .param(UUID.fromString(customer.customer()))
        .update();
    assertThat(json(dispute(customer, complaint, "phone")).get("found").stringValue())
        .isEqualTo("altered");
  }

  private static HttpResponse<String> dispute(Requesting customer, String request, String field) {
    return server.post(
        customer.path() + "/requests/" + request + "/findings",
        "{\"activity\": \"complaints.dispute-first-values\", \"field\": \"" + field + "\"}");
  }

  private static HttpResponse<String> correct(Requesting customer, String phone) {
    return server.send(
        server
            .patching(
                customer.path(),
                "{\"activity\": \"account.correct\", \"source\": \"customer\", \"moment\":"
                    + " \"account-correction\", \"channel\": \"web\", \"fields\": {\"phone\": \""
                    + phone
                    + "\"}}")
            .header(
                "If-Match",
                server
                    .get(customer.path() + "?activity=account.view")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow()));
  }

  @Test
  void listsOpenRequestsPageByPageAndNothingThatAnybodyWrote() {
    Person person = Person.next();
    Requesting customer = Requesting.of(server, person);
    String request = customer.ask("complain", "\"text\": \"Bí mật của tôi\",");
    String closed = customer.ask("know", "");
    customer.tryOwn(closed, "withdraw", "");
    StringBuilder all = new StringBuilder();
    String cursor = "";
    do {
      JsonNode page =
          json(server.get("/api/v1/requests?activity=requests.list&state=open&limit=3" + cursor));
      all.append(page);
      JsonNode next = page.get("next");
      cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
    } while (!cursor.isEmpty());
    assertThat(all.toString())
        .contains(request)
        .doesNotContain(closed, "Bí mật", person.phone(), person.email(), person.fullName());
    assertThat(
            json(server.get("/api/v1/requests?activity=requests.list&overdue=true&limit=100"))
                .toString())
        .doesNotContain(request);
  }

  @Test
  void refusesWhatIsNotARequest() {
    Requesting customer = somebody();
    wrong(customer.tryAsking("forget-me", ""), "kind", "not-listed");
    wrong(customer.tryAsking("know", "\"requester\": \"neighbour\","), "requester", "not-listed");
    wrong(
        customer.tryAsking("know", "\"evidence\": {\"id\": {\"name\": \"x.exe\"}},"),
        "evidence.id.media-type",
        "empty");
    wrong(
        server.post(
            customer.path() + "/records",
            "{\"activity\": \"account.request\", \"source\": \"customer\", \"moment\":"
                + " \"rights-request\", \"channel\": \"web\", \"fields\": {\"request-text\": \""
                + UUID.randomUUID()
                + " x\"}}"),
        "activity",
        "another-kind");
    wrong(
        server.get(customer.path() + "/requests?activity=care.view-customer"),
        "activity",
        "another-kind");
    assertThat(
            new Requesting(server, UUID.randomUUID().toString()).tryAsking("know", "").statusCode())
        .isEqualTo(404);
  }
}
