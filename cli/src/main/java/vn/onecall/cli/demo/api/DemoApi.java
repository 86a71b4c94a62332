package vn.onecall.cli.demo.api;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.rest.ClientCredential;
import vn.onecall.cli.rest.RestClient;
import vn.onecall.cli.rest.RestResponse;

/**
 * The API calls of the demo's clients and people; each call names an activity. Safe for use by
 * several threads.
 */
public final class DemoApi {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** The version of the statement of truth that a registration confirms. */
  private static final int ATTESTATION = 1;

  private final RestClient rest;

  /**
   * The API of a server.
   *
   * @param base the server's URL, without a slash at its end
   * @param secrets the clients' secrets by client id
   * @param people the keys of people, by name
   */
  public DemoApi(String base, Map<String, String> secrets, Map<String, PersonalKey> people) {
    Map<String, ClientCredential> callers = new TreeMap<>();
    Map<String, String> actors = new TreeMap<>();
    secrets.forEach((client, secret) -> {
      callers.put(client, ClientCredential.ofSecret(client, secret));
      actors.put(client, client + "-01");
    });
    people.forEach((person, key) -> callers.put(person, key.of(person)));
    this.rest = new RestClient(URI.create(base), callers, actors);
  }

  /** A new JSON object. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** The provenance of collected data, as a registration or a correction sends it. */
  public static ObjectNode collected(String activity, String moment, String channel) {
    return object()
        .put("activity", activity)
        .put("source", "customer")
        .put("moment", moment)
        .put("channel", channel);
  }

  /** Registers a customer through the client of the customer: site or counter. */
  public RestResponse register(SyntheticCustomer person) {
    return post(person.registrar(), "/api/v1/customers", registration(person));
  }

  /** The request body of a registration for an account. */
  public static ObjectNode registration(SyntheticCustomer person) {
    return registration(person, List.of("account"));
  }

  /** The request body of a registration for services, with name, email and phone. */
  public static ObjectNode registration(SyntheticCustomer person, List<String> services) {
    ObjectNode body =
        collected(person.registration(), "transaction-registration", person.channel())
            .put("attestation", ATTESTATION);
    services.forEach(body.putArray("services")::add);
    body.putObject("fields")
        .put("full-name", person.name())
        .put("email", person.email())
        .put("phone", person.phone());
    return body;
  }

  /** Searches by one field. */
  public RestResponse find(String client, String activity, String field, String term) {
    ObjectNode body = object().put("activity", activity);
    body.putObject("by").put(field, term);
    return post(client, "/api/v1/customers/search", body);
  }

  /** Reads a customer. */
  public RestResponse read(String client, String activity, String id) {
    return get(client, "/api/v1/customers/" + id + "?activity=" + activity);
  }

  /** Fetches the receipt of an entry about a customer. */
  public RestResponse receipt(String client, String activity, String id, String entry) {
    return get(
        client, "/api/v1/customers/" + id + "/entries/" + entry + "/receipt?activity=" + activity);
  }

  /** Reads the log of accesses to a customer in the view of the customer, newest first. */
  public RestResponse entries(String id) {
    return get(
        "customer-site", "/api/v1/customers/" + id + "/entries?activity=account.entries&limit=100");
  }

  public RestResponse get(String client, String path) {
    return rest.get(client, path);
  }

  public RestResponse post(String client, String path, ObjectNode body) {
    return send(client, "POST", path, body.toString(), null);
  }

  public RestResponse put(String client, String path, ObjectNode body) {
    return send(client, "PUT", path, body.toString(), null);
  }

  /**
   * Sends a request body unchanged.
   *
   * @param ifMatch the ETag to name, or null to name none
   */
  public RestResponse send(
      String client, String method, String path, String body, @Nullable String ifMatch) {
    return rest.send(client, method, path, body, ifMatch);
  }

  /** Sends a GET without a token. */
  public RestResponse getAsNobody(String path) {
    return rest.getAsNobody(path);
  }

  /** A public text, such as the log's key. */
  public String publicText(String path) {
    return rest.publicText(path);
  }
}
