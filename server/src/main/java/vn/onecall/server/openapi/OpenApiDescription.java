package vn.onecall.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.Features;

/**
 * The OpenAPI 3.1 description of the API, merged from the {@code openapi.json} beside each feature:
 * paths, components and tags. Shared parts are in the file of this package; what the edge of HTTP
 * answers at any address is added to each.
 */
public final class OpenApiDescription {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PART = "openapi.json";
  private static final String PROBLEM = "application/problem+json";
  private static final Map<String, String> EVERYWHERE =
      Map.of("400", "Malformed", "429", "TooMany", "500", "Fault", "503", "Unavailable");
  private static final Map<String, String> OF_BODIES = Map.of("408", "TooSlow", "413", "TooLong");

  private OpenApiDescription() {}

  /**
   * The description of a program with these features.
   *
   * @throws IllegalStateException if two features describe one path or component
   */
  public static ObjectNode of(Features features) {
    ObjectNode whole = read(OpenApiDescription.class);
    for (FeatureDeclaration feature : features.all()) {
      if (!feature.home().getPackage().equals(OpenApiDescription.class.getPackage())
          && feature.home().getResource(PART) != null) {
        add(whole, read(feature.home()), feature.name());
      }
    }
    whole
        .get("paths")
        .forEach(path -> path.forEach(operation -> addShared((ObjectNode) operation, whole)));
    return whole;
  }

  /** What any address may answer before, or in place of, the feature that it belongs to. */
  private static void addShared(ObjectNode operation, ObjectNode whole) {
    ObjectNode responses = (ObjectNode) operation.get("responses");
    EVERYWHERE.forEach((status, name) -> addShared(responses, status, name, whole));
    if (operation.has("requestBody")) {
      OF_BODIES.forEach((status, name) -> addShared(responses, status, name, whole));
    }
  }

  private static void addShared(
      ObjectNode responses, String status, String name, ObjectNode whole) {
    if (!responses.has(status)) {
      responses.putObject(status).put("$ref", "#/components/responses/" + name);
    } else if (responses.get(status).get("content") instanceof ObjectNode own
        && !own.has(PROBLEM)) {
      own.set(PROBLEM, whole.at("/components/responses/" + name + "/content").get(PROBLEM));
    }
  }

  private static void add(ObjectNode whole, ObjectNode part, String feature) {
    for (Map.Entry<String, JsonNode> each : part.properties()) {
      JsonNode there = whole.get(each.getKey());
      switch (each.getValue()) {
        case ObjectNode more when there instanceof ObjectNode known -> add(known, more, feature);
        case ArrayNode more when there instanceof ArrayNode known -> known.addAll(more);
        case JsonNode value when there == null -> whole.set(each.getKey(), value);
        default ->
            throw new IllegalStateException(
                "the feature " + feature + " describes again: " + each.getKey());
      }
    }
  }

  private static ObjectNode read(Class<?> home) {
    try (InputStream file = home.getResourceAsStream(PART)) {
      return (ObjectNode) JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
