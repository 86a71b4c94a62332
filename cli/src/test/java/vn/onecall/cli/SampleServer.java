package vn.onecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on which something is due, in years that no test can wait for: it answers as the real
 * one does. A run takes two steps; the client {@code nobody} is entitled to nothing.
 */
final class SampleServer {
  static final String SECRET = "a-secret-of-the-transcripts";

  private static final String DUE =
      """
      {"customers": 3, "categories": {"contact": 3, "identity": 1}, "entry": "%s"}
      """
          .formatted("a1".repeat(32));

  private static final String FIRST =
      """
      {"customers": [
        {"id": "3f0c1a52-8d0e-4b57-9f5e-0a6f2d1c9b77", "erased": ["contact", "identity"],
         "kept": [{"category": "consent-evidence", "until": "2032-06-01T00:00:00Z",
           "law": "consent-proof"}],
         "journalPosition": 7, "goneAt": "2027-06-01T00:00:00Z", "entry": ""},
        {"id": "5b1f0a2e-6f0d-4d0c-8a51-2f9f6f2f7c10", "erased": ["contact"],
         "journalPosition": 8, "goneAt": "2027-06-01T00:00:00Z", "entry": ""}],
       "more": true, "entry": "%s"}
      """
          .formatted("b2".repeat(32));

  private static final String LAST =
      """
      {"customers": [
        {"id": "9d7a4b1c-0a51-4f0e-b7a3-6f1d2c3b4a59", "erased": ["contact"],
         "journalPosition": 9, "goneAt": "2027-06-01T00:00:00Z", "entry": ""}],
       "more": false, "entry": "%s"}
      """
          .formatted("c3".repeat(32));

  private static final String NOTHING =
      """
      {"customers": [], "more": false, "entry": "%s"}
      """
          .formatted("d4".repeat(32));

  private static final String REFUSED =
      """
      {"status": 403, "reason": "caller-not-entitled", "promise": "6.2", "entry": "%s"}
      """
          .formatted("e5".repeat(32));

  private final AtomicInteger runs = new AtomicInteger();

  private SampleServer() {}

  /** A server that is still to be started. */
  static HttpServer create() throws IOException {
    SampleServer keeper = new SampleServer();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/oauth2/token", SampleServer::token);
    server.createContext(
        "/api/v1/retention/preview", exchange -> answer(exchange, "retention.preview", DUE));
    server.createContext(
        "/api/v1/retention/run", exchange -> answer(exchange, "retention.run", keeper.nextRun()));
    return server;
  }

  private String nextRun() {
    return switch (runs.getAndIncrement()) {
      case 0 -> FIRST;
      case 1 -> LAST;
      default -> NOTHING;
    };
  }

  private static void token(HttpExchange exchange) throws IOException {
    String basic = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String[] credentials =
        new String(Base64.getDecoder().decode(basic.replace("Basic ", "")), UTF_8).split(":", 2);
    if (credentials[1].equals(SECRET)) {
      reply(exchange, 200, "{\"access_token\": \"%s\"}".formatted(credentials[0]));
    } else {
      reply(exchange, 401, "{\"error\": \"invalid_client\"}");
    }
  }

  private static void answer(HttpExchange exchange, String activity, String answer)
      throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!body.equals("{\"activity\":\"" + activity + "\"}")) {
      reply(exchange, 422, "{\"status\": 422}");
    } else if (bearer.equals("Bearer keeper")) {
      reply(exchange, 200, answer);
    } else {
      reply(exchange, 403, REFUSED);
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
