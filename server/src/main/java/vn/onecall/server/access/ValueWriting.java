package vn.onecall.server.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vn.onecall.fields.FieldType;
import vn.onecall.policy.Field;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.FieldAddress;

/**
 * Turns values into what the two instances store: sealed rows for main; wrapped keys and keyed
 * hashes for keys; and the lines by which the entry commits to each value.
 */
final class ValueWriting {

  /** One write, ready for both instances. */
  record Prepared(
      List<SubjectStore.NewValue> values,
      List<KeysStore.StoredKey> newKeys,
      List<KeysStore.IndexRow> index,
      List<String> details) {}

  private final Policy policy;
  private final Map<String, FieldType> types;
  private final KeyRing keys;
  private final Opener opener;

  ValueWriting(Policy policy, Map<String, FieldType> types, KeyRing keys, Opener opener) {
    this.policy = policy;
    this.types = types;
    this.keys = keys;
    this.opener = opener;
  }

  /**
   * Prepares a write.
   *
   * @param theirs the subject's opened keys by category; a key made here is added to it
   * @param newest the newest version of each value that the subject has
   * @param canonical the new values by field, each accepted by its type
   */
  Prepared prepare(
      SubjectId subject,
      Map<String, DataKey> theirs,
      List<EntryAsk.Match> newest,
      Map<String, String> canonical,
      boolean first) {
    List<SubjectStore.NewValue> values = new ArrayList<>();
    List<KeysStore.StoredKey> newKeys = new ArrayList<>();
    List<KeysStore.IndexRow> index = new ArrayList<>();
    List<String> details = new ArrayList<>();
    if (!theirs.containsKey(EntryDrafts.LOG_CATEGORY)) {
      newKeys.add(newKey(subject, EntryDrafts.LOG_CATEGORY, theirs));
    }
    Map<String, Integer> versions = new HashMap<>();
    newest.forEach(each -> versions.put(each.field(), each.version()));
    canonical.forEach((name, value) -> {
      Field field = Objects.requireNonNull(policy.fields().get(name));
      if (!theirs.containsKey(field.category())) {
        newKeys.add(newKey(subject, field.category(), theirs));
      }
      int version = versions.getOrDefault(name, 0) + 1;
      Opener.Sealed sealed =
          opener.seal(
              Objects.requireNonNull(theirs.get(field.category())),
              new FieldAddress(subject.value(), field.category(), name, 0, version),
              value);
      values.add(
          new SubjectStore.NewValue(name, 0, version, field.category(), sealed.ciphertext()));
      details.add(
          "write %s 0 %d %s %s"
              .formatted(
                  name,
                  version,
                  first ? "first" : "correction",
                  HexFormat.of().formatHex(sealed.hash())));
      if (field.indexed()) {
        Objects.requireNonNull(types.get(name))
            .indexTerms(value)
            .forEach(term ->
                index.add(new KeysStore.IndexRow(keys.token(name, term), name, 0, version)));
      }
    });
    return new Prepared(values, newKeys, index, details);
  }

  private KeysStore.StoredKey newKey(
      SubjectId subject, String category, Map<String, DataKey> theirs) {
    DataKey key = DataKey.generate();
    theirs.put(category, key);
    return keys.wrap(subject, category, key);
  }

  static UUID newWriteId() {
    return UUID.randomUUID();
  }
}
