package vn.onecall.server.demands;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.BilingualText;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.server.envelopes.UnusableKeyException;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.FieldsInput;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.translog.Hash;

/** Reads what a legal officer sends about a demand. */
@Component
final class DemandInput {
  static final String AUTHORITY = "order-authority";
  static final String BASIS = "order-basis";
  static final String DOCUMENT = "order-document";
  static final String SCOPE = "order-scope";

  private static final Set<String> WRITTEN = Set.of(AUTHORITY, BASIS, DOCUMENT);

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
    /** Whether it names a legal basis and brings the written order. */
    boolean hasBasis() {
      return content.fields().containsAll(Set.of(BASIS, DOCUMENT));
    }
  }

  /** Whose fields an authority is to get. */
  record Wanted(SubjectId customer, Set<String> fields) {}

  Read read(JsonBody body) {
    Map<String, List<String>> content = new LinkedHashMap<>(fields.values(body).items());
    if (!WRITTEN.containsAll(content.keySet())) {
      body.wrong(
          new FieldError(
              "fields",
              "not-listed",
              new BilingualText(
                  "Văn bản yêu cầu chỉ gồm: " + String.join(", ", WRITTEN) + ".",
                  "An order consists of: " + String.join(", ", WRITTEN) + ".")));
    }
    if (!content.containsKey(AUTHORITY)) {
      body.wrong(missing("fields." + AUTHORITY));
    }
    Scope scope = Scope.read(body, releasable());
    content.put(SCOPE, List.of(scope.format()));
    String channel = body.text("channel");
    if (!channel.isEmpty() && !policy.collection().channels().containsKey(channel)) {
      body.wrong(
          new FieldError(
              "channel",
              "not-listed",
              new BilingualText(
                  "Chính sách không có kênh này.", "The policy lists no such channel.")));
    }
    Optional<RecipientKey> key = key(body);
    Instant deadline = instant(body, "deadline", body.text("deadline"));
    @Nullable String secret = body.optionalText("secretUntil");
    Optional<Instant> secretUntil =
        Optional.ofNullable(secret).map(text -> instant(body, "secretUntil", text));
    if (!deadline.isAfter(clock.instant())) {
      body.wrong(
          new FieldError(
              "deadline",
              "past",
              new BilingualText("Thời hạn này đã qua.", "This time is over already.")));
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
      body.wrong(missing("fields"));
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
        body.wrong(
            new FieldError(
                "order",
                "format",
                new BilingualText(
                    "Mã của mục nhật ký gồm 64 chữ số hệ mười sáu.",
                    "An entry's leaf has 64 hexadecimal digits.")));
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
        body.wrong(
            new FieldError(
                "customer",
                "format",
                new BilingualText(
                    "Mã khách hàng không đúng dạng.", "This is not a customer's id.")));
      }
      return Optional.empty();
    }
  }

  private static Optional<RecipientKey> key(JsonBody body) {
    Map<String, String> members = new LinkedHashMap<>(body.texts("key"));
    if (members.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RecipientKey.parse(JsonMapper.shared().writeValueAsString(members)));
    } catch (UnusableKeyException e) {
      body.wrong(new FieldError("key", "unusable", e.words()));
      return Optional.empty();
    }
  }

  private static Instant instant(JsonBody body, String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      if (!text.isEmpty()) {
        body.wrong(
            new FieldError(
                name,
                "format",
                new BilingualText(
                    "Thời điểm ghi theo RFC 3339, như 2027-02-01T09:00:00Z.",
                    "A time is written as in RFC 3339, such as 2027-02-01T09:00:00Z.")));
      }
      return Instant.MAX;
    }
  }

  private static FieldError missing(String field) {
    return new FieldError(
        field, "missing", new BilingualText("Mục này cần phải có.", "This must be there."));
  }
}
