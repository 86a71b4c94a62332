package vn.onecall.server.requests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.catalogue.FieldTypes;

/**
 * The field type of texts and documents about a request: the request's id and a value of another
 * type, so that the sealed value itself states its request. A text may be empty; the id alone is
 * then a valid attachment.
 */
public final class RequestAttachmentType implements FieldType {
  public static final String REQUEST = "request";
  public static final String TEXT = "text";

  private static final int ID_LENGTH = 36;

  private final String name;
  private final FieldType content;
  private final boolean plain;

  private RequestAttachmentType(String name, FieldType content, boolean plain) {
    this.name = name;
    this.content = content;
    this.plain = plain;
  }

  /** Types, and beside them those of requests. */
  public static FieldTypes beside(FieldTypes types) {
    return types
        .with(new RequestAttachmentType("request-text", types.get("free-text"), true))
        .with(new RequestAttachmentType("request-document", types.get("document"), false));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ParseResult parse(FieldInput input) {
    return switch (input) {
      case FieldInput.Text(String text) ->
          text.length() > ID_LENGTH && text.charAt(ID_LENGTH) == ' '
              ? parse(
                  text.substring(0, ID_LENGTH), new FieldInput.Text(text.substring(ID_LENGTH + 1)))
              : new ParseResult.Invalid(ValidationError.FORMAT);
      case FieldInput.Parts(Map<String, String> parts) -> {
        Map<String, String> rest = new LinkedHashMap<>(parts);
        String request = Optional.ofNullable(rest.remove(REQUEST)).orElse("");
        yield plain
            ? rest.keySet().equals(java.util.Set.of(TEXT))
                ? parse(request, new FieldInput.Text(rest.getOrDefault(TEXT, "")))
                : new ParseResult.Invalid(ValidationError.FORMAT)
            : parse(request, new FieldInput.Parts(rest));
      }
    };
  }

  private ParseResult parse(String request, FieldInput rest) {
    if (!isId(request)) {
      return new ParseResult.Invalid(ValidationError.FORMAT, REQUEST);
    }
    if (plain && rest instanceof FieldInput.Text(String text) && text.isEmpty()) {
      return new ParseResult.Valid(request + " ");
    }
    return switch (content.parse(rest)) {
      case ParseResult.Valid(String canonical) -> new ParseResult.Valid(request + " " + canonical);
      case ParseResult.Invalid invalid -> invalid;
    };
  }

  private static boolean isId(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** To which request it belongs, and nothing of what it says. */
  @Override
  public String mask(String canonical) {
    return canonical.substring(0, ID_LENGTH);
  }

  @Override
  public Map<String, String> parts(String canonical) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(REQUEST, canonical.substring(0, ID_LENGTH));
    String rest = canonical.substring(ID_LENGTH + 1);
    if (plain) {
      parts.put(TEXT, rest);
    } else {
      parts.putAll(content.parts(rest));
    }
    return parts;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    return List.of();
  }

  @Override
  public int maxLength() {
    return ID_LENGTH + 1 + content.maxLength();
  }
}
