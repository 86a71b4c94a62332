package vn.onecall.cli.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;

/**
 * A made-up order of a State authority about one customer, and what the legal office does with it.
 * The authority has a key of its own, which alone opens what is released.
 */
final class Order {
  private static final String DEMANDS = "/api/v1/demands";
  private static final String AUTHORITY = "Công an phường Giả Định";

  private final Api api;
  private final OwnKey authority = OwnKey.generate();
  private final String customer;
  private final List<String> scope;
  private String id = "";
  private String entry = "";

  /**
   * An order that is still to be recorded.
   *
   * @param customer whose data it demands
   * @param scope which fields of it
   */
  Order(Api api, String customer, List<String> scope) {
    this.api = api;
    this.customer = customer;
    this.scope = scope;
  }

  /** The authority's key. */
  OwnKey authority() {
    return authority;
  }

  /** The id under which it is recorded. */
  String id() {
    return id;
  }

  /** Somebody brings it as an authority may not: with neither basis nor paper. */
  Answer broughtWithoutBasis(String person) {
    ObjectNode body = body(Instant.now());
    body.putObject("fields").put("order-authority", AUTHORITY);
    return api.post(person, DEMANDS, body);
  }

  /** Somebody records it whole; what is released stays secret until a time. */
  Answer recorded(String person, Instant secretUntil) {
    ObjectNode body = body(Instant.now()).put("secretUntil", secretUntil.toString());
    body.putObject("fields")
        .put("order-authority", AUTHORITY)
        .put("order-basis", "Điều 88 Bộ luật Tố tụng hình sự")
        .putObject("order-document")
        .put("name", "cong-van.pdf")
        .put("media-type", "application/pdf")
        .put(
            "content",
            Base64.getEncoder()
                .encodeToString("%PDF-1.7\nGIẢ ĐỊNH".getBytes(StandardCharsets.UTF_8)));
    Answer recorded = api.post(person, DEMANDS, body);
    id = recorded.text("id");
    entry = recorded.text("order");
    return recorded;
  }

  private ObjectNode body(Instant now) {
    ObjectNode body =
        Api.object()
            .put("activity", "demands.record")
            .put("channel", "counter")
            .put("deadline", now.plus(Duration.ofDays(7)).toString());
    scope.forEach(body.putObject("scope").putArray(customer)::add);
    body.set("key", authority.publicKey());
    return body;
  }

  /** Somebody approves just the order that was recorded. */
  Answer approved(String caller) {
    return api.post(
        caller,
        DEMANDS + "/" + id + "/approvals",
        Api.object().put("activity", "demands.approve").put("order", entry));
  }

  /** Somebody views it. */
  Answer viewed(String person) {
    return api.get(person, DEMANDS + "/" + id + "?activity=demands.view");
  }

  /** Somebody asks that fields of a customer be released to the authority. */
  Answer released(String person, String subject, List<String> fields) {
    ObjectNode body = Api.object().put("activity", "demands.release").put("customer", subject);
    fields.forEach(body.putArray("fields")::add);
    return api.post(person, DEMANDS + "/" + id + "/release", body);
  }
}
