package vn.onecall.server.problems;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.fields.FieldInput;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * A strictly parsed request body: a JSON object in which every key is expected, none is repeated,
 * and every value has its own type without coercion. A reader asks for each part and then calls
 * {@link #finish()}, which rejects the request with all errors at once.
 */
public final class JsonBody {
  private static final Messages MESSAGES = Messages.beside(JsonBody.class);

  /** The most bytes that a body may have. */
  public static final int MOST_BYTES = 512 * 1024;

  private static final int MOST_LETTERS = 20_000;
  private static final int MOST_NAMES = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(8).maxNameLength(200).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One form for all bodies that say the same: members in order, no spaces. */
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private final ObjectNode node;
  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private JsonBody(ObjectNode node) {
    this.node = node;
  }

  /**
   * Reads a body.
   *
   * @throws InputException if it is no JSON object, too long, or has a key twice
   */
  public static JsonBody read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw refuse("too-long", MESSAGES.words("body-too-long"));
    }
    if (!isUtf8(bytes)) {
      throw refuse("not-utf-8", MESSAGES.words("body-not-utf-8"));
    }
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node instanceof ObjectNode object) {
        return new JsonBody(object);
      }
    } catch (StreamReadException e) {
      if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")) {
        throw refuse("duplicate-key", MESSAGES.words("body-duplicate-key"));
      }
      throw notJson();
    } catch (JacksonException e) {
      throw notJson();
    }
    throw notJson();
  }

  /**
   * Whether the bytes are UTF-8 as RFC 3629 has it. The parser also takes overlong forms, by which
   * one text has many, and a filter before the server sees another text than the server.
   */
  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static InputException notJson() {
    return refuse("not-json", MESSAGES.words("body-not-json"));
  }

  private static InputException refuse(String code, BilingualText words) {
    return new InputException(new FieldError("(body)", code, words));
  }

  /** A text that must be there; an empty one stands for it after an error. */
  public String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      if (!node.has(name)) {
        missing(name);
      }
      return "";
    }
    return text;
  }

  /** A text that may be left out. */
  public @Nullable String optionalText(String name) {
    String text = string(name);
    return text == null ? null : kept(name, text);
  }

  /**
   * What a person says in their own words, or nothing. It may hold what is no letter: the type of
   * its field cleans it, so that nobody is refused for a sign that cannot be seen.
   */
  public String ownWords(String name) {
    String text = string(name);
    return text == null ? "" : bounded(name, text);
  }

  private @Nullable String string(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      wrongType(name, MESSAGES.words("must-be-a-string"));
      return null;
    }
    return value.stringValue();
  }

  private String bounded(String path, String text) {
    if (text.length() > MOST_LETTERS) {
      errors.add(new FieldError(path, "too-long", MESSAGES.words("text-too-long", MOST_LETTERS)));
      return "";
    }
    return text;
  }

  /** A text as it can be kept: no longer than any that is, and without what is no letter. */
  private String kept(String path, String given) {
    String text = bounded(path, given);
    if (text.codePoints().anyMatch(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff))) {
      errors.add(new FieldError(path, "format", MESSAGES.words("not-a-text")));
      return "";
    }
    return text;
  }

  /** Whether there is a part of this name. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** A truth value that must be there. */
  public boolean flag(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value == null) {
      missing(name);
    } else if (!value.isBoolean()) {
      wrongType(name, MESSAGES.words("must-be-a-flag"));
    }
    return value != null && value.booleanValue(false);
  }

  /** An object of texts that must be there and hold at least one. */
  public Map<String, String> texts(String name) {
    asked.add(name);
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode value = node.get(name);
    if (value == null) {
      missing(name);
    } else if (!(value instanceof ObjectNode object) || object.isEmpty()) {
      wrongType(name, MESSAGES.words("must-be-an-object"));
    } else {
      object
          .properties()
          .forEach(each -> {
            if (each.getValue().isString()) {
              String path = name + "." + FieldError.repeatable(each.getKey());
              texts.put(each.getKey(), kept(path, each.getValue().stringValue()));
            } else {
              wrongType(
                  name + "." + FieldError.repeatable(each.getKey()),
                  MESSAGES.words("must-be-a-string"));
            }
          });
    }
    return texts;
  }

  /** A truth value that may be left out, which means false. */
  public boolean optionalFlag(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value != null && !value.isBoolean()) {
      wrongType(name, MESSAGES.words("must-be-a-flag"));
    }
    return value != null && value.booleanValue(false);
  }

  /** A list of different texts that may be left out; none if it is. */
  public Set<String> names(String name) {
    asked.add(name);
    Set<String> names = new LinkedHashSet<>();
    JsonNode value = node.get(name);
    if (value instanceof ArrayNode array && array.values().stream().allMatch(JsonNode::isString)) {
      array.values().forEach(each -> names.add(kept(name, each.stringValue())));
      if (names.size() < array.size()) {
        errors.add(new FieldError(name, "duplicate", MESSAGES.words("named-twice")));
      } else if (names.size() > MOST_NAMES) {
        errors.add(new FieldError(name, "too-many", MESSAGES.words("too-many-values", MOST_NAMES)));
      }
    } else if (value != null) {
      wrongType(name, MESSAGES.words("must-be-a-list-of-strings"));
    }
    return names;
  }

  /** A whole number that may be left out. */
  public OptionalInt optionalNumber(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.isInt()) {
      wrongType(name, MESSAGES.words("must-be-a-number"));
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.intValue());
  }

  /**
   * Reads a required object with at least one member; each member is a text, an object of texts, or
   * a list of these.
   */
  public Map<String, List<FieldInput>> inputs(String name) {
    asked.add(name);
    Map<String, List<FieldInput>> inputs = new LinkedHashMap<>();
    JsonNode value = node.get(name);
    if (value == null) {
      missing(name);
    } else if (!(value instanceof ObjectNode object) || object.isEmpty()) {
      wrongType(name, MESSAGES.words("must-be-an-object"));
    } else {
      object
          .properties()
          .forEach(each -> {
            String path = name + "." + FieldError.repeatable(each.getKey());
            inputs.put(each.getKey(), inputs(path, each.getValue()));
          });
    }
    return inputs;
  }

  /** The same, but it may be left out, which means none. */
  public Map<String, List<FieldInput>> optionalInputs(String name) {
    asked.add(name);
    return node.has(name) ? inputs(name) : Map.of();
  }

  private List<FieldInput> inputs(String path, JsonNode value) {
    if (!(value instanceof ArrayNode array)) {
      return input(path, value).map(List::of).orElse(List.of());
    }
    if (array.isEmpty()) {
      wrongType(path, MESSAGES.words("must-be-a-list"));
    }
    List<FieldInput> items = new ArrayList<>();
    array.values().forEach(item -> input(path, item).ifPresent(items::add));
    return items;
  }

  private Optional<FieldInput> input(String path, JsonNode value) {
    if (value.isString()) {
      return Optional.of(new FieldInput.Text(value.stringValue()));
    }
    if (value instanceof ObjectNode object
        && object.properties().stream().allMatch(part -> part.getValue().isString())) {
      Map<String, String> parts = new LinkedHashMap<>();
      object.properties().forEach(part -> parts.put(part.getKey(), part.getValue().stringValue()));
      return Optional.of(new FieldInput.Parts(parts));
    }
    wrongType(path, MESSAGES.words("must-be-an-input"));
    return Optional.empty();
  }

  /**
   * What the body says, in one form: the same bytes whatever the order of its members, its spaces
   * and the way its signs are escaped (as RFC 8785 has it; no body has a fraction).
   */
  public byte[] meaning() {
    return CANONICAL.writeValueAsBytes(node);
  }

  /** Adds what the reader itself found wrong. */
  public void wrong(FieldError error) {
    errors.add(error);
  }

  /**
   * Ends the reading.
   *
   * @throws InputException if anything was wrong, or a key was not asked for
   */
  public void finish() {
    for (String key : node.propertyNames()) {
      if (!asked.contains(key)) {
        errors.add(
            new FieldError(FieldError.repeatable(key), "unknown", MESSAGES.words("unknown-name")));
      }
    }
    if (!errors.isEmpty()) {
      throw new InputException(errors);
    }
  }

  private void missing(String name) {
    errors.add(FieldError.missing(name));
  }

  private void wrongType(String name, BilingualText words) {
    errors.add(new FieldError(name, "wrong-type", words));
  }
}
