package vn.onecall.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final String BODY = "Nguyễn Thị Hoa";
  private static final List<byte[]> REQUESTS =
      List.of(
          HttpConnection.request("GET", "/whole", Map.of(), ""),
          HttpConnection.request("GET", "/chunked", Map.of(), ""));

  private final AtomicInteger asked = new AtomicInteger();
  private volatile int failFrom = Integer.MAX_VALUE;
  private volatile int longerFrom = Integer.MAX_VALUE;
  private HttpServer server;
  private LoadGenerator load;

  LoadGeneratorTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    load = new LoadGenerator(server.getAddress().getPort(), 3);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          int number = asked.incrementAndGet();
          byte[] body = (number >= longerFrom ? BODY + "!" : BODY).getBytes(UTF_8);
          boolean chunked = exchange.getRequestURI().getPath().equals("/chunked");
          if (number % 7 == 0) {
            exchange.getResponseHeaders().set("Connection", "close");
          }
          exchange.sendResponseHeaders(number >= failFrom ? 503 : 200, chunked ? 0 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body, 0, 5);
            out.flush();
            out.write(body, 5, body.length - 5);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void countsEveryAnswerOverConnectionsThatTheServerMayEnd() {
    int[] lengths = load.lengths(REQUESTS);
    asked.set(0);

    LoadGenerator.Done done = load.run(REQUESTS, lengths, Duration.ofMillis(300), 1);

    assertThat(done.answers()).isEqualTo(asked.get()).isGreaterThan(20);
    assertThat(done.nanos()).isGreaterThan(300_000_000L);
  }

  @Test
  void readsAWholeBodyAndAChunkedOneAlike() throws IOException {
    try (HttpConnection connection = new HttpConnection(server.getAddress().getPort())) {
      for (byte[] request : REQUESTS) {
        HttpConnection.Answer answer = connection.ask(request);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BODY);
      }
    }
  }

  @Test
  void doesNotCountARefusalAsAnAnswer() {
    int[] lengths = load.lengths(REQUESTS);
    failFrom = asked.get() + 20;

    assertThatThrownBy(() -> load.run(REQUESTS, lengths, Duration.ofSeconds(5), 1))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("503");
  }

  @Test
  void doesNotCountAnAnswerOfAnotherLength() {
    int[] lengths = load.lengths(REQUESTS);
    longerFrom = asked.get() + 20;

    assertThatThrownBy(() -> load.run(REQUESTS, lengths, Duration.ofSeconds(5), 1))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("bytes instead of");
  }
}
