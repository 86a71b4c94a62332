package vn.onecall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RawSocket;
import vn.onecall.server.fixture.RunningServer;

/** A server that lets a client make five requests at once, and then one a second. */
class LimitsTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Folders.installation("limits"),
            "onecall.limits.requests-per-second=1",
            "onecall.limits.burst=5",
            "onecall.limits.connections-per-address=40",
            "onecall.limits.failed-tokens-per-minute=1",
            "onecall.limits.failed-tokens-burst=3");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersAClientThatCallsTooOftenWhenToComeAgainInBothLanguages() {
    for (String language : new String[] {"vi", "en"}) {
      HttpResponse<String> answer = asOften(RunningServer.DESK, language);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
      assertThat(answer.headers().firstValue("Content-Language")).contains(language);
      assertThat(json(answer).get("type").stringValue()).endsWith("problem/too-many");
      assertThat(json(answer).get("title").stringValue())
          .isEqualTo(language.equals("vi") ? "Quá nhiều yêu cầu" : "Too many requests");
    }
    assertThat(call(RunningServer.SHOP, "vi").statusCode())
        .as("another client has a share of its own")
        .isNotEqualTo(429);
  }

  @Test
  void limitsNothingThatIsForEverybody() {
    for (int i = 0; i < 20; i++) {
      assertThat(server.send(server.anonymous("/health").GET()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void comparesNoMoreSecretsOnceAClientIdHasFailedTooOften() {
    ProgramLog log = ProgramLog.listen();
    for (int i = 0; i < 3; i++) {
      assertThat(guess("khach.la@nhacanary.vn").statusCode()).isEqualTo(401);
    }
    HttpResponse<String> answer = guess("khach.la@nhacanary.vn");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 60L);
    assertThat(guess("nobody.else").statusCode()).as("all unknown ids share one").isEqualTo(429);
    assertThat(guess(RunningServer.SHOP).statusCode()).as("a client is alone").isEqualTo(401);
    assertThat(answer.body() + log.said().toLowerCase(Locale.ROOT)).doesNotContain("khach.la");
  }

  @Test
  void shutsNobodyOutWhoHasTheRightSecretHoweverOftenAStrangerBesideThemGuesses() {
    for (int i = 0; i < 6; i++) {
      var _ = guess(RunningServer.DESK);
    }
    assertThat(guess(RunningServer.DESK).statusCode()).isEqualTo(429);
    assertThat(guess("d%65sk").statusCode()).as("the same client").isEqualTo(429);
    assertThat(
            server
                .tokenAnswer(RunningServer.DESK, server.secret(RunningServer.DESK), "")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersAConnectionPastTheShareOfItsAddressWhenToComeAgain() {
    List<RawSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        open.add(RawSocket.to(server, Duration.ofSeconds(10)));
      }
      RawSocket.Answer answer = RawSocket.ask(server, "");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("5");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.body()).contains("problem/unavailable");
    } finally {
      open.forEach(RawSocket::close);
    }
  }

  @Test
  void takesNothingForATokenThatIsGiven() {
    for (int i = 0; i < 10; i++) {
      assertThat(
              server
                  .tokenAnswer(RunningServer.DESK, server.secret(RunningServer.DESK), "")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  private static HttpResponse<String> guess(String client) {
    return server.tokenAnswer(client, "x".repeat(40), "");
  }

  private static HttpResponse<String> asOften(String client, String language) {
    HttpResponse<String> answer = call(client, language);
    for (int i = 0; i < 60 && answer.statusCode() != 429; i++) {
      answer = call(client, language);
    }
    return answer;
  }

  private static HttpResponse<String> call(String client, String language) {
    HttpRequest.Builder request =
        server
            .anonymous("/api/v1/customers/" + UUID.randomUUID() + "?activity=marketing.call")
            .header("Authorization", "Bearer " + server.token(client))
            .header("Accept-Language", language);
    return server.send(request.GET());
  }
}
