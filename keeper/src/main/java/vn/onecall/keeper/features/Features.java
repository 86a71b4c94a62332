package vn.onecall.keeper.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.policy.Finding;
import vn.onecall.policy.Policy;
import vn.onecall.policy.PolicyException;

/**
 * All features of a program, by name. It is what start-up, tests and documents ask instead of
 * naming a feature.
 */
public final class Features {
  private final Map<String, FeatureDeclaration> byName;

  private Features(Map<String, FeatureDeclaration> byName) {
    this.byName = byName;
  }

  /**
   * The features on the class path.
   *
   * @throws IllegalStateException if two of them claim one name, table, route or setting
   */
  public static Features discover() {
    return of(
        ServiceLoader.load(Feature.class).stream()
            .map(provider -> provider.get().declaration())
            .toList());
  }

  /**
   * These features.
   *
   * @throws IllegalStateException if two of them claim one name, table, route or setting
   */
  public static Features of(Collection<FeatureDeclaration> declarations) {
    Map<String, FeatureDeclaration> byName = new TreeMap<>();
    for (FeatureDeclaration each : declarations) {
      if (byName.put(each.name(), each) != null) {
        throw new IllegalStateException("two features are named " + each.name());
      }
    }
    Features features = new Features(byName);
    features.requireOneOwner("the place", features.stored().stream().map(StoredData::place));
    features.requireOneOwner("the setting", features.each(FeatureDeclaration::settings));
    features.requireOneOwner(
        "the route", features.routes().stream().map(route -> route.id() + " for " + route.kind()));
    return features;
  }

  private void requireOneOwner(String what, Stream<String> claims) {
    Set<String> seen = new HashSet<>();
    claims.forEach(claim -> {
      if (!seen.add(claim)) {
        throw new IllegalStateException("two declarations claim " + what + " " + claim);
      }
    });
  }

  /** Each declaration, in the order of the names. */
  public Collection<FeatureDeclaration> all() {
    return byName.values();
  }

  /** Every place where an installation keeps anything. */
  public List<StoredData> stored() {
    return each(FeatureDeclaration::stored).toList();
  }

  /** Every route. */
  public List<Route> routes() {
    return each(FeatureDeclaration::routes).toList();
  }

  /** Every job. */
  public List<Job> jobs() {
    return each(FeatureDeclaration::jobs).toList();
  }

  /** The sections of the configuration that belong to features. */
  public Set<String> settings() {
    return each(FeatureDeclaration::settings).collect(Collectors.toUnmodifiableSet());
  }

  /** The addresses that take calls of strangers. */
  public Set<String> openAddresses() {
    return each(FeatureDeclaration::openAddresses).collect(Collectors.toUnmodifiableSet());
  }

  /** The names of all metrics. */
  public Set<String> metrics() {
    return each(FeatureDeclaration::metrics).collect(Collectors.toUnmodifiableSet());
  }

  /** The events that features record. */
  public Set<String> events() {
    return each(FeatureDeclaration::events).collect(Collectors.toUnmodifiableSet());
  }

  /** What erases the rows of features, by the schema of each. */
  public Map<String, DataHolder> holders() {
    Map<String, DataHolder> holders = new TreeMap<>();
    all().forEach(each -> each.holder().ifPresent(holder -> holders.put(each.schema(), holder)));
    return holders;
  }

  /** What features settle before an erasure, by the schema of each. */
  public Map<String, ErasureCondition> erasureConditions() {
    Map<String, ErasureCondition> conditions = new TreeMap<>();
    all()
        .forEach(
            each -> each.erasureCondition().ifPresent(one -> conditions.put(each.schema(), one)));
    return conditions;
  }

  /** The standard field types, and those that features bring. */
  public FieldTypes fieldTypes(FieldTypes standard) {
    FieldTypes types = standard;
    for (FeatureDeclaration each : all()) {
      types = each.withFieldTypes(types);
    }
    return types;
  }

  /**
   * Which activity of a policy is taken on which route, once the policy has been held against what
   * the features need and refuse.
   *
   * @throws FeatureException if the policy has an activity that a route names, but of another kind
   *     or without the fields that the route needs
   * @throws PolicyException if the policy names no promise for a refusal that it can meet, or one
   *     for a refusal that there is not
   */
  public RouteTable routes(Policy policy) {
    RouteTable table = RouteTable.of(all(), policy);
    List<Finding> findings = RefusalCheck.findings(all(), policy, table);
    if (!findings.isEmpty()) {
      throw new PolicyException(findings);
    }
    return table;
  }

  private <T> Stream<T> each(Function<FeatureDeclaration, Collection<T>> part) {
    List<T> parts = new ArrayList<>();
    all().forEach(each -> parts.addAll(part.apply(each)));
    return parts.stream();
  }
}
