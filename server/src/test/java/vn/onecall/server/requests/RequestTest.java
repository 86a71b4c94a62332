package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.requests.Requesting.wrong;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Whatever a customer asks for by right is taken down, and answered in writing. */
@OnServer
class RequestTest {
  private static final String REFUSAL =
      ", \"reason\": \"Luật buộc giữ chứng từ.\", \"source\": \"pdp-law\", \"article\": \"14.5\"";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise({"6.4", "1.4"})
  void takesDownEveryKindOfRequestWithTheTimesOfTheLawAndItsWordsSealed() {
    Requesting customer = Requesting.somebody(server);
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
  void refusesNoRequestForASignThatCannotBeSeen() {
    Requesting customer = Requesting.somebody(server);
    for (String text :
        List.of(
            "Xin\\tcho biết",
            "Xin\\u200B cho\\u00AD biết",
            "\\uFEFFXin \\u202Echo\\u202C biết",
            "Xin cho biết\\u0000\\uFFF9")) {
      HttpResponse<String> answer = customer.tryAsking("know", "\"text\": \"" + text + "\",");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(customer.texts(json(answer).get("request").stringValue(), "request-text"))
          .containsExactly("Xin cho biết");
    }
  }

  @Test
  @Promise("6.4")
  void acknowledgesExtendsOnceAndAnswersEachWithALetterThatTheCustomerSees() {
    Requesting customer = Requesting.somebody(server);
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
    Requesting customer = Requesting.somebody(server);
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
  void answersOnlyByAnEntryOfThatCustomerOfAFittingKindAndSinceTheRequest() {
    Requesting customer = Requesting.somebody(server);
    String earlier =
        json(server.get(customer.path() + "/export?activity=account.export"))
            .get("entry")
            .stringValue();
    String request = customer.ask("copy", "");
    customer.step(request, "acknowledge", "");
    Requesting other = Requesting.somebody(server);
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
  void knowsNoRequestOfAnybodyElse() {
    Requesting customer = Requesting.somebody(server);
    Requesting other = Requesting.somebody(server);
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
    for (String step : List.of("withdraw", "merge")) {
      assertThat(
              other
                  .tryOwn(
                      request, step, step.equals("merge") ? ", \"into\": \"" + request + "\"" : "")
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(customer.state(request)).isEqualTo("received");
    wrong(customer.tryStep("yesterday", "acknowledge", ""), "request", "format");
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
    Requesting customer = Requesting.somebody(server);
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
        "another-route");
    assertThat(
            new Requesting(server, UUID.randomUUID().toString()).tryAsking("know", "").statusCode())
        .isEqualTo(404);
  }
}
