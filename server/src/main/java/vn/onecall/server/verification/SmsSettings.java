package vn.onecall.server.verification;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The gateway that carries our SMS, by HTTP: a POST of {@code {"to", "text", "sender"}}.
 *
 * @param url where to post; https, or http on this machine
 * @param sender the registered brand name that messages come from
 * @param tokenFile a file with the bearer token that it asks for, if it does
 */
public record SmsSettings(URI url, String sender, @Nullable Path tokenFile) {
  public SmsSettings {
    boolean local = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
    if (!"https".equals(url.getScheme()) && !(local && "http".equals(url.getScheme()))) {
      throw new IllegalArgumentException("an SMS gateway is reached by https");
    }
  }
}
