package vn.onecall.server.openapi;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.keeper.features.Features;

/** {@code /openapi.json}, the API's description. */
@RestController
final class OpenApiEndpoint {
  private final ObjectNode description;

  OpenApiEndpoint(Features features) {
    this.description = OpenApiDescription.of(features);
  }

  @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ObjectNode description() {
    return description;
  }
}
