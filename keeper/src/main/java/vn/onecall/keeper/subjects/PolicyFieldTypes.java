package vn.onecall.keeper.subjects;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Field;

/** The type of each field that the policy holds, made ready once when the server starts. */
public final class PolicyFieldTypes {
  private static final String OPTIONS = "options";

  private final Map<String, FieldType> types;

  private PolicyFieldTypes(Map<String, FieldType> types) {
    this.types = types;
  }

  /**
   * Finds and configures the types that a policy names.
   *
   * @throws IllegalArgumentException naming the field whose type does not exist, or is told what it
   *     does not take
   */
  public static PolicyFieldTypes of(Policy policy, FieldTypes known) {
    Map<String, FieldType> types = new HashMap<>();
    for (Field field : policy.fields().values()) {
      if (field.collection().consent().isPresent()) {
        throw new IllegalArgumentException(
            "The policy's field '"
                + field.name()
                + "' is taken under a consent alone, which this server does not see to yet.");
      }
      try {
        types.put(field.name(), known.configure(field.type(), parameters(field)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "The policy's field '" + field.name() + "' cannot be: " + e.getMessage(), e);
      }
    }
    return new PolicyFieldTypes(Map.copyOf(types));
  }

  private static Map<String, String> parameters(Field field) {
    Map<String, String> parameters = new HashMap<>(field.shape().parameters());
    if (!field.shape().options().isEmpty()) {
      parameters.put(OPTIONS, String.join(",", field.shape().options().keySet()));
    }
    return parameters;
  }

  /** The type of a field that the policy holds. */
  public FieldType of(String field) {
    return Objects.requireNonNull(types.get(field), field);
  }
}
