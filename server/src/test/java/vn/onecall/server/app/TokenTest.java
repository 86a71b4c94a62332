package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;
import static vn.onecall.server.fixture.RunningServer.registration;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Who comes in: a client with its secret and a token of this server, and nobody else. */
@OnServer
class TokenTest {
  private static final String CUSTOMERS = "/api/v1/customers";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  void asksForATokenOnEveryAddressOfTheApiAndAnswersNowhereElseButWhereStrangersMay() {
    for (String path : new String[] {CUSTOMERS, "/api/v1/policy/versions", "/metrics"}) {
      assertThat(server.send(server.anonymous(path).GET()).statusCode()).as(path).isEqualTo(401);
    }
    for (String path : new String[] {"/", "/actuator", "/oauth2/authorize", "/error", "/nothing"}) {
      assertThat(server.send(server.anonymous(path).GET()).statusCode()).as(path).isEqualTo(404);
      assertThat(server.send(server.request(path).GET()).statusCode()).as(path).isEqualTo(404);
    }
    HttpResponse<String> answer =
        server.send(
            server
                .anonymous(CUSTOMERS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(registration(Person.next()))));
    refusedAsAStranger(answer);
    for (String open : new String[] {"/health", "/log/checkpoint", "/log/key", "/openapi.json"}) {
      assertThat(server.send(server.anonymous(open).GET()).statusCode()).as(open).isEqualTo(200);
    }
  }

  @Test
  void refusesATokenThatHasExpired() throws JOSEException {
    Instant past = Instant.now().minusSeconds(3_600);
    refusedAsAStranger(with(signed(server.tokenKey(), past)));
  }

  @Test
  void refusesATokenOfAnotherServerOrOfNone() throws JOSEException {
    Instant later = Instant.now().plusSeconds(600);
    assertThat(with(signed(server.tokenKey(), later)).statusCode()).isEqualTo(403);
    refusedAsAStranger(with(signed(new RSAKeyGenerator(2048).generate(), later)));
    refusedAsAStranger(with(new PlainJWT(claims(later)).serialize()));
    refusedAsAStranger(with("Zyxwvut"));
    String token = server.token(RunningServer.DESK);
    refusedAsAStranger(with(token.substring(0, token.length() - 4) + "AAAA"));
  }

  @Test
  void refusesAClientWithTheWrongSecretWithoutRepeatingIt() {
    ProgramLog log = ProgramLog.listen();
    HttpResponse<String> answer = server.tokenAnswer(RunningServer.DESK, "Zyxwvut".repeat(6), "");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("error").stringValue()).isEqualTo("invalid_client");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(scheme -> assertThat(scheme).startsWith("Basic realm="));
    assertThat(server.tokenAnswer("zyxwvut", "x".repeat(40), "").statusCode()).isEqualTo(401);
    assertThat(answer.body() + log.said()).doesNotContainIgnoringCase("Zyxwvut");
  }

  @Test
  void namesTheSchemeToWhoShowsNothingAtAll() {
    HttpResponse<String> answer =
        server.send(
            server
                .anonymous("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(json(answer).get("error").stringValue()).isEqualTo("invalid_client");
  }

  @Test
  void saysWhatAClientMustKnowToAskForTokens() {
    HttpResponse<String> answer =
        server.send(server.anonymous("/.well-known/oauth-authorization-server").GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("issuer").stringValue()).isEqualTo(RunningServer.ISSUER);
    assertThat(json(answer).get("token_endpoint").stringValue())
        .isEqualTo(RunningServer.ISSUER + "/oauth2/token");
    assertThat(json(answer).get("jwks_uri").stringValue())
        .isEqualTo(RunningServer.ISSUER + "/oauth2/jwks");
  }

  @Test
  @Promise("6.2")
  void refusesAnActivityThatTheClientIsNotEntitledTo() {
    String id = server.someone();
    HttpResponse<String> answer =
        server.send(
            server
                .anonymous(CUSTOMERS + "/" + id + "?activity=care.reveal-contact")
                .header("Authorization", "Bearer " + server.token(RunningServer.SHOP))
                .GET());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).get("promise").stringValue()).isEqualTo("6.2");
  }

  @Test
  void narrowsATokenToTheActivitiesThatItWasAskedFor() {
    HttpResponse<String> answer =
        server.tokenAnswer(
            RunningServer.DESK, server.secret(RunningServer.DESK), "&scope=care.view-customer");
    String narrow = json(answer).get("access_token").stringValue();
    String id = server.someone();
    for (var each :
        java.util.Map.of("care.view-customer", 200, "care.reveal-contact", 403).entrySet()) {
      assertThat(
              server
                  .send(
                      server
                          .anonymous(CUSTOMERS + "/" + id + "?activity=" + each.getKey())
                          .header("Authorization", "Bearer " + narrow)
                          .GET())
                  .statusCode())
          .as(each.getKey())
          .isEqualTo(each.getValue());
    }
    assertThat(
            server
                .tokenAnswer(
                    RunningServer.SHOP,
                    server.secret(RunningServer.SHOP),
                    "&scope=care.view-customer")
                .statusCode())
        .isEqualTo(400);
  }

  private static HttpResponse<String> with(String token) {
    return server.send(
        server
            .anonymous(CUSTOMERS + "/" + java.util.UUID.randomUUID() + "?activity=marketing.call")
            .header("Authorization", "Bearer " + token)
            .GET());
  }

  private static void refusedAsAStranger(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(json(answer).get("type").stringValue()).endsWith("problem/not-signed-in");
  }

  private static String signed(RSAKey key, Instant expires) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims(expires));
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static JWTClaimsSet claims(Instant expires) {
    return new JWTClaimsSet.Builder()
        .subject(RunningServer.DESK)
        .issueTime(Date.from(expires.minusSeconds(1_800)))
        .expirationTime(Date.from(expires))
        .build();
  }
}
