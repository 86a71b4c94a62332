package vn.onecall.server.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.calls.Actor;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.faults.KeeperException;
import vn.onecall.keeper.faults.WrongRouteException;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.features.Route;
import vn.onecall.keeper.features.RouteTable;
import vn.onecall.policy.model.Activity;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** The door takes an activity on the routes that declare it, and on no other. */
@Promise("6.1")
class RoutesTest {
  private static final Features FEATURES = Features.discover();

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start("routes");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void refusesEveryActivityOnEveryRouteThatDoesNotDeclareIt() {
    Door door = server.door();
    RouteTable table = FEATURES.routes(door.policy());
    int refused = 0;
    for (String route : table.routes()) {
      for (Activity activity : door.policy().permitted().values()) {
        Call call = new Call(activity.id(), everybody(door), route);
        if (table.takes(route, activity.id())) {
          assertThat(door.admits(call, activity.kind(), Set.of())).as("%s", call).isTrue();
        } else {
          assertThatThrownBy(() -> door.admits(call, activity.kind(), Set.of()))
              .as("%s", call)
              .isInstanceOf(WrongRouteException.class);
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void refusesARouteThatNobodyDeclares() {
    Door door = server.door();
    Call call = new Call("account.view", everybody(door), "GET /api/v1/elsewhere");
    Activity activity = Objects.requireNonNull(door.policy().permitted().get("account.view"));
    assertThatThrownBy(() -> door.admits(call, activity.kind(), Set.of()))
        .isInstanceOf(KeeperException.class);
  }

  @Test
  void takesEveryPermittedActivitySomewhere() {
    RouteTable table = FEATURES.routes(server.door().policy());
    Set<String> somewhere = new TreeSet<>();
    table.routes().forEach(route -> somewhere.addAll(table.activitiesOf(route)));
    assertThat(somewhere).isEqualTo(new TreeSet<>(server.door().policy().permitted().keySet()));
  }

  /**
   * Each address of the API that names an activity is a declared route, and the other way round.
   */
  @Test
  void declaresEveryAddressThatNamesAnActivityAndNoOther() {
    Set<String> declared = new TreeSet<>();
    FEATURES.routes().stream()
        .filter(route -> !route.isOwn())
        .map(Route::id)
        .forEach(id -> {
          int method = id.indexOf(' ');
          declared.add(id.substring(0, method).toLowerCase(Locale.ROOT) + id.substring(method));
        });
    assertThat(declared).isEqualTo(server.mappings().with(Call.class));
  }

  /** A person who signed in, so that what only a person may do is refused by the route alone. */
  private static Caller everybody(Door door) {
    return new Caller(
        "desk",
        door.policy().permitted().keySet(),
        java.util.Optional.of(new Actor.Verified("desk")));
  }
}
