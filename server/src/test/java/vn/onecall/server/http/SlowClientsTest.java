package vn.onecall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RawSocket;
import vn.onecall.server.fixture.RunningServer;

/** Who sends slowly, or goes away, takes nothing from those who are known. */
@OnServer
class SlowClientsTest {
  private static final Duration PROMPT = Duration.ofSeconds(4);
  private static final String TOKEN =
      lines(
          "POST /oauth2/token HTTP/1.1",
          "Host: x",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Length: 8000");

  private static RunningServer server;

  private final List<RawSocket> open = new ArrayList<>();

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @AfterEach
  void closeAll() {
    open.forEach(RawSocket::close);
  }

  @Test
  void servesItsClientsWhileTwoHundredAndTenStrangersDripABody() {
    String id = server.someone();
    for (int i = 0; i < 210; i++) {
      stranger(
          i % 2 == 0
              ? TOKEN + "g"
              : "POST /api/v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 8000\r\n\r\n{");
    }
    for (int i = 0; i < 3; i++) {
      open.forEach(each -> each.takes("x"));
      HttpRequest.Builder view =
          server.request("/api/v1/customers/" + id + "?activity=account.view").timeout(PROMPT);
      assertThat(server.send(view.GET()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersAStrangerPastItsShareWhenToComeAgainWithoutReadingItsBody() {
    for (int i = 0; i < 16; i++) {
      stranger(TOKEN + "g");
    }
    RawSocket.Answer answer = untilRefused();
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body()).contains("problem/too-many");
  }

  @Test
  void endsAtOnceTheConnectionOfWhoseBodyItWillNotRead() {
    for (String path : List.of("/api/v1/customers", "/nothing", "/openapi.json")) {
      RawSocket socket =
          stranger("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{");
      RawSocket.Answer answer = socket.answer();
      assertThat(answer.status()).as(path).isBetween(401, 405);
      assertThat(answer.header("Connection")).as(path).isEqualTo("close");
      assertThat(socket.ends()).as(path).isTrue();
    }
  }

  @Test
  void asksNoStrangerToGoOnWithABodyThatItWillNotRead() {
    RawSocket socket =
        stranger(
            lines(
                "POST /api/v1/customers HTTP/1.1",
                "Host: x",
                "Expect: 100-continue",
                "Content-Length: 900"));
    assertThat(socket.answer().status()).isEqualTo(401);
    assertThat(socket.ends()).isTrue();
  }

  @Test
  void takesAtMost16KiBFromAStranger() {
    RawSocket.Answer answer = stranger(TOKEN.replace("8000", "16385") + "g".repeat(100)).answer();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("problem/too-long");
  }

  @Test
  void waitsFiveSecondsForAWholeRequestOfAStrangerHoweverOftenAByteArrives() throws Exception {
    RawSocket body = RawSocket.to(server, Duration.ofSeconds(12)).write(TOKEN);
    RawSocket headers =
        RawSocket.to(server, Duration.ofSeconds(12)).write("GET /health HTTP/1.1\r\nX-Drip: ");
    open.addAll(List.of(body, headers));
    long begun = System.nanoTime();
    Thread dripping =
        Thread.ofVirtual()
            .start(() -> {
              while (!Thread.interrupted() && dripped(body, headers)) {
                try {
                  Thread.sleep(300);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    assertThat(body.answer().status()).isEqualTo(408);
    assertThat(headers.ends()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
    dripping.interrupt();
    dripping.join();
  }

  @Test
  void saysNothingInTheLogOfAClientThatLeft() {
    ProgramLog log = ProgramLog.listen();
    for (String request :
        List.of(
            TOKEN + "grant",
            "POST /api/v1/customers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer "
                + server.token(RunningServer.DESK)
                + "\r\nContent-Length: 800\r\n\r\n{\"activity\": ")) {
      stranger(request).close();
    }
    server.someone();
    server.send(server.anonymous("/health").GET());
    assertThat(log.said()).doesNotContain("ERROR", "WARN");
  }

  private RawSocket stranger(String request) {
    RawSocket socket = RawSocket.to(server, PROMPT);
    open.add(socket);
    return socket.write(request);
  }

  /** The others are counted once their threads have come to it. */
  private RawSocket.Answer untilRefused() {
    for (int i = 0; i < 500; i++) {
      open.forEach(each -> each.takes("x"));
      RawSocket.Answer answer = RawSocket.ask(server, TOKEN.replace("8000", "0"));
      if (answer.status() == 429) {
        return answer;
      }
    }
    throw new AssertionError("nobody was refused");
  }

  /** Whether either still takes a byte. */
  private static boolean dripped(RawSocket one, RawSocket other) {
    boolean first = one.takes("g");
    return other.takes("g") || first;
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }
}
