package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.onecall.server.clients.TokenKeys;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Tokens outlive a restart, and an operator ends them before their time. */
class TokenKeyRotationTest {
  private static final String PATH =
      "/api/v1/customers/0b9a8c7d-6e5f-4a3b-8c2d-1e0f9a8b7c6d?activity=care.reveal-contact";

  private static HttpResponse<String> with(RunningServer server, String token) {
    return server.send(server.anonymous(PATH).header("Authorization", "Bearer " + token));
  }

  @Test
  @Promise("6.2")
  void aTokenOutlivesARestartAndNotItsRevokedKey() throws Exception {
    String token;
    Path data;
    try (RunningServer server = RunningServer.start("token-key-rotation")) {
      data = server.data();
      token = server.token(RunningServer.DESK);
      assertThat(with(server, token).statusCode()).isNotEqualTo(401);
    }
    try (RunningServer server = RunningServer.start(data)) {
      assertThat(with(server, token).statusCode()).isNotEqualTo(401);

      TokenKeys.Rotated rotated =
          TokenKeys.rotate(
              server.instances().clients(), server.keystore(), true, Clock.systemUTC());
      Instant end = Instant.now().plus(Duration.ofSeconds(10));
      while (with(server, token).statusCode() != 401 && Instant.now().isBefore(end)) {
        Thread.sleep(100);
      }
      assertThat(with(server, token).statusCode()).isEqualTo(401);
      assertThat(server.send(server.anonymous("/oauth2/jwks")).body())
          .contains(rotated.key().toString())
          .doesNotContain("\"d\"");
      String fresh =
          server
              .tokenAnswer(RunningServer.DESK, server.secret(RunningServer.DESK), "")
              .body()
              .replaceAll(".*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
      assertThat(with(server, fresh).statusCode()).isNotEqualTo(401);
    }
  }
}
