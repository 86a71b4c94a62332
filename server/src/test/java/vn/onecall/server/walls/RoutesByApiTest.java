package vn.onecall.server.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.features.RouteTable;
import vn.onecall.policy.model.Activity;
import vn.onecall.server.fixture.Contract;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ReceivingHost;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.transfers.Partner;
import vn.onecall.testing.Promise;

/**
 * Every activity on every address of the API, with a body that is right for the address: the
 * description's own example, about things that there are. So nothing but the activity is wrong.
 */
@OnServer
@Promise("6.1")
class RoutesByApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Features FEATURES = Features.discover();
  private static final String DEMANDS = "/api/v1/demands";

  private static RunningServer server;
  private static Partner bank;
  private static Partner affiliate;

  @BeforeAll
  static void share(RunningServer shared, ReceivingHost host) {
    server = shared;
    bank = Partner.bank(server, host).agreed();
    affiliate = Partner.affiliate(server, host).agreed();
  }

  /** Things that there are, for an address to be about. */
  private record Things(
      String customer, String request, String entry, String demand, String order, String transfer) {

    static Things made() {
      JsonNode registered = server.register(Person.next());
      String customer = registered.get("id").stringValue();
      HttpResponse<String> asked =
          server.post(
              "/api/v1/customers/" + customer + "/requests",
              """
              {"activity": "counter.record-request", "kind": "complain", "source": "customer",
               "moment": "rights-request", "channel": "counter"}
              """);
      HttpResponse<String> demand =
          send("POST " + DEMANDS, DEMANDS, "demands.record", order -> about(order, customer));
      String transfer = UUID.randomUUID().toString();
      bank.transfer(customer, UUID.fromString(transfer), "full-name");
      return new Things(
          customer,
          json(asked).get("request").stringValue(),
          registered.get("entry").stringValue(),
          json(demand).get("id").stringValue(),
          json(demand).get("order").stringValue(),
          transfer);
    }

    private static ObjectNode about(ObjectNode order, String customer) {
      order.putObject("scope").set(customer, names("full-name", "phone"));
      order.set("key", key());
      order.put("deadline", Instant.now().plus(Duration.ofDays(30)).toString());
      return order;
    }

    /** The address of a route, with these things in it. */
    String at(String pattern) {
      return pattern
          .replace(DEMANDS + "/{id}", DEMANDS + "/" + demand)
          .replace("/agreements/{id}", "/agreements/" + bank.agreement())
          .replace("/customers/{id}", "/customers/" + customer)
          .replace("{request}", request)
          .replace("{entry}", entry)
          .replace("{affiliate}", affiliate.id())
          .replaceFirst("/transfers/\\{transfer}$", "/transfers/" + transferOf(pattern))
          .replace("{transfer}", transfer);
    }

    /** One that is asked for is a new one; one that is looked at is there. */
    private String transferOf(String pattern) {
      return pattern.contains("/customers/") ? UUID.randomUUID().toString() : transfer;
    }

    /** The description's example, about these things. */
    ObjectNode body(String route, ObjectNode example) {
      return switch (route) {
        case "POST " + DEMANDS -> about(example, customer);
        case "POST " + DEMANDS + "/{id}/approvals" -> example.put("order", order);
        case "POST " + DEMANDS + "/{id}/release" -> example.put("customer", customer);
        case "POST /api/v1/customers/read" -> {
          example.set("ids", names(customer));
          yield example;
        }
        case "PUT /api/v1/agreements/{id}" -> (ObjectNode) JSON.valueToTree(bank.terms());
        case "PUT /api/v1/customers/{id}/transfers/{transfer}" ->
            example.put("activity", bank.activity()).put("recipient", bank.id());
        case "PUT /api/v1/customers/{id}/transfers/{transfer}/consent" ->
            example.put("recipient", bank.id());
        default -> example;
      };
    }
  }

  @Test
  void takesNoActivityOnAnAddressThatDoesNotDeclareItThoughAllElseIsRight() {
    RouteTable table = FEATURES.routes(server.door().policy());
    Things things = Things.made();
    String before = left(things);
    List<String> taken = new CopyOnWriteArrayList<>();
    AtomicInteger refused = new AtomicInteger();
    routes(table).parallelStream()
        .forEach(route -> {
          for (Activity activity : server.door().policy().permitted().values()) {
            if (!table.takes(route, activity.id())) {
              HttpResponse<String> answer = send(route, things, activity.id());
              if (!isForTheActivity(answer, activity)) {
                taken.add(route + " " + activity.id() + " " + answer.statusCode() + answer.body());
              }
              refused.incrementAndGet();
            }
          }
        });
    assertThat(taken).isEmpty();
    assertThat(refused).hasValueGreaterThan(1_500);
    assertThat(left(things)).as("and nothing came of it").isEqualTo(before);
  }

  /** What the test above sends is right: each address takes it under an activity of its own. */
  @Test
  void takesTheSameBodiesUnderTheirOwnActivities() {
    RouteTable table = FEATURES.routes(server.door().policy());
    List<String> wrong = new ArrayList<>();
    for (String route : routes(table)) {
      Things things = Things.made();
      HttpResponse<String> answer = send(route, things, example(route).orElse(""));
      boolean right =
          switch (answer.statusCode()) {
            case 400, 415, 500, 503 -> false;
            // The shared server has no mail server to send a code by.
            case 422 -> answer.body().contains("not-set-up");
            default -> true;
          };
      if (!right) {
        wrong.add(route + " " + answer.statusCode() + answer.body());
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What of all that could have been changed is there. */
  private static String left(Things things) {
    UUID customer = UUID.fromString(things.customer);
    return server
        .main()
        .sql(
            """
            select concat_ws(' ',
              (select state || ':' || version from access.facts where subject_id = ?),
              (select count(*) from access.sealed where subject_id = ?),
              (select string_agg(state, ',') from requests.request where subject_id = ?),
              (select count(*) from transfers.transfer where subject_id = ?),
              (select count(*) from transfers.agreement_version where agreement_id = ?),
              (select ended_at from transfers.agreement where agreement_id = ?),
              (select count(*) from demands.approval where file_id = ?::uuid),
              (select count(*) from demands.release where file_id = ?::uuid))
            """)
        .params(
            customer,
            customer,
            customer,
            customer,
            bank.agreement(),
            bank.agreement(),
            things.demand,
            things.demand)
        .query(String.class)
        .single();
  }

  private static List<String> routes(RouteTable table) {
    return table.routes().stream().filter(route -> !route.startsWith("own:")).sorted().toList();
  }

  /** Whether an answer refuses the activity, and nothing else of the call. */
  private static boolean isForTheActivity(HttpResponse<String> answer, Activity activity) {
    if (activity.kind().isPersonal()) {
      // Nobody but a person who signs in can name it at all.
      return answer.statusCode() >= 400 && answer.statusCode() < 500;
    }
    return answer.statusCode() == 422
        && json(answer).at("/errors/0/field").stringValue("").equals("activity");
  }

  private static HttpResponse<String> send(String route, Things things, String activity) {
    String pattern = route.substring(route.indexOf(' ') + 1);
    return send(route, things.at(pattern), activity, body -> things.body(route, body));
  }

  private static HttpResponse<String> send(
      String route, String address, String activity, UnaryOperator<ObjectNode> about) {
    String method = route.substring(0, route.indexOf(' '));
    if (method.equals("GET")) {
      return server.get(address + "?activity=" + activity);
    }
    ObjectNode body =
        (ObjectNode)
            operation(route)
                .get("requestBody")
                .get("content")
                .get("application/json")
                .get("example")
                .deepCopy();
    body = about.apply(body).put("activity", activity);
    HttpRequest.Builder call =
        server
            .request(address)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    return server.send(takesAVersion(route) ? call.header("If-Match", "\"1\"") : call);
  }

  private static boolean takesAVersion(String route) {
    return operation(route).get("parameters").toString().contains("IfMatch");
  }

  /** The activity of an address's example. */
  private static Optional<String> example(String route) {
    if (route.equals("PUT /api/v1/customers/{id}/transfers/{transfer}")) {
      return Optional.of(bank.activity());
    }
    JsonNode body = operation(route).get("requestBody");
    if (body != null) {
      return Optional.of(
          body.get("content").get("application/json").get("example").get("activity").stringValue());
    }
    return operation(route)
        .get("parameters")
        .valueStream()
        .filter(parameter -> parameter.path("name").stringValue("").equals("activity"))
        .map(parameter -> parameter.get("example").stringValue())
        .findFirst();
  }

  private static JsonNode operation(String route) {
    int space = route.indexOf(' ');
    return Objects.requireNonNull(
        Contract.DOCUMENT
            .get("paths")
            .get(route.substring(space + 1))
            .get(route.substring(0, space).toLowerCase(java.util.Locale.ROOT)),
        route);
  }

  private static JsonNode names(String... names) {
    return JSON.valueToTree(names);
  }

  private static JsonNode key() {
    try {
      return JSON.valueToTree(
          Map.copyOf(new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONObject()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
