package vn.onecall.keeper.features;

import java.util.Set;
import java.util.TreeSet;
import vn.onecall.policy.model.ActivityKind;

/**
 * A way by which calls come to the door: an address of the API, or work that the server does by
 * itself. It takes activities of one kind: those that it names, or, if it names none, each activity
 * of that kind that no other route names.
 *
 * @param id the method and the pattern of the address, such as {@code GET /api/v1/customers/{id}};
 *     for the server's own work, {@code own:} and a name
 * @param kind the kind of the activities that it takes
 * @param named the activities that it takes; none for each of the kind that no route names
 * @param fields the fields that its activities must take or show for it to work
 */
public record Route(String id, ActivityKind kind, Set<String> named, Set<String> fields) {
  private static final String OWN = "own:";

  public Route {
    named = Set.copyOf(new TreeSet<>(named));
    fields = Set.copyOf(fields);
  }

  /** A route that takes each activity of a kind that no route names. */
  public static Route any(String id, ActivityKind kind) {
    return new Route(id, kind, Set.of(), Set.of());
  }

  /** A route that takes these activities alone. */
  public static Route of(String id, ActivityKind kind, String... activities) {
    return new Route(id, kind, Set.of(activities), Set.of());
  }

  /** Work that the server does by itself, or within another call, with these activities alone. */
  public static Route own(String name, ActivityKind kind, String... activities) {
    return new Route(ownId(name), kind, Set.of(activities), Set.of());
  }

  /** The same route, whose activities must have these fields. */
  public Route with(String... needed) {
    return new Route(id, kind, named, Set.of(needed));
  }

  /** The id of work that the server does by itself. */
  public static String ownId(String name) {
    return OWN + name;
  }

  /** Whether no caller from outside comes by it. */
  public boolean isOwn() {
    return isOwn(id);
  }

  /** Whether a route's id is that of work that the server does by itself. */
  public static boolean isOwn(String id) {
    return id.startsWith(OWN);
  }
}
