package vn.onecall.server.requests.steps;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.requests.records.Request;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.Opening;

/**
 * Checks whether a log entry proves that a request was carried out: it concerns the same customer,
 * has a matching activity kind, was permitted, and is not older than the request.
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
              RequestKind.WITHDRAW, EnumSet.of(ActivityKind.RESTRICT, ActivityKind.CONSENT)));

  private static final String CUSTOMER = "customer";

  private final Policy policy;

  FulfilmentEvidence(Policy policy) {
    this.policy = policy;
  }

  /** Whether a request of a kind is carried out by an entry of its own, which its answer names. */
  static boolean isByEntry(RequestKind kind) {
    return FITTING.containsKey(kind);
  }

  /** Whether an opened entry of the request's customer carries it out. */
  boolean isBy(Request request, Opening entry) {
    List<String> lines = entry.partText().lines().toList();
    Activity activity = policy.permitted().get(value(lines, "activity"));
    return activity != null
        && entry.decided().outcome() == DecisionRecord.Outcome.PERMITTED
        && !Instant.parse(value(lines, "at")).isBefore(request.received())
        && Objects.requireNonNull(FITTING.get(request.kind())).contains(activity.kind())
        && did(activity, lines);
  }

  /** Shown to the customer, not to staff; set, not lifted; taken back, not given. */
  private static boolean did(Activity activity, List<String> lines) {
    return switch (activity.kind()) {
      case READ, EXPORT -> activity.roles().contains(CUSTOMER);
      case CORRECT -> true;
      case RESTRICT -> lines.stream().anyMatch(line -> line.startsWith("set "));
      case CONSENT ->
          lines.stream()
              .filter(line -> line.startsWith("consent "))
              .anyMatch(line -> line.endsWith(" withdrawn") || line.endsWith(" refused"));
      case REGISTER,
          SEARCH,
          HISTORY,
          RECORD,
          GUARDIAN,
          CONSENTS,
          ERASE,
          RETENTION,
          RECEIPT,
          ENTRIES,
          FILE,
          MANAGE,
          APPROVE,
          DISCLOSE,
          REQUEST,
          PROVENANCE,
          SEND,
          CONFIRM,
          TRANSFER ->
          false;
    };
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .map(line -> line.substring(name.length() + 1))
        .orElseThrow(() -> new IllegalStateException("an entry without its " + name));
  }
}
