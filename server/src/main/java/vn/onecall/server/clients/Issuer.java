package vn.onecall.server.clients;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * The name of this server as the issuer of tokens (RFC 8414, section 2): the address by which its
 * callers reach it. It is configured, since the {@code Host} of a request is the caller's word.
 *
 * @param uri https, or http on the loopback; without a query, a fragment or a slash at its end
 */
public record Issuer(URI uri) {
  /** Where tokens are asked for. */
  public static final String TOKEN_ENDPOINT = "/oauth2/token";

  /** Where the keys are that verify them. */
  public static final String KEYS_ENDPOINT = "/oauth2/jwks";

  public Issuer {
    if (uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getQuery() != null
        || uri.getFragment() != null
        || uri.toString().endsWith("/")
        || !("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLocal(uri)))) {
      throw new IllegalArgumentException(
          "The issuer must be an https address (http on this machine only) without a slash at its"
              + " end, such as https://keeper.example.");
    }
  }

  /** Whether an assertion for this audience is for this server (RFC 7523, section 3). */
  boolean isAudience(String audience) {
    return audience.equals(uri.toString()) || audience.equals(at(TOKEN_ENDPOINT));
  }

  /** The address of a path of this server. */
  String at(String path) {
    return uri + path;
  }

  private static boolean isLocal(URI uri) {
    String host = uri.getHost();
    try {
      return host.equals("localhost")
          || (host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]")
              && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
