package vn.onecall.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /openapi.json}, as it was written. */
@RestController
final class OpenApiEndpoint {
  private final byte[] description = read();

  @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] description() {
    return description.clone();
  }

  private static byte[] read() {
    try (InputStream file = OpenApiEndpoint.class.getResourceAsStream("/openapi.json")) {
      return Objects.requireNonNull(file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
