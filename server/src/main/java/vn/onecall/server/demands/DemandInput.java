package vn.onecall.server.demands;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.server.envelopes.RecipientKeyInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.FieldsInput;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.TimeInput;
import vn.onecall.translog.Hash;

/** Reads the requests of legal officers about demands. */
@Component
final class DemandInput {
  private static final Messages MESSAGES = Messages.beside(DemandInput.class);
  static final String AUTHORITY = "order-authority";
  static final String BASIS = "order-basis";
  static final String DOCUMENT = "order-document";
  static final String SCOPE = "order-scope";

  private static final List<String> WRITTEN = List.of(AUTHORITY, BASIS, DOCUMENT);

  private final Policy policy;
  private final FieldsInput fields;
  private final Clock clock;

  DemandInput(Policy policy, PolicyFieldTypes types, Clock clock) {
    this.policy = policy;
    this.fields = new FieldsInput(policy, types);
    this.clock = clock;
  }

  /**
   * A demand as it was read.
   *
   * @param content the values of the file
   * @param collected how it came
   * @param terms what is known in plain
   */
  record Read(NewValues content, CollectionOrigin collected, DemandStore.Terms terms) {
    /** Whether it names a legal basis and includes the written order. */
    boolean hasBasis() {
      return content.fields().containsAll(Set.of(BASIS, DOCUMENT));
    }
  }

  /** The customer and the fields to be released to an authority. */
  record Wanted(SubjectId customer, Set<String> fields) {}

  Read read(JsonBody body) {
    Map<String, List<String>> content = new LinkedHashMap<>(fields.values(body).items());
    if (!WRITTEN.containsAll(content.keySet())) {
      body.wrong(FieldError.notListed("fields", WRITTEN));
    }
    if (!content.containsKey(AUTHORITY)) {
      body.wrong(FieldError.missing("fields." + AUTHORITY));
    }
    DemandScope scope = DemandScope.read(body, releasable());
    content.put(SCOPE, List.of(scope.format()));
    String channel = body.text("channel");
    if (!channel.isEmpty() && !policy.collection().channels().containsKey(channel)) {
      body.wrong(FieldError.notListed("channel", policy.collection().channels().keySet()));
    }
    Optional<RecipientKey> key = RecipientKeyInput.read(body);
    Instant deadline = TimeInput.read(body, "deadline");
    @Nullable String secret = body.optionalText("secretUntil");
    Optional<Instant> secretUntil =
        Optional.ofNullable(secret).map(text -> TimeInput.read(body, "secretUntil", text));
    if (!deadline.isAfter(clock.instant())) {
      body.wrong(new FieldError("deadline", "past", MESSAGES.words("deadline-past")));
    }
    body.finish();
    return new Read(
        new NewValues(content),
        new CollectionOrigin("authority", "authority-demand", channel),
        new DemandStore.Terms(deadline, secretUntil, key.orElseThrow()));
  }

  Wanted wanted(JsonBody body) {
    Optional<SubjectId> customer = customer(body);
    Set<String> names = body.names("fields");
    if (names.isEmpty()) {
      body.wrong(FieldError.missing("fields"));
    }
    body.finish();
    return new Wanted(customer.orElseThrow(), names);
  }

  /** The leaf of the order that an approval is for. */
  Hash order(JsonBody body) {
    String text = body.text("order");
    try {
      return Hash.fromHex(text);
    } catch (RuntimeException e) {
      if (!text.isEmpty()) {
        body.wrong(FieldError.notALeaf("order"));
      }
      return Hash.EMPTY_ROOT;
    }
  }

  /** The fields that any activity may release to an authority. */
  private Set<String> releasable() {
    return policy.permitted().values().stream()
        .filter(activity -> activity.kind() == ActivityKind.DISCLOSE)
        .map(Activity::fields)
        .map(Map::keySet)
        .findFirst()
        .orElse(Set.of());
  }

  private static Optional<SubjectId> customer(JsonBody body) {
    String text = body.text("customer");
    try {
      return Optional.of(SubjectId.parse(text));
    } catch (IllegalArgumentException e) {
      if (!text.isEmpty()) {
        body.wrong(FieldError.notACustomer("customer"));
      }
      return Optional.empty();
    }
  }
}
