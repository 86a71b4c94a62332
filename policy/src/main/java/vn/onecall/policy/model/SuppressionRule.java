package vn.onecall.policy.model;

import java.util.Set;

/**
 * How a refusal of marketing outlives the data (promise 1.8): what contacts leave a mark when they
 * are erased, and what is known of somebody who comes back with one of them.
 *
 * @param fact the name of the fact that marketing is refused
 * @param fields the names of the fields whose values leave a mark, at least one
 */
public record SuppressionRule(String fact, Set<String> fields) {

  public SuppressionRule {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("Something leaves a mark");
    }
    fields = FileOrder.copy(fields);
  }
}
