package vn.onecall.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.fixture.Contract;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.problems.Problem;
import vn.onecall.testing.Promise;

/**
 * The description against the program. That every answer is as it says, each test sees to that asks
 * {@link RunningServer} for one.
 */
@OnServer
class OpenApiTest {
  /** What filters and the actuator answer, which no controller maps. */
  private static final Set<String> NO_CONTROLLERS =
      Set.of("post /oauth2/token", "get /oauth2/jwks", "get /health");

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  void servesTheDescriptionToAnybodyAsItWasWritten() {
    HttpResponse<String> answer = server.send(server.anonymous("/openapi.json").GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(RunningServer.json(answer)).isEqualTo(Contract.DOCUMENT);
    assertThat(Contract.DOCUMENT.get("openapi").stringValue()).isEqualTo("3.1.0");
  }

  @Test
  void describesEveryAddressThatTheProgramAnswersAndNoOther() {
    Set<String> described = new TreeSet<>(operations().keySet());
    described.removeAll(NO_CONTROLLERS);
    Set<String> mapped = new TreeSet<>();
    server.mappings().ours().forEach(each -> mapped.add(each.replace("/tile/**", "/tile/{path}")));
    assertThat(described).isEqualTo(mapped);
  }

  @Test
  void answersWhatNoControllerMaps() {
    for (String path : new String[] {"/health", "/oauth2/jwks"}) {
      assertThat(server.send(server.anonymous(path).GET()).statusCode()).isEqualTo(200);
    }
    assertThat(server.token(RunningServer.DESK)).isNotEmpty();
  }

  @Test
  @Promise("6.1")
  void namesForEachCallAboutACustomerAnActivityOfItsKindThatThePolicyHas() {
    Map<String, Activity> activities = PolicyReader.load(Folders.POLICY).permitted();
    operations()
        .forEach((operation, description) -> {
          JsonNode kind = description.get("x-onecall-activity-kind");
          assertThat(kind != null)
              .as(operation)
              .isEqualTo(operation.matches(".*/(customers|demands|requests).*"));
          if (kind != null) {
            String example = activity(description);
            assertThat(activities).as("the example of %s", operation).containsKey(example);
            Activity named = Objects.requireNonNull(activities.get(example));
            assertThat(named.kind().name()).as(operation).isEqualToIgnoringCase(kind.stringValue());
          }
        });
  }

  @Test
  void namesEachOperationByANameOfItsOwn() {
    List<String> names =
        operations().values().stream()
            .map(operation -> operation.path("operationId").asString(""))
            .toList();
    assertThat(names)
        .allMatch(name -> name.matches("[a-z]+[A-Z][A-Za-z]+"))
        .doesNotHaveDuplicates();
  }

  @Test
  void takesNoListTwiceOfWhichItSaysThatItsItemsDiffer() {
    String twice =
        RunningServer.registration(Person.next())
            .replace("[\"account\"]", "[\"account\", \"account\"]");
    assertThat(server.post("/api/v1/customers", twice).statusCode()).isEqualTo(422);
  }

  @Test
  void givesExamplesThatFitTheirOwnSchemas() {
    List<JsonNode> exemplified = new ArrayList<>();
    collect(Contract.DOCUMENT, "example", exemplified);
    assertThat(exemplified).hasSizeGreaterThan(40);
    for (JsonNode each : exemplified) {
      assertThat(Contract.errors(each.get("schema"), each.get("example")))
          .as(each.get("example").toString())
          .isEmpty();
    }
  }

  @Test
  void refersToNothingThatIsMissingAndLeavesNothingUnused() {
    List<JsonNode> references = new ArrayList<>();
    collect(Contract.DOCUMENT, "$ref", references);
    Set<String> used = new TreeSet<>();
    for (JsonNode each : references) {
      used.add(each.get("$ref").stringValue());
      assertThat(Contract.resolved(each).isMissingNode()).as(each.toString()).isFalse();
    }
    Set<String> there = new TreeSet<>();
    for (String kind : List.of("schemas", "responses", "parameters", "headers")) {
      Contract.DOCUMENT
          .get("components")
          .get(kind)
          .propertyNames()
          .forEach(name -> there.add("#/components/" + kind + "/" + name));
    }
    assertThat(used).isEqualTo(there);
  }

  /** But that of a method that an address does not take, which is described by not being there. */
  @Test
  void describesEveryKindOfProblem() {
    String text = Contract.DOCUMENT.toString();
    for (Problem problem : Problem.values()) {
      assertThat(text.contains("\"" + problem.type() + "\""))
          .as(problem.type())
          .isEqualTo(problem != Problem.NOT_ALLOWED_HERE);
    }
    HttpRequest.Builder delete = server.request("/api/v1/customers").DELETE();
    assertThat(server.send(delete).statusCode()).isEqualTo(405);
  }

  private static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    Contract.DOCUMENT
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(
                    each -> operations.put(each.getKey() + " " + path.getKey(), each.getValue())));
    return operations;
  }

  private static String activity(JsonNode operation) {
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("name").asString("").equals("activity")) {
        return parameter.get("example").stringValue();
      }
    }
    return operation.at("/requestBody/content/application~1json/example/activity").stringValue();
  }

  /** Every object of the document, examples and enumerations aside, that has such a member. */
  private static void collect(JsonNode node, String member, List<JsonNode> found) {
    if (node.isObject() && node.has(member)) {
      found.add(node);
    }
    if (node.isObject()) {
      node.properties()
          .forEach(each -> {
            if (!each.getKey().equals("example")) {
              collect(each.getValue(), member, found);
            }
          });
    } else if (node.isArray()) {
      node.forEach(each -> collect(each, member, found));
    }
  }
}
