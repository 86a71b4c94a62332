package vn.onecall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RawSocket;
import vn.onecall.server.fixture.RunningServer;

/**
 * Whatever comes in, whoever refuses it (connector, firewall, filter or controller): the answer is
 * a problem, and neither it nor the program's log repeats what was sent.
 */
@OnServer
class ConnectorTest {
  private static final String CANARY = "Zyxwvut";
  private static final String FRAME = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/customers/{Zyxwvut}?activity=account.view",
        "/api/v1/customers/%00Zyxwvut?activity=account.view",
        "/api/v1/customers/a%2fZyxwvut?activity=account.view",
        "/api/v1/customers/a%5cZyxwvut",
        "/api/v1/customers/a;Zyxwvut=1",
        "/api/v1/customers//Zyxwvut",
        "/api/v1/customers/../Zyxwvut",
        "/api/v1/customers/%ff%feZyxwvut",
        "/api/v1/customers/%zzZyxwvut",
        "/api/v1/policy/versions?cursor=[Zyxwvut]",
        "/api/v1/policy/versions?cursor=%E1%BAZyxwvut",
        "/api/v1/policy/versions?limit=%u0041Zyxwvut",
        "/api/v1/policy/versions?=Zyxwvut",
        "/api/v1/policy/versions?%ff=Zyxwvut",
        "/api/v1/policy/versions?limit=99999999999999999999&Zyxwvut=1",
        "/health?=Zyxwvut",
        "/health?%",
        "/openapi.json?Zyxwvut=%ff",
        "/log/consistency?from=99999999999999999999&to=Zyxwvut",
        "/log/tile/0/Zyxwvut",
        "/Zyxwvut",
        "/error?Zyxwvut",
        "*",
        "Zyxwvut"
      })
  void answersAnAddressThatNobodyCanReadWithAProblem(String address) {
    problem("GET " + address + FRAME + authorization() + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRACE /Zyxwvut HTTP/1.1\r\nHost: x\r\n\r\n",
        "ZYXWVUT / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: Zyxwvut\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: Zyx wvut\r\n\r\n",
        "GET / HTTP/9.Zyxwvut\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nZyx\u0001wvut: x\r\n\r\n",
        "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: Zyxwvut\r\n\r\n",
        "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Zyxwvut\r\n\r\n",
        "PUT /oauth2/token HTTP/1.1\r\nHost: x\r\n\r\n",
        "DELETE /oauth2/jwks HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u0016\u0003\u0001Zyxwvut\r\n\r\n"
      })
  void answersWhatIsNoRequestWithAProblem(String request) {
    problem(request);
  }

  @Test
  void answersAHeaderThatIsTooLongWithAProblem() {
    problem("GET /health" + FRAME + "X-Long: " + CANARY.repeat(3_000) + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Onecall-Actor", "If-Match", "Idempotency-Key", "Accept-Language", "Accept"})
  void takesAHeaderInVietnameseForNoFaultOfItsOwn(String header) {
    // UTF-8 of a name, byte by byte; some of them are controls of Latin-1.
    String name = "Nguy\u00e1\u00bb\u0085n Zyxwvut";
    String body = "{\"activity\": \"account.restrict\", \"restricted\": true}";
    ProgramLog log = ProgramLog.listen();
    RawSocket.Answer answer =
        RawSocket.ask(
            server,
            "POST /api/v1/customers/"
                + server.someone()
                + "/restriction"
                + FRAME
                + authorization()
                + header
                + ": "
                + name
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body() + log.said()).doesNotContainIgnoringCase(CANARY);
  }

  @Test
  void namesTheMethodsThatAnAddressTakes() {
    for (var each :
        java.util.Map.of("/api/v1/customers", "POST", "/oauth2/token", "POST").entrySet()) {
      RawSocket.Answer answer =
          RawSocket.ask(server, "DELETE " + each.getKey() + FRAME + authorization() + "\r\n");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(List.of(answer.header("Allow").split(", *"))).contains(each.getValue());
    }
  }

  private static String authorization() {
    return "Authorization: Bearer " + server.token(RunningServer.DESK) + "\r\n";
  }

  private static void problem(String request) {
    ProgramLog log = ProgramLog.listen();
    RawSocket.Answer answer = RawSocket.ask(server, request);
    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.get("type").stringValue()).startsWith("tag:1call.vn,2026:problem/");
    assertThat(problem.get("status").intValue()).isEqualTo(answer.status());
    assertThat(answer.body() + log.said()).doesNotContainIgnoringCase(CANARY);
    assertThat(log.said()).doesNotContain("\tat ", "ERROR", "WARN");
  }
}
