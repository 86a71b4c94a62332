package vn.onecall.server.problems;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Field;

/** Reads values of policy fields: canonical values, or every validation error. */
public final class FieldsInput {
  private static final Messages MESSAGES = Messages.beside(FieldsInput.class);
  private final Policy policy;
  private final PolicyFieldTypes types;

  public FieldsInput(Policy policy, PolicyFieldTypes types) {
    this.policy = policy;
    this.types = types;
  }

  /**
   * Reads the values by field in canonical form. A field unknown to the policy is passed on, so
   * that the door refuses it and names the promise.
   */
  public NewValues values(JsonBody body) {
    Map<String, List<String>> canonical = new LinkedHashMap<>();
    body.inputs("fields")
        .forEach((name, inputs) -> {
          Field field = policy.fields().get(name);
          canonical.put(name, field == null ? List.of() : canonical(body, field, inputs));
        });
    return new NewValues(canonical);
  }

  private List<String> canonical(JsonBody body, Field field, List<FieldInput> inputs) {
    String path = "fields." + field.name();
    int most = field.shape().repeats();
    // One value that is written in several ways counts once.
    Map<String, String> canonical = new LinkedHashMap<>();
    for (FieldInput input : inputs) {
      String value = canonical(body, path, field, input);
      canonical.putIfAbsent(field.indexed() ? value.toLowerCase(Locale.ROOT) : value, value);
    }
    if (canonical.size() > most) {
      body.wrong(new FieldError(path, "too-many", MESSAGES.words("too-many-values", most)));
    }
    return List.copyOf(canonical.values());
  }

  /** One value in canonical form; an empty one after an error, which the body then holds. */
  public String canonical(JsonBody body, String path, Field field, FieldInput input) {
    return switch (types.of(field.name()).parse(input)) {
      case ParseResult.Valid(String canonical) -> canonical;
      case ParseResult.Invalid(ValidationError reason, String part) -> {
        body.wrong(wrong(part.isEmpty() ? path : path + "." + part, reason));
        yield "";
      }
    };
  }

  /** A type's reason as what is wrong with a part. */
  public static FieldError wrong(String path, ValidationError reason) {
    return new FieldError(path, reason.code(), reason.words());
  }
}
