package vn.onecall.cli.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.cli.command.CommandFailure;

/**
 * A client of a server's REST API: it gets tokens by client credentials and sends calls. Safe for
 * use by several threads. Secrets leave this machine only under TLS.
 */
public final class RestClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(20);
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private final String base;
  private final Map<String, ClientCredential> callers;
  private final Map<String, String> actors;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private record Token(String value, Instant renewAt) {}

  /**
   * Prepares a client.
   *
   * @param url the server's URL
   * @param callers the credentials, by id of the client or person
   * @param actors the actor that a client declares, by client; a person is its own actor
   * @throws CommandFailure if the URL is not an HTTP URL, or leads off this machine without TLS
   */
  public RestClient(URI url, Map<String, ClientCredential> callers, Map<String, String> actors) {
    String host = url.getHost() == null ? "" : url.getHost();
    boolean safe =
        "https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(host));
    if (host.isEmpty() || !safe) {
      throw CommandFailure.usage(
          "The server's URL begins with https://, or with http:// for a server on this machine.");
    }
    this.base = url.toString().replaceFirst("/+$", "");
    this.callers = Map.copyOf(callers);
    this.actors = Map.copyOf(actors);
  }

  /** Sends a GET. */
  public RestResponse get(String client, String path) {
    return send(authorized(client, path).GET());
  }

  /**
   * Sends a request body unchanged.
   *
   * @param ifMatch the ETag to name, or null to name none
   */
  public RestResponse send(
      String client, String method, String path, String body, @Nullable String ifMatch) {
    HttpRequest.Builder request =
        authorized(client, path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return send(ifMatch == null ? request : request.header("If-Match", ifMatch));
  }

  /** Sends a GET without a token. */
  public RestResponse getAsNobody(String path) {
    return send(request(path).GET());
  }

  /** A public text, such as the log's key. */
  public String publicText(String path) {
    HttpResponse<String> response = exchange(request(path).GET());
    if (response.statusCode() != 200) {
      throw CommandFailure.unreachable(
          base + path + " answers with " + response.statusCode() + ".");
    }
    return response.body();
  }

  private HttpRequest.Builder authorized(String client, String path) {
    HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + token(client));
    String actor = actors.get(client);
    return actor == null ? request : request.header("Onecall-Actor", actor);
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
    String endpoint = "/oauth2/token";
    ClientCredential credential =
        Objects.requireNonNull(callers.get(client), () -> "nobody knows the caller " + client);
    RestResponse answer =
        send(
            credential.ask(
                request(endpoint).header("Content-Type", "application/x-www-form-urlencoded"),
                base + endpoint));
    if (answer.status() != 200) {
      throw CommandFailure.found(
          "The client " + client + " gets no token: status " + answer.status() + ".");
    }
    return new Token(answer.text("access_token"), Instant.now().plus(TOKEN_LIFE));
  }

  private RestResponse send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request);
    return new RestResponse(
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
      throw CommandFailure.unreachable("The server at " + base + " does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.unreachable("Interrupted while the server at " + base + " was asked.");
    }
  }
}
