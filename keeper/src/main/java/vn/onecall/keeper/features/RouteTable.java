package vn.onecall.keeper.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;

/**
 * Which activity of a policy is taken on which route, worked out once when the server starts. An
 * activity that some route names is taken on the routes that name it; every other one on the routes
 * of its kind that name none.
 */
public final class RouteTable {
  private final Map<String, Set<String>> taken;
  private final Map<String, String> features;

  private RouteTable(Map<String, Set<String>> taken, Map<String, String> features) {
    this.taken = taken;
    this.features = features;
  }

  static RouteTable of(Collection<FeatureDeclaration> declarations, Policy policy) {
    Map<String, String> features = new HashMap<>();
    List<Route> routes = new ArrayList<>();
    for (FeatureDeclaration feature : declarations) {
      feature.routes().forEach(route -> features.put(route.id(), feature.schema()));
      routes.addAll(feature.routes());
    }
    Set<String> named = new HashSet<>();
    routes.forEach(route -> named.addAll(route.named()));
    Map<String, Set<String>> taken = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      Set<String> here = taken.computeIfAbsent(route.id(), any -> new TreeSet<>());
      for (Activity activity : policy.permitted().values()) {
        if (route.named().contains(activity.id())) {
          unfit(route, activity).ifPresentOrElse(wrong::add, () -> here.add(activity.id()));
        } else if (route.named().isEmpty()
            && !named.contains(activity.id())
            && unfit(route, activity).isEmpty()) {
          here.add(activity.id());
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new FeatureException(String.join("; ", wrong));
    }
    return new RouteTable(
        taken.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> Set.copyOf(each.getValue()))),
        Map.copyOf(features));
  }

  private static Optional<String> unfit(Route route, Activity activity) {
    if (activity.kind() != route.kind()) {
      return Optional.of(
          "the activity "
              + activity.id()
              + " is of the kind "
              + activity.kind()
              + ", and the program carries it out as "
              + route.kind());
    }
    Set<String> lacking = new TreeSet<>(route.fields());
    lacking.removeAll(activity.fields().keySet());
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the activity " + activity.id() + " lacks the fields " + String.join(", ", lacking));
  }

  /** Whether a route takes an activity. */
  public boolean takes(String route, String activity) {
    return Objects.requireNonNullElse(taken.get(route), Set.<String>of()).contains(activity);
  }

  /**
   * The schema, and so the database role, of the feature that declares a route.
   *
   * @throws IllegalArgumentException if nobody declares it
   */
  public String featureOf(String route) {
    String feature = features.get(route);
    if (feature == null) {
      throw new IllegalArgumentException("nobody declares the route " + route);
    }
    return feature;
  }

  /** All routes. */
  public Collection<String> routes() {
    return taken.keySet();
  }

  /** The activities that a route takes. */
  public Set<String> activitiesOf(String route) {
    return Objects.requireNonNullElse(taken.get(route), Set.of());
  }
}
