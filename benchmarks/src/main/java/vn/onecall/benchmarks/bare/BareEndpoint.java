package vn.onecall.benchmarks.bare;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a customer, in as many bytes as the real server takes for the same one. */
@RestController
final class BareEndpoint {
  private final BareStore store;
  private final String padding;

  BareEndpoint(BareStore store, BareConfig config, JsonMapper json) {
    this.store = store;
    UUID any = new UUID(0, 0);
    String empty = json.writeValueAsString(new View(any, 1, "", "", "", ""));
    int missing = config.frame() - empty.getBytes(StandardCharsets.UTF_8).length;
    if (missing < 0) {
      throw new IllegalArgumentException("the frame has fewer bytes than a bare answer");
    }
    this.padding = "-".repeat(missing);
  }

  /** The body of an answer. */
  record View(UUID id, long version, String name, String email, String phone, String padding) {}

  @GetMapping("/api/v1/customers/{id}")
  ResponseEntity<View> read(
      @PathVariable UUID id, @RequestParam String activity, Authentication caller) {
    Optional<BareStore.Found> found = store.read(new BareStore.Ask(id, caller.getName(), activity));
    return found
        .map(one ->
            ResponseEntity.ok()
                .eTag("\"" + one.version() + "\"")
                .body(
                    new View(
                        one.id(), one.version(), one.name(), one.email(), one.phone(), padding)))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
