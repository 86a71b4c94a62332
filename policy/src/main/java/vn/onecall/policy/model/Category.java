package vn.onecall.policy.model;

import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * Fields that are sealed, kept and erased together.
 *
 * @param name the category's name in the policy
 * @param dpv its term in the W3C Data Privacy Vocabulary, such as {@code pd:Contact}
 * @param sensitivity its class under Vietnamese law
 * @param retention how long it is kept
 * @param keepByLaw the names of the law's minimums that hold for it, in file order
 * @param words its name for people
 */
public record Category(
    String name,
    String dpv,
    Sensitivity sensitivity,
    Retention retention,
    Set<String> keepByLaw,
    BilingualText words) {

  public Category {
    keepByLaw = FileOrder.copy(keepByLaw);
  }
}
