package vn.onecall.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Failure;

/**
 * A made-up company that receives data: it listens on this machine, takes what is sent to it, and
 * opens it with a key that it alone has.
 */
final class Recipient implements AutoCloseable {
  /** Where it listens. */
  static final String HOST = "127.0.0.1";

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final String id;
  private final String kind;
  private final String name;
  private final String agreement = UUID.randomUUID().toString();
  private final OwnKey key = OwnKey.generate();
  private final HttpServer http;
  private final BlockingQueue<Envelope> received = new LinkedBlockingQueue<>();

  private Recipient(String id, String kind, String name, HttpServer http) {
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.http = http;
  }

  /**
   * One envelope as it came.
   *
   * @param reference by which the recipient alone knows the transfer
   * @param sealed the envelope
   */
  record Envelope(String reference, String sealed) {}

  /**
   * A company that listens from now on.
   *
   * @param id its code at the demo's company
   * @param kind one of the policy's kinds of recipients
   * @param name its name
   */
  static Recipient listening(String id, String kind, String name) {
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(HOST), 0), 0);
      Recipient recipient = new Recipient(id, kind, name, http);
      http.createContext("/in", recipient::receive);
      http.start();
      return recipient;
    } catch (IOException e) {
      throw Failure.unreachable("No recipient can listen on this machine: " + e.getMessage());
    }
  }

  private void receive(HttpExchange call) throws IOException {
    try (call) {
      received.add(
          new Envelope(
              String.valueOf(call.getRequestHeaders().getFirst("Onecall-Reference")),
              new String(call.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
      call.sendResponseHeaders(204, -1);
    }
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** The activity of the policy by which it is handed data. */
  String activity() {
    return "transfers.to-" + kind;
  }

  /** The API's path of the agreement with it. */
  String agreementPath() {
    return "/api/v1/agreements/" + agreement;
  }

  /** The agreement with it, as it is recorded: for a year, to be reviewed after half of it. */
  ObjectNode agreement(String purpose, List<String> fields) {
    Instant now = Instant.now();
    ObjectNode terms =
        Api.object()
            .put("activity", "agreements.manage")
            .put("recipient", id)
            .put("kind", kind)
            .put("name", name)
            .put("begins", now.toString())
            .put("ends", now.plus(Duration.ofDays(365)).toString())
            .put("country", "VN")
            .put("delivery", "push")
            .put("address", "http://" + HOST + ":" + http.getAddress().getPort() + "/in")
            .put("fee", false);
    terms.putArray("purposes").add(purpose);
    fields.forEach(terms.putArray("fields")::add);
    terms.putArray("subprocessors");
    terms
        .putObject("measures")
        .putObject("encryption-at-rest")
        .put("evidence", "report-1")
        .put("review-by", now.plus(Duration.ofDays(180)).toString());
    return terms.set("key", key.publicKey());
  }

  /** The next envelope that comes, or nothing if none does for a while. */
  Optional<Envelope> next() {
    try {
      return Optional.ofNullable(received.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** What an envelope holds; nothing if it is not for this recipient. */
  Optional<JsonNode> open(Envelope envelope) {
    return key.open(envelope.sealed());
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
