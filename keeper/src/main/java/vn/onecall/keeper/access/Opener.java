package vn.onecall.keeper.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.onecall.fields.FieldType;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.Form;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.FieldAddress;

/**
 * Seals values and opens them again. It is made inside the door and is never a bean: whoever wants
 * an opened value needs a {@link Grant}.
 *
 * <p>What is sealed is a salt of 16 bytes and the value. The hash of both stands in the entry of
 * the write, so that a value can be proved to be the one first registered without the log saying
 * anything about it.
 */
final class Opener {
  private static final int SALT_BYTES = 16;
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final byte[] VALUE_TAG = "1call/value/v1\0".getBytes(UTF_8);

  private static final Comparator<SealedRow> IN_ORDER =
      Comparator.comparingInt(SealedRow::item).thenComparingInt(SealedRow::version);

  private final TypedFields types;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Opener(TypedFields types, InstantSource clock) {
    this.types = types;
    this.clock = clock;
  }

  /** A sealed value and the salted hash that its entry commits to. */
  record Sealed(byte[] ciphertext, byte[] hash) {}

  Sealed seal(DataKey key, FieldAddress at, String canonical) {
    byte[] value = canonical.getBytes(UTF_8);
    byte[] salted = new byte[SALT_BYTES + value.length];
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    System.arraycopy(salt, 0, salted, 0, SALT_BYTES);
    System.arraycopy(value, 0, salted, SALT_BYTES, value.length);
    try {
      return new Sealed(key.seal(at, salted), hash(at.field(), salted));
    } finally {
      Arrays.fill(salted, (byte) 0);
    }
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
    String value = new String(salted, SALT_BYTES, salted.length - SALT_BYTES, UTF_8);
    return shown(types.of(row.field()), value, form)
        .map(personal ->
            new ShownValue(
                row.field(), row.item(), row.version(), personal, form, row.collectedAt()));
  }

  /** Nothing is shown of one person that is to be counted, or from which nothing follows. */
  private Optional<Personal> shown(FieldType type, String value, Form form) {
    return switch (form) {
      case CLEAR -> Optional.of(new Personal(value, type.parts(value)));
      case MASKED -> Optional.of(new Personal(type.mask(value), Map.of()));
      case DERIVED ->
          type.derive(value, LocalDate.ofInstant(clock.instant(), VIETNAM))
              .map(follows -> new Personal(follows, Map.of()));
      case COUNTED -> Optional.empty();
    };
  }

  /** The salted hash of a value, as the entry of its write has it. */
  static byte[] hash(String field, byte[] salted) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(VALUE_TAG);
      sha.update(field.getBytes(UTF_8));
      sha.update((byte) 0);
      return sha.digest(salted);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
