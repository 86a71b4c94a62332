package vn.onecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.util.Base64;

/** How a caller shows a server who it is, when it asks for a token (RFC 6749, section 4.4). */
@FunctionalInterface
public interface Credential {
  /** What every caller asks for. */
  String GRANT = "grant_type=client_credentials";

  /**
   * Makes a request for a token this caller's.
   *
   * @param request the request, whose content is a form
   * @param endpoint the URL that it goes to, for which alone a signature is good
   */
  HttpRequest.Builder ask(HttpRequest.Builder request, String endpoint);

  /** A client that has a secret. */
  static Credential ofSecret(String client, String secret) {
    String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
    return (request, endpoint) ->
        request
            .header("Authorization", "Basic " + basic)
            .POST(HttpRequest.BodyPublishers.ofString(GRANT));
  }
}
