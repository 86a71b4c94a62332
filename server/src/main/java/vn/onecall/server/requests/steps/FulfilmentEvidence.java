package vn.onecall.server.requests.steps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.writes.Premise;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Consent;
import vn.onecall.policy.model.Fact;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestConcerns;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.Opening;

/**
 * Checks whether a log entry proves that a request was carried out: it concerns the same customer,
 * was permitted, is not older than the request, and shows the very fields, fact or consent that the
 * request is about. What it did must still be so when the request is answered.
 */
final class FulfilmentEvidence {
  private static final Map<RequestKind, Set<ActivityKind>> FITTING =
      new EnumMap<>(
          Map.of(
              RequestKind.VIEW, EnumSet.of(ActivityKind.READ, ActivityKind.EXPORT),
              RequestKind.COPY, EnumSet.of(ActivityKind.EXPORT),
              RequestKind.CORRECT, EnumSet.of(ActivityKind.CORRECT),
              RequestKind.RESTRICT, EnumSet.of(ActivityKind.RESTRICT),
              RequestKind.OBJECT, EnumSet.of(ActivityKind.RESTRICT, ActivityKind.CONSENT),
              RequestKind.WITHDRAW, EnumSet.of(ActivityKind.CONSENT)));

  private final Policy policy;
  private final RequestConcerns concerns;

  FulfilmentEvidence(Policy policy) {
    this.policy = policy;
    this.concerns = new RequestConcerns(policy);
  }

  /** Whether a request of a kind is carried out by an entry of its own, which its answer names. */
  static boolean isByEntry(RequestKind kind) {
    return FITTING.containsKey(kind);
  }

  /**
   * What must still be so for an opened entry of the request's customer to carry the request out;
   * empty if it does not do so whatever is so.
   */
  Optional<Premise> premise(Request request, Opening entry) {
    List<String> lines = entry.partText().lines().toList();
    Activity activity = policy.permitted().get(values(lines, "activity").getFirst());
    if (activity == null
        || entry.decided().outcome() != DecisionRecord.Outcome.PERMITTED
        || Instant.parse(values(lines, "at").getFirst()).isBefore(request.received())
        || !Objects.requireNonNull(FITTING.get(request.kind())).contains(activity.kind())) {
      return Optional.empty();
    }
    Set<String> about = concerns.of(request);
    return switch (request.kind()) {
      case VIEW, COPY -> shown(activity, about, lines);
      case CORRECT -> corrected(about, lines);
      case RESTRICT, OBJECT, WITHDRAW ->
          activity.kind() == ActivityKind.RESTRICT ? set(about, lines) : ended(about, lines);
      case KNOW, DELETE, PROTECTIVE_MEASURES, COMPLAIN -> Optional.empty();
    };
  }

  /** Shown to the customer, not to staff, and all of what was asked for. */
  private Optional<Premise> shown(Activity activity, Set<String> about, List<String> lines) {
    Set<String> fields =
        values(lines, "show").stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toSet());
    boolean all =
        RequestConcerns.isTheCustomers(activity)
            && (about.isEmpty() ? isWidest(fields) : fields.containsAll(about));
    return all ? Optional.of(Premise.NONE) : Optional.empty();
  }

  /**
   * Whether no activity of the customers shows more of what people give when they register: that is
   * what somebody means who asks for their data and names none.
   */
  private boolean isWidest(Set<String> shown) {
    Set<String> given =
        policy.permitted().values().stream()
            .filter(activity -> activity.kind() == ActivityKind.REGISTER)
            .flatMap(activity -> activity.fields().keySet().stream())
            .collect(Collectors.toSet());
    long most =
        policy.permitted().values().stream()
            .filter(activity ->
                RequestConcerns.isTheCustomers(activity)
                    && Objects.requireNonNull(FITTING.get(RequestKind.VIEW))
                        .contains(activity.kind()))
            .mapToLong(activity -> count(activity.fields().keySet(), given))
            .max()
            .orElse(0);
    return count(shown, given) >= Math.max(1, most);
  }

  private static long count(Set<String> fields, Set<String> of) {
    return fields.stream().filter(of::contains).count();
  }

  /** New values of every field asked for, none of which was replaced since. */
  private static Optional<Premise> corrected(Set<String> about, List<String> lines) {
    List<DecisionRequest.Match> current = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (String line : values(lines, "write")) {
      String[] parts = line.split(" ", -1);
      if (about.contains(parts[0])) {
        found.add(parts[0]);
        current.add(
            new DecisionRequest.Match(
                parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
      }
    }
    return !about.isEmpty() && found.equals(about)
        ? Optional.of(new Premise(Set.of(), fact -> false, current))
        : Optional.empty();
  }

  /** The very fact was set, and holds. */
  private Optional<Premise> set(Set<String> about, List<String> lines) {
    Set<Integer> set =
        values(lines, "set").stream()
            .flatMap(line -> Arrays.stream(line.replaceAll("[^0-9,]", "").split(",", -1)))
            .filter(number -> !number.isEmpty())
            .map(Integer::valueOf)
            .collect(Collectors.toSet());
    Set<Integer> asked = new HashSet<>();
    for (String name : about) {
      Fact fact = policy.facts().get(name);
      if (fact == null || !set.contains(fact.number())) {
        return Optional.empty();
      }
      asked.add(fact.number());
    }
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(new Premise(asked, fact -> false, List.of()));
  }

  /** The very consent was withdrawn or refused, and was not given again. */
  private Optional<Premise> ended(Set<String> about, List<String> lines) {
    if (about.size() != 1) {
      return Optional.empty();
    }
    String name = about.iterator().next();
    for (Consent consent : policy.consents().values()) {
      if (consent.name().equals(name)) {
        return isEnded(consent, null, lines)
            ? Optional.of(new Premise(Set.of(), factsOf(consent), List.of()))
            : Optional.empty();
      }
      for (Map.Entry<String, String> channel : consent.channels().entrySet()) {
        if (channel.getValue().equals(name)) {
          int fact = number(name);
          return isEnded(consent, channel.getKey(), lines)
              ? Optional.of(new Premise(Set.of(), held -> held == fact, List.of()))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isEnded(Consent consent, @Nullable String channel, List<String> lines) {
    return values(lines, "consent").stream()
        .map(line -> line.split(" ", -1))
        .anyMatch(parts ->
            parts[0].equals(consent.name())
                && (channel == null || List.of(parts[1].split(",", -1)).contains(channel))
                && (parts[2].equals("withdrawn") || parts[2].equals("refused")));
  }

  /** The facts that hold while a consent stands, of whatever channel, affiliate or transfer. */
  private IntPredicate factsOf(Consent consent) {
    if (consent.isForAffiliates()) {
      return fact -> fact >= Consent.FIRST_AFFILIATE_FACT && fact < Consent.FIRST_TRANSFER_FACT;
    }
    if (consent.isForTransfers()) {
      return fact -> fact >= Consent.FIRST_TRANSFER_FACT;
    }
    Set<Integer> facts =
        consent.channels().values().stream().map(this::number).collect(Collectors.toSet());
    return facts::contains;
  }

  private int number(String fact) {
    return Objects.requireNonNull(policy.facts().get(fact), fact).number();
  }

  /** The rest of each line that begins with a word. */
  private static List<String> values(List<String> lines, String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }
}
