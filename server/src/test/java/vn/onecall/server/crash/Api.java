package vn.onecall.server.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The HTTP interface of one run of the server, and every entry that its answers have named. */
final class Api {
  static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final Installation house;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Set<String> leaves = ConcurrentHashMap.newKeySet();

  Api(Installation house, int port) {
    this.house = house;
    this.port = port;
  }

  /** What came back. */
  record Answer(int status, JsonNode body, byte[] bytes) {
    String text(String name) {
      return body.path(name).asString("");
    }

    @Override
    public String toString() {
      return status + " " + new String(bytes, UTF_8);
    }
  }

  /** The leaves of all entries that answers have named. */
  Set<String> leaves() {
    return leaves;
  }

  boolean healthy() {
    try {
      return get("/health").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Calls without a token. */
  Answer get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  /** Calls as a client. */
  Answer call(String client, String method, String path, @Nullable Object body, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        request(path)
            .header("Authorization", "Bearer " + token(client))
            .header("Content-Type", "application/json")
            .header("Accept-Language", "en")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(
                        body instanceof String text ? text : JSON.writeValueAsString(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    Answer answer = send(request.build());
    note(answer.body.path("entry"));
    answer.body.path("entries").forEach(this::note);
    answer.body.path("customers").forEach(customer -> note(customer.path("entry")));
    return answer;
  }

  /** Calls in whatever form. */
  Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), json(response), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(LONGEST_ANSWER);
  }

  String token(String client) throws IOException {
    String known = tokens.get(client);
    if (known != null) {
      return known;
    }
    String basic =
        Base64.getEncoder().encodeToString((client + ":" + house.secret(client)).getBytes(UTF_8));
    Answer answer =
        send(
            request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    if (answer.status != 200) {
      throw new IOException("no token for " + client + ": " + answer);
    }
    tokens.put(client, answer.text("access_token"));
    return answer.text("access_token");
  }

  private void note(JsonNode leaf) {
    if (leaf.isString()) {
      leaves.add(leaf.asString());
    }
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    List<String> type = response.headers().allValues("Content-Type");
    return type.stream().anyMatch(each -> each.contains("json"))
        ? JSON.readTree(response.body())
        : MissingNode.getInstance();
  }
}
