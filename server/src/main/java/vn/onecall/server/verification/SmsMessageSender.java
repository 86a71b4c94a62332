package vn.onecall.server.verification;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends messages through an SMS gateway. It follows no redirect, so the address reaches only the
 * gateway.
 */
final class SmsMessageSender implements MessageSender {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SmsSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  SmsMessageSender(SmsSettings settings) {
    this.settings = settings;
  }

  @Override
  public void send(String address, String subject, String text) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JsonMapper.shared()
                        .writeValueAsString(
                            Map.of("to", address, "text", text, "sender", settings.sender()))));
    if (settings.tokenFile() != null) {
      request.header("Authorization", "Bearer " + Files.readString(settings.tokenFile()).strip());
    }
    try {
      int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IOException("the SMS gateway answered " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the SMS gateway was not waited for");
    }
  }
}
