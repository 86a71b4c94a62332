package vn.onecall.keeper.writes;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.keys.ValueSealer;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Field;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.address.FieldAddress;

/**
 * Turns values into what the two instances store: sealed rows for main; wrapped keys and keyed
 * hashes for keys; and the lines by which the entry commits to each value.
 */
public final class WritePreparation {

  /** One write, ready for both instances. */
  record Prepared(
      List<ValueStore.NewValue> values,
      List<SubjectKeyStore.StoredKey> newKeys,
      List<SubjectKeyStore.IndexRow> index,
      List<String> details) {

    /** What of it goes to keys. */
    SubjectKeyStore.Part inKeys(SubjectId subject) {
      return new SubjectKeyStore.Part(subject, newKeys, index);
    }
  }

  /** A value and its place. */
  record Placed(String field, int item, int version, String value) {

    /** The first values of a new subject. */
    static List<Placed> first(NewValues values) {
      return after(List.of(), values);
    }

    /** New values of a subject, each a version after the newest in its place. */
    static List<Placed> after(List<DecisionRequest.Match> newest, NewValues values) {
      Map<String, Integer> versions = new HashMap<>();
      newest.forEach(each -> versions.put(each.field() + " " + each.item(), each.version()));
      List<Placed> placed = new ArrayList<>();
      values
          .items()
          .forEach((field, items) -> {
            for (int item = 0; item < items.size(); item++) {
              int before = versions.getOrDefault(field + " " + item, 0);
              placed.add(new Placed(field, item, before + 1, items.get(item)));
            }
          });
      return placed;
    }

    /**
     * Records to keep beside those there are: each in a place of its own, behind the last, so that
     * they stay in their order whatever the clock says. How far behind is drawn by lot, lest two
     * that come at once take the same place.
     *
     * @param last the last item of each field that has any
     */
    static List<Placed> records(NewValues records, Map<String, Integer> last) {
      List<Placed> placed = new ArrayList<>();
      records
          .items()
          .forEach((field, items) -> {
            int item = last.getOrDefault(field, -1);
            for (String value : items) {
              item = Math.addExact(item, 1 + RANDOM.nextInt(WIDEST_STEP));
              placed.add(new Placed(field, item, 1, value));
            }
          });
      return placed;
    }
  }

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int WIDEST_STEP = 1 << 16;

  private final Policy policy;
  private final PolicyFieldTypes types;
  private final KeyRing keys;
  private final ValueSealer sealer = new ValueSealer();

  public WritePreparation(Policy policy, PolicyFieldTypes types, KeyRing keys) {
    this.policy = policy;
    this.types = types;
    this.keys = keys;
  }

  /**
   * Prepares a write.
   *
   * @param theirs the subject's opened keys by category; a key made here is added to it
   * @param placed the values, each accepted by its type
   * @param what the word by which the entry tells first values, corrections and records apart
   */
  Prepared prepare(
      SubjectId subject, Map<String, DataKey> theirs, List<Placed> placed, String what) {
    List<ValueStore.NewValue> values = new ArrayList<>();
    List<SubjectKeyStore.StoredKey> newKeys = new ArrayList<>();
    List<SubjectKeyStore.IndexRow> index = new ArrayList<>();
    List<String> details = new ArrayList<>();
    if (!theirs.containsKey(KeyRing.LOG_CATEGORY)) {
      newKeys.add(newKey(subject, KeyRing.LOG_CATEGORY, theirs));
    }
    for (Placed each : placed) {
      Field field = Objects.requireNonNull(policy.fields().get(each.field));
      String category = field.category();
      if (!theirs.containsKey(category)) {
        newKeys.add(newKey(subject, category, theirs));
      }
      ValueSealer.Sealed sealed =
          sealer.seal(
              Objects.requireNonNull(theirs.get(category)),
              new FieldAddress(subject.value(), category, each.field, each.item, each.version),
              each.value);
      values.add(
          new ValueStore.NewValue(
              each.field, each.item, each.version, category, sealed.ciphertext()));
      details.add(
          "write "
              + each.field
              + " "
              + each.item
              + " "
              + each.version
              + " "
              + what
              + " "
              + HexFormat.of().formatHex(sealed.hash()));
      if (field.indexed()) {
        for (String term : types.of(each.field).indexTerms(each.value)) {
          index.add(
              new SubjectKeyStore.IndexRow(
                  keys.token(each.field, term), each.field, category, each.item, each.version));
        }
      }
    }
    return new Prepared(values, newKeys, index, details);
  }

  private SubjectKeyStore.StoredKey newKey(
      SubjectId subject, String category, Map<String, DataKey> theirs) {
    DataKey key = DataKey.generate();
    theirs.put(category, key);
    return keys.wrap(subject, category, key);
  }
}
