package vn.onecall.server.customers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.decisions.Personal;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;
import vn.onecall.keeper.writes.Written;

/**
 * Converts what the door returned into API responses. This is the place where opened values leave
 * the server.
 */
final class CustomerViews {
  /** What the name of a plain value stands under. */
  private static final String VALUE = "value";

  private CustomerViews() {}

  /** A customer as the API shows one. */
  record CustomerView(String id, long version, Map<String, FieldView> fields, String entry) {
    static CustomerView of(ShownSubject subject, Locale reader) {
      return new CustomerView(
          subject.id().toString(),
          subject.version(),
          CustomerViews.fields(subject, value -> null, reader),
          subject.entry().hex());
    }
  }

  /**
   * Builds the complete copy of a customer's data, for every format.
   *
   * @param exportedAt when, in UTC
   * @param policyVersion the version of the policy that it was given out under
   * @param fields the fields in the policy's order
   * @param entry the leaf of the entry that this handing out has in the log
   */
  record ExportView(
      String id,
      String exportedAt,
      int policyVersion,
      Map<String, FieldView> fields,
      String entry) {
    static ExportView of(ShownSubject subject, Instant at, int policyVersion, Locale reader) {
      return new ExportView(
          subject.id().toString(),
          at.toString(),
          policyVersion,
          CustomerViews.fields(subject, value -> value.collectedAt().toString(), reader),
          subject.entry().hex());
    }
  }

  private static Map<String, FieldView> fields(
      ShownSubject subject, Function<ShownValue, @Nullable String> collectedAt, Locale reader) {
    Map<String, List<FieldView>> items = new LinkedHashMap<>();
    for (ShownValue value : subject.values()) {
      items
          .computeIfAbsent(value.field(), any -> new ArrayList<>(1))
          .add(
              new FieldView(
                  plain(value.value()),
                  parts(value.value()),
                  names(value.value(), reader),
                  value.form().name().toLowerCase(Locale.ROOT),
                  value.version(),
                  collectedAt.apply(value),
                  null));
    }
    Map<String, FieldView> fields = new LinkedHashMap<>();
    items.forEach((field, all) -> fields.put(field, all.getFirst().with(all)));
    return fields;
  }

  private static @Nullable String plain(Personal value) {
    return value.parts().isEmpty() ? value.reveal() : null;
  }

  private static @Nullable Map<String, String> parts(Personal value) {
    return value.parts().isEmpty() ? null : value.parts();
  }

  /** The names of the codes in a value, by part; of a plain one by {@code value}; null if none. */
  private static @Nullable Map<String, String> names(Personal value, Locale reader) {
    if (value.names().isEmpty()) {
      return null;
    }
    Map<String, String> names = new LinkedHashMap<>();
    value
        .names()
        .forEach((part, name) -> names.put(part.isEmpty() ? VALUE : part, name.in(reader)));
    return names;
  }

  /**
   * One value, in its form, with its version.
   *
   * @param value a plain value
   * @param parts the parts of a structured one
   * @param names the names of the codes in it
   * @param collectedAt when it was given, if that is told
   * @param others the further values of the field, if it has several
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FieldView(
      @Nullable String value,
      @Nullable Map<String, String> parts,
      @Nullable Map<String, String> names,
      String form,
      int version,
      @Nullable String collectedAt,
      @Nullable List<FieldView> others) {
    private FieldView with(List<FieldView> all) {
      return all.size() == 1
          ? this
          : new FieldView(
              value, parts, names, form, version, collectedAt, all.subList(1, all.size()));
    }

    /** This value and the further ones, in their order. */
    List<FieldView> all() {
      List<FieldView> all = new ArrayList<>(List.of(this));
      if (others != null) {
        all.addAll(others);
      }
      return all;
    }
  }

  /** A customer with every version of each value, the oldest first. */
  record HistoryView(String id, Map<String, List<PastView>> fields, String entry) {
    static HistoryView of(ShownSubject subject, Locale reader) {
      Map<String, List<PastView>> fields = new LinkedHashMap<>();
      for (ShownValue value : subject.values()) {
        fields
            .computeIfAbsent(value.field(), any -> new ArrayList<>())
            .add(
                new PastView(
                    plain(value.value()),
                    parts(value.value()),
                    names(value.value(), reader),
                    value.item(),
                    value.version(),
                    value.collectedAt().toString()));
      }
      return new HistoryView(subject.id().toString(), fields, subject.entry().hex());
    }
  }

  /** One version of a value, and when it was given. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PastView(
      @Nullable String value,
      @Nullable Map<String, String> parts,
      @Nullable Map<String, String> names,
      int item,
      int version,
      String collectedAt) {}

  /** Who was found, and every entry that the search has in the log. */
  record FoundView(List<CustomerView> customers, List<String> entries) {}

  /**
   * What a person should look at again, though it was taken.
   *
   * @param choices the values among which somebody has to choose, if there are several
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WarningView(
      String field, String code, String message, @Nullable List<ChoiceView> choices) {}

  /** One of several possible values, with its name. */
  record ChoiceView(String code, String name) {}

  /** A durable write. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WrittenView(String id, long version, String entry, @Nullable List<WarningView> warnings) {}

  static WrittenView written(Written written) {
    return written(written, List.of());
  }

  static WrittenView written(Written written, List<WarningView> warnings) {
    return new WrittenView(
        written.subject().toString(),
        written.version(),
        written.entry().hex(),
        warnings.isEmpty() ? null : warnings);
  }
}
