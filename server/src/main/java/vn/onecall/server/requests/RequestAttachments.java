package vn.onecall.server.requests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.ParseResult;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;

/**
 * Texts and documents attached to requests: builds the values to be sealed, each with the id of its
 * request, and reads them after the door has opened them.
 */
public final class RequestAttachments {
  public static final String TEXT = "request-text";
  public static final String REASON = "request-reason";
  public static final String EVIDENCE = "request-evidence";
  public static final String LETTER = "request-letter";

  private final PolicyFieldTypes types;

  public RequestAttachments(PolicyFieldTypes types) {
    this.types = types;
  }

  /** One attachment as it is shown. */
  public record Attachment(String field, Map<String, String> content, String at) {}

  /** Builds the values to be sealed from the texts of a request, by field. */
  public NewValues texts(UUID request, Map<String, String> texts) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    texts.forEach(
        (field, text) -> values.put(field, List.of(sealed(request, field, Map.of("text", text)))));
    return new NewValues(values);
  }

  /** Builds the values to be sealed from texts and documents. */
  NewValues with(UUID request, Map<String, String> texts, List<Map<String, String>> documents) {
    Map<String, List<String>> values = new LinkedHashMap<>(texts(request, texts).items());
    if (!documents.isEmpty()) {
      values.put(
          EVIDENCE,
          documents.stream().map(document -> sealed(request, EVIDENCE, document)).toList());
    }
    return new NewValues(values);
  }

  private String sealed(UUID request, String field, Map<String, String> content) {
    Map<String, String> parts = new LinkedHashMap<>(content);
    parts.put(RequestAttachmentType.REQUEST, request.toString());
    return switch (types.of(field).parse(new FieldInput.Parts(parts))) {
      case ParseResult.Valid(String canonical) -> canonical;
      // It was read by the same type when it came in, or is a letter of ours.
      case ParseResult.Invalid invalid -> throw new IllegalArgumentException("not a " + field);
    };
  }

  /** Groups the opened attachments by request, oldest first; empty texts are left out. */
  public static Map<UUID, List<Attachment>> byRequest(ShownSubject shown) {
    Map<UUID, List<Attachment>> attachments = new LinkedHashMap<>();
    List<ShownValue> values = new ArrayList<>(shown.values());
    values.sort(java.util.Comparator.comparing(ShownValue::collectedAt));
    for (ShownValue value : values) {
      Map<String, String> content = new LinkedHashMap<>(value.value().parts());
      UUID request = UUID.fromString(content.remove(RequestAttachmentType.REQUEST));
      if (content.values().stream().anyMatch(text -> !text.isEmpty())) {
        attachments
            .computeIfAbsent(request, any -> new ArrayList<>())
            .add(new Attachment(value.field(), content, value.collectedAt().toString()));
      }
    }
    return attachments;
  }
}
