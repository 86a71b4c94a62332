package vn.onecall.cli.demo.partners;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.api.PersonalKey;
import vn.onecall.cli.rest.RestResponse;

/**
 * A synthetic order of a State authority about one customer, and the calls of the legal office
 * about it. The authority has its own key; only that key decrypts what is released.
 */
public final class AuthorityOrder {
  private static final String DEMANDS = "/api/v1/demands";
  private static final String AUTHORITY = "Công an phường Giả Định";

  private final DemoApi api;
  private final PersonalKey authority = PersonalKey.generate();
  private final String customer;
  private final List<String> scope;
  private String id = "";
  private String entry = "";

  /**
   * Makes an order that is not recorded yet.
   *
   * @param customer the customer whose data it demands
   * @param scope the fields that it demands
   */
  public AuthorityOrder(DemoApi api, String customer, List<String> scope) {
    this.api = api;
    this.customer = customer;
    this.scope = scope;
  }

  /** The authority's key. */
  public PersonalKey authority() {
    return authority;
  }

  /** The id under which it is recorded. */
  String id() {
    return id;
  }

  /** Submits the order without legal basis and document, which is refused. */
  public RestResponse broughtWithoutBasis(String person) {
    ObjectNode body = body(Instant.now());
    body.putObject("fields").put("order-authority", AUTHORITY);
    return api.post(person, DEMANDS, body);
  }

  /** Records the complete order; the release stays secret until the given time. */
  public RestResponse recorded(String person, Instant secretUntil) {
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
    RestResponse recorded = api.post(person, DEMANDS, body);
    id = recorded.text("id");
    entry = recorded.text("order");
    return recorded;
  }

  private ObjectNode body(Instant now) {
    ObjectNode body =
        DemoApi.object()
            .put("activity", "demands.record")
            .put("channel", "counter")
            .put("deadline", now.plus(Duration.ofDays(7)).toString());
    scope.forEach(body.putObject("scope").putArray(customer)::add);
    body.set("key", authority.publicKey());
    return body;
  }

  /** Approves exactly the recorded order. */
  public RestResponse approved(String caller) {
    return api.post(
        caller,
        DEMANDS + "/" + id + "/approvals",
        DemoApi.object().put("activity", "demands.approve").put("order", entry));
  }

  /** Views the order. */
  public RestResponse viewed(String person) {
    return api.get(person, DEMANDS + "/" + id + "?activity=demands.view");
  }

  /** Requests the release of fields of a customer to the authority. */
  public RestResponse released(String person, String subject, List<String> fields) {
    ObjectNode body = DemoApi.object().put("activity", "demands.release").put("customer", subject);
    fields.forEach(body.putArray("fields")::add);
    return api.post(person, DEMANDS + "/" + id + "/release", body);
  }
}
