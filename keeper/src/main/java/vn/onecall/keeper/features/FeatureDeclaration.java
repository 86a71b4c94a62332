package vn.onecall.keeper.features;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.FileOrder;

/**
 * All that the rest of the program must know of a feature. Start-up, tests and documents read it;
 * what is not declared does not exist: an undeclared table fails the build, and the door takes an
 * activity on a declared route only.
 *
 * <p>By convention, and without a word here, a feature's resources stand in the folder of its
 * package: {@code messages_vi.properties} and {@code messages_en.properties}, its part of the API's
 * description as {@code openapi.json}, its migrations of an instance as {@code main/V1__….sql}, and
 * the rights of its database role as {@code main-grants.sql}.
 */
public final class FeatureDeclaration {
  /** The table, in its own schema, in which a feature's migrations are noted. */
  public static final String HISTORY = "schema_history";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,30}");

  private final String name;
  private final Class<?> home;
  private final List<StoredData> stored;
  private final List<Route> routes;
  private final List<Job> jobs;
  private final Map<ActivityKind, Set<Refusal>> refusals;
  private final Set<String> settings;
  private final Set<String> events;
  private final Set<String> metrics;
  private final Set<String> openAddresses;
  private final UnaryOperator<FieldTypes> fieldTypes;
  private final @Nullable DataHolder holder;
  private final @Nullable ErasureCondition condition;

  private FeatureDeclaration(Builder from) {
    this.name = from.name;
    this.home = from.home;
    this.stored = List.copyOf(from.stored);
    this.routes = List.copyOf(from.routes);
    this.jobs = List.copyOf(from.jobs);
    this.refusals =
        from.refusals.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> FileOrder.copy(each.getValue())));
    this.settings = Set.copyOf(from.settings);
    this.events = Set.copyOf(from.events);
    this.metrics = Set.copyOf(from.metrics);
    this.openAddresses = Set.copyOf(from.openAddresses);
    this.fieldTypes = from.fieldTypes;
    this.holder = from.holder;
    this.condition = from.condition;
  }

  /**
   * Begins a declaration.
   *
   * @param name the feature's name: of its package, its database schema and role
   * @param home a class of the feature's package, beside which its resources stand
   */
  public static Builder of(String name, Class<?> home) {
    return new Builder(name, home);
  }

  /** The feature's name: of its package, its database schema and role. */
  public String name() {
    return name;
  }

  /** The name of its database schema and role. */
  public String schema() {
    return name.replace('-', '_');
  }

  /** A class of the feature's package, beside which its resources stand. */
  public Class<?> home() {
    return home;
  }

  /** The folder of its resources on the class path. */
  public String folder() {
    return home.getPackageName().replace('.', '/');
  }

  /** Whether it has migrations of its own for an instance. */
  public boolean migrates(String instance) {
    return home.getResource(instance) != null;
  }

  /** Its tables and files. */
  public List<StoredData> stored() {
    return stored;
  }

  /** Where it calls the door from. */
  public List<Route> routes() {
    return routes;
  }

  /** What it does again and again. */
  public List<Job> jobs() {
    return jobs;
  }

  /**
   * What it refuses for reasons of its own, by the kind of the calls that can meet it; the policy
   * says by which promise each is refused.
   */
  public Map<ActivityKind, Set<Refusal>> refusals() {
    return refusals;
  }

  /** The sections of the configuration, below {@code onecall}, that are its own. */
  public Set<String> settings() {
    return settings;
  }

  /** Events that it records and that may end a retention. */
  public Set<String> events() {
    return events;
  }

  /** The names of its metrics. */
  public Set<String> metrics() {
    return metrics;
  }

  /** Addresses, as patterns, that take calls of strangers: without a token. */
  public Set<String> openAddresses() {
    return openAddresses;
  }

  /** What erases its own rows of a subject, if it has any. */
  public Optional<DataHolder> holder() {
    return Optional.ofNullable(holder);
  }

  /** What it settles before anything of a subject is erased, if it owes subjects anything. */
  public Optional<ErasureCondition> erasureCondition() {
    return Optional.ofNullable(condition);
  }

  /** Adds the field types that it brings. */
  public FieldTypes withFieldTypes(FieldTypes types) {
    return fieldTypes.apply(types);
  }

  /** Collects a declaration. */
  public static final class Builder {
    private final String name;
    private final Class<?> home;
    private final List<StoredData> stored = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final Map<ActivityKind, Set<Refusal>> refusals = new EnumMap<>(ActivityKind.class);
    private final Set<String> settings = new LinkedHashSet<>();
    private final Set<String> events = new LinkedHashSet<>();
    private final Set<String> metrics = new LinkedHashSet<>();
    private final Set<String> openAddresses = new LinkedHashSet<>();
    private UnaryOperator<FieldTypes> fieldTypes = UnaryOperator.identity();
    private @Nullable DataHolder holder;
    private @Nullable ErasureCondition condition;

    private Builder(String name, Class<?> home) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("a feature's name is " + NAME);
      }
      this.name = name;
      this.home = home;
    }

    /** A table or a kind of files, and what it holds. */
    public Builder stores(String place, StoredData.Content content) {
      stored.add(new StoredData(place, content));
      return this;
    }

    /** Where it calls the door from. */
    public Builder route(Route route) {
      routes.add(route);
      return this;
    }

    /** An address that takes each activity of a kind that no route names. */
    public Builder any(String id, ActivityKind kind) {
      return route(Route.any(id, kind));
    }

    /** An address that takes these activities alone. */
    public Builder takes(String id, ActivityKind kind, String... activities) {
      return route(Route.of(id, kind, activities));
    }

    /** Work of the server itself, which takes these activities alone. */
    public Builder own(String work, ActivityKind kind, String... activities) {
      return route(Route.own(work, kind, activities));
    }

    /** What it does again and again. */
    public Builder job(String job, Duration pace, Class<? extends Runnable> work) {
      jobs.add(new Job(job, pace, work));
      return this;
    }

    /** What it refuses for reasons of its own, in calls of a kind. */
    public Builder refuses(ActivityKind kind, Collection<Refusal> of) {
      refusals.computeIfAbsent(kind, any -> new LinkedHashSet<>()).addAll(of);
      return this;
    }

    /** A section of the configuration that is its own. */
    public Builder settings(String section) {
      settings.add(section);
      return this;
    }

    /** An event that it records and that may end a retention. */
    public Builder records(String event) {
      events.add(event);
      return this;
    }

    /** Metrics, by name. */
    public Builder measures(String... names) {
      metrics.addAll(List.of(names));
      return this;
    }

    /** An address, as a pattern, that takes calls of strangers: without a token. */
    public Builder openTo(String... patterns) {
      openAddresses.addAll(List.of(patterns));
      return this;
    }

    /** What erases its own rows of a subject. */
    public Builder erases(DataHolder eraser) {
      holder = eraser;
      return this;
    }

    /** What it settles before anything of a subject is erased. */
    public Builder settles(ErasureCondition beforeErasure) {
      condition = beforeErasure;
      return this;
    }

    /** Field types that it brings, beside those there are. */
    public Builder fieldTypes(UnaryOperator<FieldTypes> more) {
      fieldTypes = more;
      return this;
    }

    /** The declaration. */
    public FeatureDeclaration build() {
      return new FeatureDeclaration(this);
    }
  }
}
