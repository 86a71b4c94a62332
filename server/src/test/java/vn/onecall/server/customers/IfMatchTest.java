package vn.onecall.server.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;

/**
 * A change names the version that was read as RFC 9110 has it, and an id as any system prints it.
 */
@OnServer
class IfMatchTest {
  private static final String CUSTOMERS = "/api/v1/customers/";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1\"",
        "\"7\", \"1\"",
        "\"7\",\"1\"",
        ", \"1\" ,, \"of,another-server\"",
        "*",
        " * ",
        "W/\"1\"",
        "\"7\", W/\"1\""
      })
  void takesAChangeOfAnyVersionThatIsNamed(String ifMatch) {
    HttpResponse<String> answer = restrict(server.someone(), ifMatch);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2\"",
        "\"7\", \"8\"",
        "W/\"2\"",
        "\"01\"",
        "\"0\"",
        "\"\"",
        "\"1-gzip\"",
        "\"of,another-server\"",
        "\"9223372036854775808\""
      })
  void refusesAChangeWhoseTagsAreAllOfOtherVersions(String ifMatch) {
    HttpResponse<String> answer = restrict(server.someone(), ifMatch);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
  }

  @Test
  void takesAnIdInCapitalsForTheSame() {
    String id = server.someone();
    String capitals = id.toUpperCase(Locale.ROOT);
    assertThat(server.get(CUSTOMERS + capitals + "?activity=account.view").statusCode())
        .isEqualTo(200);
    assertThat(restrict(capitals, "\"1\"").statusCode()).isEqualTo(200);
    HttpResponse<String> read =
        server.post(
            CUSTOMERS + "read",
            "{\"activity\": \"care.view-customer\", \"ids\": [\"%s\", \"%s\"]}"
                .formatted(id, capitals));
    assertThat(RunningServer.json(read).get("customers").size()).as("told once").isEqualTo(1);
  }

  private static HttpResponse<String> restrict(String id, String ifMatch) {
    return server.send(
        server
            .posting(
                CUSTOMERS + id + "/restriction",
                "{\"activity\": \"account.restrict\", \"restricted\": true}")
            .header("If-Match", ifMatch));
  }
}
