package vn.onecall.server.customers;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.onecall.fields.structured.PartsEncoding;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Category;
import vn.onecall.policy.model.Field;

/**
 * Vietnamese labels for a copy: labels of the policy, of the parts of structured values, and of
 * codes. A name without a label stays as it is.
 */
@Component
final class CopyLabels {
  private static final Messages MESSAGES = Messages.beside(CopyLabels.class);

  /** A document's content is told by its size: a cell of a spreadsheet cannot hold it. */
  static final String SIZE = "size";

  private static final String DOCUMENT = "document";
  private static final String CONTENT = "content";
  private static final String CLEAR = "clear";

  private static final Map<String, BilingualText> PARTS = MESSAGES.startingWith("part-");

  private final Policy policy;
  private final PolicyFieldTypes types;

  CopyLabels(Policy policy, PolicyFieldTypes types) {
    this.policy = policy;
    this.types = types;
  }

  /** A field's name for people. */
  String label(String field) {
    return field(field).label().vi();
  }

  /** A part's name for people. */
  String part(String part) {
    BilingualText words = PARTS.get(part);
    return words == null ? part : words.vi();
  }

  /** The category that a field is kept with. */
  Category category(String field) {
    return Objects.requireNonNull(policy.categories().get(field(field).category()));
  }

  /** Whether a field holds files. */
  boolean isDocument(String field) {
    return field(field).type().equals(DOCUMENT);
  }

  /** The parts of a value; of a document, its size in bytes in place of its content. */
  Map<String, String> parts(String field, CustomerViews.FieldView value) {
    if (value.parts() == null || !isDocument(field)) {
      return Optional.ofNullable(value.parts()).orElse(Map.of());
    }
    Map<String, String> parts = new LinkedHashMap<>(value.parts());
    String content = Objects.requireNonNull(parts.remove(CONTENT));
    parts.put(SIZE, Integer.toString(Base64.getDecoder().decode(content).length));
    return parts;
  }

  /**
   * The names of the codes in a value, by part, a plain one's under the empty name. None of what is
   * not in clear.
   */
  Map<String, String> names(String field, CustomerViews.FieldView value) {
    if (!value.form().equals(CLEAR) || isDocument(field)) {
      return Map.of();
    }
    String canonical =
        value.value() == null
            ? PartsEncoding.write(Optional.ofNullable(value.parts()).orElse(Map.of()))
            : value.value();
    Map<String, String> names = new LinkedHashMap<>();
    types.of(field).names(canonical).forEach((part, name) -> names.put(part, name.vi()));
    return names;
  }

  /** A plain value as people write it. */
  String spoken(String field, CustomerViews.FieldView value) {
    String plain = Objects.requireNonNull(value.value());
    String name = names(field, value).get("");
    return name != null ? name : types.of(field).name().endsWith("date") ? day(plain) : plain;
  }

  /** A part as people write it, with its code where it has one. */
  String spokenPart(String part, String value, Map<String, String> names) {
    String name = names.get(part);
    if (name != null) {
      return name + " (" + value + ")";
    }
    return part.equals(SIZE) ? MESSAGES.words("copy-size", Integer.parseInt(value)).vi() : value;
  }

  /** Day first; of a date that is known in part, what is known. */
  private static String day(String value) {
    List<String> parts = List.of(value.split("-", -1)).reversed();
    return String.join("/", parts);
  }

  private Field field(String name) {
    return Objects.requireNonNull(policy.fields().get(name), name);
  }
}
