package vn.onecall.keeper.access;

import java.util.List;
import java.util.Set;

/**
 * What an activity changes of what is known of a subject, and the records that it keeps of that.
 *
 * @param facts the facts that change
 * @param unless the facts of which none may hold, beside those of the activity
 * @param records values to keep beside those there are, by field, in canonical form
 * @param collected how it came to us
 * @param details lines for the subject's part of the entry; no personal data
 * @param together the feature's statements
 */
public record Change(
    FactChange facts,
    Set<Integer> unless,
    NewValues records,
    Collected collected,
    List<String> details,
    Together together) {
  public Change {
    unless = Set.copyOf(unless);
    details = List.copyOf(details);
  }

  /** Names the fields only. */
  @Override
  public String toString() {
    return "Change[" + facts + ", " + records.fields() + "]";
  }
}
