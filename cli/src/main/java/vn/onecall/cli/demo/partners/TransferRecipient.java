package vn.onecall.cli.demo.partners;

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
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.api.PersonalKey;

/**
 * A synthetic company that receives transfers: it listens on this machine and decrypts what it
 * receives with its own key.
 */
public final class TransferRecipient implements AutoCloseable {
  /** The host on which it listens. */
  public static final String HOST = "127.0.0.1";

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final String id;
  private final String kind;
  private final String name;
  private final String agreement = UUID.randomUUID().toString();
  private final PersonalKey key = PersonalKey.generate();
  private final HttpServer http;
  private final BlockingQueue<Envelope> received = new LinkedBlockingQueue<>();

  private TransferRecipient(String id, String kind, String name, HttpServer http) {
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.http = http;
  }

  /**
   * One received envelope.
   *
   * @param reference the reference of the transfer, known to the recipient alone
   * @param sealed the envelope
   */
  public record Envelope(String reference, String sealed) {}

  /**
   * Starts a recipient, which listens at once.
   *
   * @param id its code at the demo's company
   * @param kind one of the policy's kinds of recipients
   * @param name its name
   */
  public static TransferRecipient listening(String id, String kind, String name) {
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(HOST), 0), 0);
      TransferRecipient recipient = new TransferRecipient(id, kind, name, http);
      http.createContext("/in", recipient::receive);
      http.start();
      return recipient;
    } catch (IOException e) {
      throw CommandFailure.unreachable(
          "No recipient can listen on this machine: " + e.getMessage());
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

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** The activity of transfers to it. */
  public String activity() {
    return "transfers.to-" + kind;
  }

  /** The API path of its agreement. */
  public String agreementPath() {
    return "/api/v1/agreements/" + agreement;
  }

  /** The agreement to record: valid for a year, to be reviewed after half a year. */
  public ObjectNode agreement(String purpose, List<String> fields) {
    Instant now = Instant.now();
    ObjectNode terms =
        DemoApi.object()
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

  /** Waits for the next envelope; empty if none arrives in time. */
  public Optional<Envelope> next() {
    try {
      return Optional.ofNullable(received.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The content of an envelope; empty if it is not encrypted to this recipient. */
  public Optional<JsonNode> open(Envelope envelope) {
    return key.open(envelope.sealed());
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
