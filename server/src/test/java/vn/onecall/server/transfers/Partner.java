package vn.onecall.server.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;

/** A company as the tests register it, with terms that each test bends as it needs. */
public final class Partner {
  private static int next;

  private final RunningServer server;
  private final String id;
  private final UUID agreement;
  private final Map<String, Object> terms;

  private Partner(RunningServer server, String id, UUID agreement, Map<String, Object> terms) {
    this.server = server;
    this.id = id;
    this.agreement = agreement;
    this.terms = terms;
  }

  private Partner(RunningServer server, String kind, String purpose, List<String> fields) {
    this(server, kind + "-" + ++next, UUID.randomUUID(), new LinkedHashMap<>());
    terms.put("activity", "agreements.manage");
    terms.put("recipient", id);
    terms.put("kind", kind);
    terms.put("name", "Công ty Ví Dụ " + next);
    terms.put("purposes", List.of(purpose));
    terms.put("fields", fields);
    terms.put("begins", Instant.now().minus(Duration.ofDays(1)).toString());
    terms.put("ends", Instant.now().plus(Duration.ofDays(90)).toString());
    terms.put("measures", measure("report-17", Instant.now().plus(Duration.ofDays(30))));
    terms.put("country", "VN");
    terms.put("subprocessors", List.of());
    terms.put("delivery", "push");
    terms.put("fee", false);
  }

  /** A bank that may get the name and the account. */
  public static Partner bank(RunningServer server, ReceivingHost host) {
    return new Partner(server, "bank", "payment", List.of("full-name", "bank-account")).at(host);
  }

  /** An affiliate that may get the name and the email. */
  public static Partner affiliate(RunningServer server, ReceivingHost host) {
    return new Partner(server, "affiliate", "affiliate-service", List.of("full-name", "email"))
        .at(host);
  }

  static Map<String, Object> measure(String evidence, Instant reviewBy) {
    return Map.of(
        "encryption-at-rest", Map.of("evidence", evidence, "review-by", reviewBy.toString()));
  }

  private Partner at(ReceivingHost host) {
    return with("address", host.address())
        .with("key", JsonMapper.shared().readTree(host.publicKey()));
  }

  /** With another term. */
  public Partner with(String term, Object value) {
    terms.put(term, value);
    return this;
  }

  /** Without a term. */
  Partner without(String term) {
    terms.remove(term);
    return this;
  }

  /** The same company, as another start of its installation knows it. */
  Partner of(RunningServer later) {
    return new Partner(later, id, agreement, terms);
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** The id of its agreement. */
  public UUID agreement() {
    return agreement;
  }

  /** The terms as they are now. */
  public Map<String, Object> terms() {
    return Map.copyOf(terms);
  }

  /** Sends the terms as they are now. */
  HttpResponse<String> put() {
    return put("/api/v1/agreements/" + agreement, terms);
  }

  /** Sends them, and sees that they were taken. */
  public Partner agreed() {
    HttpResponse<String> answer = put();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return this;
  }

  /** Asks for a transfer of some fields of a customer. */
  public HttpResponse<String> transfer(String customer, UUID transfer, String... fields) {
    return transfer(activity(), customer, transfer, fields);
  }

  /** Asks for a transfer under another activity. */
  HttpResponse<String> transfer(String activity, String customer, UUID transfer, String... fields) {
    return put(
        "/api/v1/customers/" + customer + "/transfers/" + transfer,
        Map.of("activity", activity, "recipient", id, "fields", fields));
  }

  /** The activity by which it is handed data. */
  public String activity() {
    return "transfers.to-" + terms.get("kind");
  }

  /** What the customer says to this affiliate. */
  HttpResponse<String> choice(String customer, String state) {
    return put("/api/v1/customers/" + customer + "/affiliates/" + id, chosen(state));
  }

  /** The customer says yes to one transfer to this recipient, for a fee. */
  HttpResponse<String> agreeToFee(String customer, UUID transfer, String... fields) {
    Map<String, Object> body = chosen("given");
    body.put("recipient", id);
    body.put("purpose", Objects.requireNonNull((List<?>) terms.get("purposes")).getFirst());
    body.put("fields", fields);
    return chooseFee(customer, transfer, body);
  }

  /** What the customer says to one transfer for a fee, in whatever words. */
  HttpResponse<String> chooseFee(String customer, UUID transfer, Map<String, Object> body) {
    return put("/api/v1/customers/" + customer + "/transfers/" + transfer + "/consent", body);
  }

  /** The frame of a choice. */
  static Map<String, Object> chosen(String state) {
    return new LinkedHashMap<>(
        Map.of(
            "activity",
            "account.consent",
            "source",
            "customer",
            "moment",
            "consent-choice",
            "channel",
            "web",
            "state",
            state,
            "text",
            1));
  }

  private HttpResponse<String> put(String path, Map<String, Object> body) {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
  }

  /** How far a transfer has come. */
  static JsonNode status(RunningServer server, UUID transfer) {
    HttpResponse<String> answer =
        server.get("/api/v1/transfers/" + transfer + "?activity=transfers.follow");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  /** The state of a transfer. */
  public static String state(RunningServer server, UUID transfer) {
    return status(server, transfer).get("state").stringValue();
  }

  /** Waits until a transfer is where a test expects it. */
  static void comesTo(RunningServer server, UUID transfer, String state) {
    Patience.until(state, () -> state(server, transfer).equals(state));
  }

  /** How often a transfer was opened to be sent. */
  static long attempts(RunningServer server, UUID transfer) {
    return server
        .main()
        .sql("select count(*) from transfers.attempt where transfer_id = ?")
        .param(transfer)
        .query(Long.class)
        .single();
  }

  /** Fetches a transfer to a bank as a sealed file. */
  static HttpResponse<String> file(RunningServer server, UUID transfer) {
    return server.post(
        "/api/v1/transfers/" + transfer + "/file", "{\"activity\": \"transfers.to-bank\"}");
  }
}
