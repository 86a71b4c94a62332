package vn.onecall.cli.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.util.Base64;

/** How a caller authenticates when it requests a token (RFC 6749, section 4.4). */
@FunctionalInterface
public interface ClientCredential {
  /** The grant that every caller requests. */
  String GRANT = "grant_type=client_credentials";

  /**
   * Adds the authentication to a token request.
   *
   * @param request the request, whose content is a form
   * @param endpoint the URL of the token endpoint; a signature is valid for this URL alone
   */
  HttpRequest.Builder ask(HttpRequest.Builder request, String endpoint);

  /** The credential of a client with a secret. */
  static ClientCredential ofSecret(String client, String secret) {
    String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
    return (request, endpoint) ->
        request
            .header("Authorization", "Basic " + basic)
            .POST(HttpRequest.BodyPublishers.ofString(GRANT));
  }
}
