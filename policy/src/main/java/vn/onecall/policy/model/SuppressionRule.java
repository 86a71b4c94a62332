package vn.onecall.policy.model;

import java.util.Set;

/**
 * How an objection to marketing outlives the data. Certain contacts leave a keyed hash when they
 * are erased; the fact holds again for whoever registers with one of them.
 *
 * @param fact the name of the fact that marketing is refused
 * @param fields the names of the fields whose values leave a hash, at least one
 */
public record SuppressionRule(String fact, Set<String> fields) {

  public SuppressionRule {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("A suppression rule names a field");
    }
    fields = FileOrder.copy(fields);
  }
}
