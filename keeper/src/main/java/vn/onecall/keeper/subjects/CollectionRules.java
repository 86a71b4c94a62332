package vn.onecall.keeper.subjects;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Service;

/**
 * The rules of collection, as the policy states them: the services that a customer chooses decide
 * which fields a registration may and must contain, and a field may be limited to moments and
 * channels. Where a policy has no services, the activity alone decides.
 */
public final class CollectionRules {
  private final Policy policy;

  /** The rules of a policy. */
  public CollectionRules(Policy policy) {
    this.policy = policy;
  }

  /** The first of the fields that none of the services can use. */
  public Optional<String> notAskedFor(Set<String> services, Collection<String> fields) {
    if (policy.services().isEmpty()) {
      return Optional.empty();
    }
    List<Service> chosen = chosen(services);
    return fields.stream()
        .filter(field -> chosen.stream().noneMatch(service -> service.takes(field)))
        .findFirst();
  }

  /** The fields that the services need and that are not there, in the policy's order. */
  public Set<String> missing(Set<String> services, Collection<String> fields) {
    Set<String> missing = new LinkedHashSet<>();
    chosen(services).forEach(service -> missing.addAll(service.requires()));
    missing.removeAll(fields);
    return missing;
  }

  /** The groups of fields of which the services need one each and of which none is there. */
  public List<Set<String>> missingAlternatives(Set<String> services, Collection<String> fields) {
    return chosen(services).stream()
        .flatMap(service -> service.oneOf().stream())
        .filter(group -> group.stream().noneMatch(fields::contains))
        .distinct()
        .toList();
  }

  /** The first of the fields that is not taken at that moment or through that channel. */
  public Optional<String> notTakenBy(CollectionOrigin collected, Collection<String> fields) {
    return fields.stream()
        .filter(name -> {
          Field field = policy.fields().get(name);
          return field != null
              && field.collection().collected()
              && !(field.collection().moments().contains(collected.moment())
                  && field.collection().channels().contains(collected.channel()));
        })
        .findFirst();
  }

  /**
   * Requires that values came as the policy lists it: a source, a moment and a channel that it
   * names. What the company or an authority writes comes from no customer, and goes only into
   * fields that are collected from nobody.
   *
   * @throws IllegalArgumentException if they did not
   */
  public void requireListed(CollectionOrigin collected, Collection<String> fields) {
    boolean fromCustomers =
        fields.stream()
            .map(policy.fields()::get)
            .anyMatch(field -> field != null && field.collection().collected());
    if (fromCustomers && !lists(collected)) {
      throw new IllegalArgumentException(
          "values came from a source, at a moment or by a channel that the policy does not list");
    }
  }

  /** Whether the policy lists how something came. */
  public boolean lists(CollectionOrigin collected) {
    return policy.collection().sources().containsKey(collected.source())
        && policy.collection().moments().containsKey(collected.moment())
        && policy.collection().channels().containsKey(collected.channel());
  }

  private List<Service> chosen(Set<String> services) {
    return services.stream()
        .map(name ->
            Optional.ofNullable(policy.services().get(name))
                .orElseThrow(
                    () -> new IllegalArgumentException("a service that the policy does not list")))
        .toList();
  }
}
