package vn.onecall.server.customers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.onecall.fields.FieldTypes;
import vn.onecall.fields.Parsed;
import vn.onecall.fields.Reason;
import vn.onecall.fields.Searched;
import vn.onecall.policy.Field;
import vn.onecall.policy.Policy;
import vn.onecall.policy.Words;
import vn.onecall.server.access.Collected;
import vn.onecall.server.access.SubjectId;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;

/** Reads what a caller sends about a customer: canonical values, or every reason why not. */
final class CustomerInput {
  private final Policy policy;
  private final FieldTypes types;

  CustomerInput(Policy policy, FieldTypes types) {
    this.policy = policy;
    this.types = types;
  }

  /** Who, when and how: each must be a name that the policy lists. */
  Collected collected(JsonBody body) {
    return new Collected(
        listed(body, "source", policy.collection().sources().keySet()),
        listed(body, "moment", policy.collection().moments().keySet()),
        listed(body, "channel", policy.collection().channels().keySet()));
  }

  private static String listed(JsonBody body, String name, Set<String> known) {
    String value = body.text(name);
    if (!value.isEmpty() && !known.contains(value)) {
      body.wrong(
          new FieldError(
              name,
              "not-listed",
              new Words(
                  "Chính sách không có giá trị này; có thể dùng: " + String.join(", ", known) + ".",
                  "The policy lists no such value; it has: " + String.join(", ", known) + ".")));
    }
    return value;
  }

  /**
   * The values by field in canonical form. A field that the policy does not hold is passed on as it
   * is named, for the door to refuse it with its promise.
   */
  Map<String, String> values(JsonBody body) {
    Map<String, String> canonical = new LinkedHashMap<>();
    body.texts("fields")
        .forEach((name, value) -> {
          Field field = policy.fields().get(name);
          canonical.put(name, field == null ? "" : canonical(body, "fields." + name, field, value));
        });
    return canonical;
  }

  /** A search term in the form that it is indexed by. */
  String term(JsonBody body, String name, String value) {
    Field field = policy.fields().get(name);
    if (field == null) {
      return "";
    }
    if (!field.indexed()) {
      // What is no such value is said here; that nobody is found by it, the door says.
      canonical(body, name, field, value);
      return "";
    }
    return switch (types.get(field.type()).searchTerms(value)) {
      // One term is all that a search knows yet, and all that any type asks for.
      case Searched.Terms(List<String> all) -> all.getFirst();
      case Searched.Refused(Reason reason) -> {
        body.wrong(wrong(name, reason));
        yield "";
      }
    };
  }

  private String canonical(JsonBody body, String path, Field field, String value) {
    return switch (types.get(field.type()).parse(value)) {
      case Parsed.Valid(String canonical) -> canonical;
      case Parsed.Invalid(Reason reason, String part) -> {
        body.wrong(wrong(part.isEmpty() ? path : path + "." + part, reason));
        yield "";
      }
    };
  }

  private static FieldError wrong(String path, Reason reason) {
    return new FieldError(path, reason.code(), new Words(reason.words().vi(), reason.words().en()));
  }

  /** The subject of a path. */
  static SubjectId subject(String text) {
    try {
      return SubjectId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          new FieldError(
              "id",
              "format",
              new Words("Mã khách hàng không đúng dạng.", "This is not a customer's id.")));
    }
  }
}
