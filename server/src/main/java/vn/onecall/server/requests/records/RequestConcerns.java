package vn.onecall.server.requests.records;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.server.problems.FieldError;

/**
 * What a request can be about beyond its kind: the fields that are to be seen, copied or corrected;
 * the fact that is to keep the data from use; the consent that is to end. Whoever asks may name it;
 * where the kind alone does not say it, the officer names it at the latest with the answer, and the
 * customer reads it in the letter.
 */
public final class RequestConcerns {
  private static final Messages MESSAGES = Messages.beside(RequestConcerns.class);

  /** The fact that a request to restrict is about if it names none. */
  private static final String RESTRICTED = "restricted";

  /** The kinds that are carried out on a fact or a consent: one request, one of them. */
  private static final Set<RequestKind> ONE_AT_A_TIME =
      EnumSet.of(RequestKind.RESTRICT, RequestKind.OBJECT, RequestKind.WITHDRAW);

  private final Policy policy;

  public RequestConcerns(Policy policy) {
    this.policy = policy;
  }

  /** The names that a request of a kind can be about. */
  public Set<String> nameable(RequestKind kind) {
    return new TreeSet<>(
        switch (kind) {
          case CORRECT -> fieldsOf(EnumSet.of(ActivityKind.CORRECT));
          case VIEW, COPY ->
              fieldsOf(EnumSet.of(ActivityKind.READ, ActivityKind.HISTORY, ActivityKind.EXPORT));
          case RESTRICT -> restrictions();
          case OBJECT ->
              Stream.of(restrictions(), consents())
                  .flatMap(Set::stream)
                  .collect(Collectors.toSet());
          case WITHDRAW -> consents();
          case KNOW, DELETE, PROTECTIVE_MEASURES, COMPLAIN -> Set.of();
        });
  }

  /** What is wrong with the names that somebody gives a request of a kind. */
  public Optional<FieldError> wrong(RequestKind kind, Collection<String> names) {
    Set<String> known = nameable(kind);
    if (!known.containsAll(names)) {
      return Optional.of(FieldError.notListed("concerns", known));
    }
    return ONE_AT_A_TIME.contains(kind) && names.size() > 1
        ? Optional.of(
            new FieldError("concerns", "one-at-a-time", MESSAGES.words("concerns-one-at-a-time")))
        : Optional.empty();
  }

  /** What a request is about: what was named, or what its kind says by itself. */
  public Set<String> of(Request request) {
    return !request.concerns().isEmpty()
            || request.kind() != RequestKind.RESTRICT
            || !policy.facts().containsKey(RESTRICTED)
        ? request.concerns()
        : Set.of(RESTRICTED);
  }

  /** Whether somebody must still name what a request is about before it can be answered. */
  public boolean isUnnamed(Request request) {
    return of(request).isEmpty()
        && (ONE_AT_A_TIME.contains(request.kind()) || request.kind() == RequestKind.CORRECT);
  }

  /** What a request is about, for a letter; empty if nobody has named it. */
  public Optional<String> words(Request request) {
    Set<String> names = of(request);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            names.stream().map(name -> words(name).vi()).collect(Collectors.joining("; ")));
  }

  private BilingualText words(String name) {
    Field field = policy.fields().get(name);
    if (field != null) {
      return field.label();
    }
    Consent consent = policy.consents().get(name);
    if (consent != null) {
      return consent.words();
    }
    Fact fact = policy.facts().get(name);
    return fact == null ? new BilingualText(name, name) : fact.words();
  }

  private Set<String> fieldsOf(Set<ActivityKind> kinds) {
    return policy.permitted().values().stream()
        .filter(activity -> kinds.contains(activity.kind()) && isTheCustomers(activity))
        .flatMap(activity -> activity.fields().keySet().stream())
        .collect(Collectors.toSet());
  }

  /** Whether an activity is one of the customers themselves. */
  public static boolean isTheCustomers(Activity activity) {
    return activity.roles().contains("customer");
  }

  private Set<String> restrictions() {
    Set<Integer> set =
        policy.permitted().values().stream()
            .filter(activity -> activity.kind() == ActivityKind.RESTRICT)
            .flatMap(activity -> activity.sets().stream())
            .collect(Collectors.toSet());
    return policy.facts().entrySet().stream()
        .filter(fact -> set.contains(fact.getValue().number()))
        .map(java.util.Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Set<String> consents() {
    Set<String> names = new LinkedHashSet<>(policy.consents().keySet());
    policy.consents().values().forEach(consent -> names.addAll(consent.channels().values()));
    return names;
  }
}
