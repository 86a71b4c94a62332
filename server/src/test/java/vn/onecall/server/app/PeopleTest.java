package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.KeyHolder;
import vn.onecall.server.fixture.RawSocket;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** People sign in as themselves, each with a key that nobody else has. */
class PeopleTest {
  private static final KeyHolder LAN = KeyHolder.of("staff-17");
  private static final KeyHolder STRANGER = KeyHolder.of("staff-17");

  private static RunningServer server;

  @BeforeAll
  static void start() {
    Path data = Folders.installation("people");
    server =
        RunningServer.start(data, LAN.settings(data.resolve("people"), 0, "care.view-customer"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Promise("1.6")
  void knowsAPersonByTheirOwnKeyAndLogsThemAsVerified() {
    String id = server.someone();
    assertThat(view(id, LAN.token(server), Optional.empty()).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnActorThatAPersonDeclares() {
    String id = server.someone();
    HttpResponse<String> answer = view(id, LAN.token(server), Optional.of("agent-7"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Onecall-Actor");
  }

  @Test
  void givesNoTokenToWhomTheKeyIsNot() {
    refused(STRANGER.signed(STRANGER.claims().build()));
  }

  @Test
  void takesEachAssertionOnce() {
    String assertion = LAN.signed(LAN.claims().build());
    assertThat(KeyHolder.ask(server, LAN.id(), assertion).statusCode()).isEqualTo(200);
    refused(assertion);
  }

  @Test
  void takesNoAssertionForAnotherServerOrForAnotherPersonOrForLong() {
    refused(LAN.signed(LAN.claims().audience("https://elsewhere.example").build()));
    refused(LAN.signed(LAN.claims().subject(RunningServer.DESK).build()));
    refused(LAN.signed(LAN.claims().issuer(RunningServer.DESK).build()));
    refused(LAN.signed(LAN.claims().jwtID(null).build()));
    refused(LAN.signed(LAN.claims().expirationTime(in(3_600)).build()));
    refused(LAN.signed(LAN.claims().expirationTime(in(-60)).build()));
    refused(LAN.signed(LAN.claims().expirationTime(null).build()));
  }

  @Test
  void takesNoAssertionForTheServerThatTheHostHeaderNames() {
    for (List<String> audience :
        List.of(
            List.of("http://elsewhere.example"),
            List.of("http://elsewhere.example/oauth2/token"),
            List.of(RunningServer.ISSUER, "http://elsewhere.example"))) {
      String body = KeyHolder.form(LAN.id(), LAN.signed(LAN.claims().audience(audience).build()));
      RawSocket.Answer answer =
          RawSocket.ask(
              server,
              "POST /oauth2/token HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n"
                  + "X-Forwarded-Host: elsewhere.example\r\n"
                  + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
      assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    }
  }

  @Test
  void takesAnAssertionForTheIssuerItself() {
    String assertion = LAN.signed(LAN.claims().audience(RunningServer.ISSUER).build());
    assertThat(KeyHolder.ask(server, LAN.id(), assertion).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAKeyThatTwoPeopleShareOneThatIsPrivateAndOneThatIsNone() {
    Path data = Folders.installation("people-refused");
    Path keys = data.resolve("people");
    String[] both =
        Stream.of(
                LAN.settings(keys, 0, "care.view-customer"),
                LAN.sameKeyAs("staff-18").settings(keys, 1, "care.view-customer"))
            .flatMap(Arrays::stream)
            .toArray(String[]::new);
    assertThatThrownBy(() -> RunningServer.start(data, both).close())
        .hasRootCauseMessage(
            "The people 'staff-17' and 'staff-18' have the same key; each needs one of their own.");
    String[] spelled =
        Stream.of(
                LAN.settings(keys, 0, "care.view-customer"),
                LAN.sameKeyAs("staff-19").settings(keys, 1, "care.view-customer"))
            .flatMap(Arrays::stream)
            .toArray(String[]::new);
    LAN.sameKeyAs("staff-19").publicKeyWithLeadingZeros(keys);
    assertThatThrownBy(() -> RunningServer.start(data, spelled).close())
        .hasRootCauseMessage(
            "The people 'staff-17' and 'staff-19' have the same key; each needs one of their own.");
    String[] shown = LAN.settings(keys, 0, "care.view-customer");
    LAN.privateKey(keys);
    assertThatThrownBy(() -> RunningServer.start(data, shown).close())
        .hasRootCauseMessage(
            "The key-file of the person 'staff-17' must hold a public key on P-256, and no private"
                + " one.");
  }

  private static Date in(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static void refused(String assertion) {
    HttpResponse<String> answer = KeyHolder.ask(server, LAN.id(), assertion);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("error").stringValue()).isEqualTo("invalid_client");
  }

  private static HttpResponse<String> view(String id, String token, Optional<String> actor) {
    HttpRequest.Builder request =
        server
            .anonymous("/api/v1/customers/" + id + "?activity=care.view-customer")
            .header("Authorization", "Bearer " + token);
    actor.ifPresent(name -> request.header("Onecall-Actor", name));
    return server.send(request.GET());
  }
}
