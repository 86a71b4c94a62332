package vn.onecall.cli.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Answer;
import vn.onecall.cli.Credential;
import vn.onecall.cli.Rest;

/**
 * The calls of the demo's clients and people, each of which names an activity. Safe for use by
 * several threads.
 */
final class Api {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** The version of the statement of truth that a registration confirms. */
  private static final int ATTESTATION = 1;

  private final Rest rest;

  /**
   * The API of a server.
   *
   * @param base the server's URL, without a slash at its end
   * @param secrets the clients' secrets by client id
   * @param people the keys of people, by the name that each has there
   */
  Api(String base, Map<String, String> secrets, Map<String, OwnKey> people) {
    Map<String, Credential> callers = new TreeMap<>();
    Map<String, String> actors = new TreeMap<>();
    secrets.forEach((client, secret) -> {
      callers.put(client, Credential.ofSecret(client, secret));
      actors.put(client, client + "-01");
    });
    people.forEach((person, key) -> callers.put(person, key.of(person)));
    this.rest = new Rest(URI.create(base), callers, actors);
  }

  /** An object to be filled in and sent. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** What a registration or a correction sends. */
  static ObjectNode collected(String activity, String moment, String channel) {
    return object()
        .put("activity", activity)
        .put("source", "customer")
        .put("moment", moment)
        .put("channel", channel);
  }

  /** Registers a person where that person registers: on the site, or with the counter's help. */
  Answer register(Person person) {
    return post(person.registrar(), "/api/v1/customers", registration(person));
  }

  /** The body of a person's registration for an account. */
  static ObjectNode registration(Person person) {
    return registration(person, List.of("account"));
  }

  /** The body of a person's registration for services, with name, email and phone. */
  static ObjectNode registration(Person person, List<String> services) {
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
  Answer find(String client, String activity, String field, String term) {
    ObjectNode body = object().put("activity", activity);
    body.putObject("by").put(field, term);
    return post(client, "/api/v1/customers/search", body);
  }

  /** Reads a customer. */
  Answer read(String client, String activity, String id) {
    return get(client, "/api/v1/customers/" + id + "?activity=" + activity);
  }

  /** Takes the receipt of an entry about a customer. */
  Answer receipt(String client, String activity, String id, String entry) {
    return get(
        client, "/api/v1/customers/" + id + "/entries/" + entry + "/receipt?activity=" + activity);
  }

  /**
   * Reads what is held of the accesses to a customer, as the customer sees it, the newest first.
   */
  Answer entries(String id) {
    return get(
        "customer-site", "/api/v1/customers/" + id + "/entries?activity=account.entries&limit=100");
  }

  Answer get(String client, String path) {
    return rest.get(client, path);
  }

  Answer post(String client, String path, ObjectNode body) {
    return send(client, "POST", path, body.toString(), null);
  }

  Answer put(String client, String path, ObjectNode body) {
    return send(client, "PUT", path, body.toString(), null);
  }

  /**
   * Sends a body as it is.
   *
   * @param ifMatch the ETag to name, or null to name none
   */
  Answer send(String client, String method, String path, String body, @Nullable String ifMatch) {
    return rest.send(client, method, path, body, ifMatch);
  }

  /** Asks without a token. */
  Answer getAsNobody(String path) {
    return rest.getAsNobody(path);
  }

  /** A public text, such as the log's key. */
  String publicText(String path) {
    return rest.publicText(path);
  }
}
