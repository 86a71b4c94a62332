package vn.onecall.server.customers;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.reference.AdministrativeUnits;
import vn.onecall.fields.reference.Bank;
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

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

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

  /** A plain value as people write it. */
  String spoken(String field, String value) {
    FieldType type = types.of(field);
    return type.options().stream()
        .filter(option -> option.value().equals(value))
        .findFirst()
        .map(option -> option.words().vi())
        .orElseGet(() -> type.name().endsWith("date") ? day(value) : value);
  }

  /** A part as people write it, with its code where it has one. */
  String spokenPart(String part, String value) {
    return switch (part) {
      case "commune" -> named(value, AdministrativeUnits.commune(value).map(each -> each.name()));
      case "province" -> named(value, AdministrativeUnits.province(value).map(each -> each.name()));
      case "bank" -> named(value, Bank.find(value).map(Bank::name));
      case SIZE -> MESSAGES.words("copy-size", Integer.parseInt(value)).vi();
      default -> value;
    };
  }

  private static String named(String code, Optional<String> name) {
    return name.map(each -> each + " (" + code + ")").orElse(code);
  }

  private static String day(String value) {
    try {
      return DAY.format(LocalDate.parse(value));
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  private Field field(String name) {
    return Objects.requireNonNull(policy.fields().get(name), name);
  }
}
