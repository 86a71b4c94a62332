package vn.onecall.keeper.decisions;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.onecall.fields.FieldType;
import vn.onecall.keeper.faults.KeysMissingException;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.ValueSealer;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Form;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.address.FieldAddress;

/**
 * Opens sealed values. It is made inside the door and is never a bean: whoever wants an opened
 * value needs a {@link Grant}.
 */
final class Opener {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final Comparator<SealedRow> IN_ORDER =
      Comparator.comparingInt(SealedRow::item).thenComparingInt(SealedRow::version);

  private final PolicyFieldTypes types;
  private final InstantSource clock;

  Opener(PolicyFieldTypes types, InstantSource clock) {
    this.types = types;
    this.clock = clock;
  }

  /** Opens what the activity gives of one subject, in the activity's order and form. */
  List<ShownValue> open(DecidedEntry entry, KeyRing.SubjectKeys keys, Activity activity) {
    Map<String, List<SealedRow>> byField = new HashMap<>();
    for (SealedRow row : entry.rows()) {
      byField.computeIfAbsent(row.field(), any -> new ArrayList<>(1)).add(row);
    }
    byField.values().forEach(rows -> rows.sort(IN_ORDER));
    List<ShownValue> values = new ArrayList<>(entry.rows().size());
    activity
        .fields()
        .forEach((field, form) -> {
          for (SealedRow row : byField.getOrDefault(field, List.of())) {
            open(entry.draft().subject(), row, keys, form).ifPresent(values::add);
          }
        });
    return values;
  }

  private Optional<ShownValue> open(
      SubjectId subject, SealedRow row, KeyRing.SubjectKeys keys, Form form) {
    DataKey key = keys.byCategory().get(row.category());
    if (key == null) {
      throw new KeysMissingException(
          "The key of the category "
              + row.category()
              + " is missing for the subject "
              + subject
              + ": the keys instance is older than main.");
    }
    byte[] salted =
        key.open(
            new FieldAddress(
                subject.value(), row.category(), row.field(), row.item(), row.version()),
            row.ciphertext());
    String value = ValueSealer.value(salted);
    return shown(types.of(row.field()), value, form)
        .map(personal ->
            new ShownValue(
                row.field(), row.item(), row.version(), personal, form, row.collectedAt()));
  }

  /** Nothing is shown of one person that is to be counted, or from which nothing follows. */
  private Optional<Personal> shown(FieldType type, String value, Form form) {
    return switch (form) {
      case CLEAR -> Optional.of(new Personal(value, type.parts(value), type.names(value)));
      case MASKED -> Optional.of(new Personal(type.mask(value), Map.of(), Map.of()));
      case DERIVED ->
          type.derive(value, LocalDate.ofInstant(clock.instant(), VIETNAM))
              .map(follows -> new Personal(follows, Map.of(), Map.of()));
      case COUNTED -> Optional.empty();
    };
  }
}
