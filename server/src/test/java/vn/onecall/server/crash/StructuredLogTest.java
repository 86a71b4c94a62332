package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.secrecy.Needles;
import vn.onecall.testing.Promise;

/** The program log in JSON lines, as a server writes it that is told to, while keys is away. */
class StructuredLogTest {
  private static final String EMAIL = "hoangcanh.voinhe6418@nhacanary.vn";
  private static final String PHONE = "0938572046";

  @Test
  @Promise({"0.1", "6.2"})
  void namesTheRequestThatAProblemNamesAndSaysNothingElseOfIt() throws IOException {
    try (Installation house = Installation.withOneCustomer("structured-log")) {
      ServerProcess server = house.start("-Dlogging.structured.format.console=ecs");
      // The first call gets the token, which takes its time; keys is back soon after its end.
      assertThat(search(server).status()).isEqualTo(200);
      house.killInstance("keys");
      Api.Answer answer = search(server);
      assertThat(answer.status()).isEqualTo(503);
      server.kill();
      List<JsonNode> lines = lines(server);
      assertThat(lines).isNotEmpty().allMatch(line -> line.has("@timestamp"));
      assertThat(
              lines.stream()
                  .filter(line -> answer.text("instance").equals(line.path("request").asString("")))
                  .map(line -> line.path("message").asString("")))
          .as("what was said of the request")
          .anyMatch(message -> message.contains("does not answer"));
      assertThat(
              new Needles(EMAIL, "hoangcanh.voinhe6418", PHONE)
                  .in(server.said().getBytes(StandardCharsets.UTF_8)))
          .isEmpty();
    }
  }

  private static Api.Answer search(ServerProcess server) throws IOException {
    return server
        .api()
        .call(
            "care",
            "POST",
            "/api/v1/customers/search?phone=" + PHONE,
            Map.of("activity", "care.find-customer", "by", Map.of("email", EMAIL)),
            "Onecall-Actor",
            "agent-" + PHONE);
  }

  @Test
  void writesPlainTextUntilItIsToldOtherwise() {
    try (Installation house = Installation.withOneCustomer("plain-log")) {
      ServerProcess server = house.start();
      server.stop();
      assertThat(server.said()).contains("Serving on port").doesNotContain("{\"@timestamp\"");
    }
  }

  private static List<JsonNode> lines(ServerProcess server) {
    JsonMapper json = new JsonMapper();
    try (Stream<String> lines = server.said().lines()) {
      return lines.map(json::readTree).toList();
    }
  }
}
