package vn.onecall.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Failure;

/**
 * The REST API as its clients use it: a token by client credentials, then calls that name an
 * activity. Safe for use by several threads.
 */
final class Api {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** The version of the statement of truth that a registration confirms. */
  private static final int ATTESTATION = 1;

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(20);

  private final String base;
  private final Map<String, String> secrets;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private record Token(String value, Instant renewAt) {}

  /**
   * The API of a server.
   *
   * @param base the server's URL, without a slash at its end
   * @param secrets the clients' secrets by client id
   */
  Api(String base, Map<String, String> secrets) {
    this.base = base;
    this.secrets = Map.copyOf(secrets);
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
    ObjectNode body =
        collected(person.registration(), "transaction-registration", person.channel())
            .put("attestation", ATTESTATION);
    body.putArray("services").add("account");
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

  Answer get(String client, String path) {
    return send(authorized(client, path).GET());
  }

  Answer post(String client, String path, ObjectNode body) {
    return send(client, "POST", path, body.toString(), null);
  }

  /**
   * Sends a body as it is.
   *
   * @param ifMatch the ETag to name, or null to name none
   */
  Answer send(String client, String method, String path, String body, @Nullable String ifMatch) {
    HttpRequest.Builder request =
        authorized(client, path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return send(ifMatch == null ? request : request.header("If-Match", ifMatch));
  }

  /** Asks without a token. */
  Answer getAsNobody(String path) {
    return send(request(path).GET());
  }

  /** A public text, such as the log's key. */
  String publicText(String path) {
    HttpResponse<String> response = exchange(request(path).GET());
    if (response.statusCode() != 200) {
      throw Failure.unreachable(base + path + " answers with " + response.statusCode() + ".");
    }
    return response.body();
  }

  private HttpRequest.Builder authorized(String client, String path) {
    return request(path)
        .header("Authorization", "Bearer " + token(client))
        .header("Onecall-Actor", client + "-01");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofMinutes(1))
        .header("Accept-Language", "en");
  }

  private String token(String client) {
    return tokens.compute(
            client,
            (name, known) ->
                known == null || Instant.now().isAfter(known.renewAt) ? newToken(name) : known)
        .value;
  }

  private Token newToken(String client) {
    String credentials =
        Base64.getEncoder().encodeToString((client + ":" + secrets.get(client)).getBytes(UTF_8));
    Answer answer =
        send(
            request("/oauth2/token")
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    if (answer.status() != 200) {
      throw Failure.found(
          "The client " + client + " gets no token: status " + answer.status() + ".");
    }
    return new Token(answer.text("access_token"), Instant.now().plus(TOKEN_LIFE));
  }

  private Answer send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request);
    return new Answer(
        response.statusCode(), response.headers().firstValue("ETag").orElse(""), json(response));
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw Failure.unreachable("The server at " + base + " does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("Interrupted while the server at " + base + " was asked.");
    }
  }
}
