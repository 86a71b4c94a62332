package vn.onecall.keeper.writes;

import java.util.List;
import java.util.Set;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;

/**
 * What an activity changes of what is known of a subject, and the records that it keeps of that.
 *
 * @param facts the facts that change
 * @param unless the facts of which none may hold, beside those of the activity
 * @param records values to keep beside those there are, by field, in canonical form
 * @param collected how it came to us
 * @param details lines for the subject's part of the entry; no personal data
 * @param work the feature's statements
 */
public record SubjectChange(
    FactChange facts,
    Set<Integer> unless,
    NewValues records,
    CollectionOrigin collected,
    List<String> details,
    EntryWork work) {
  public SubjectChange {
    unless = Set.copyOf(unless);
    details = List.copyOf(details);
  }

  /** Names the fields only. */
  @Override
  public String toString() {
    return "SubjectChange[" + facts + ", " + records.fields() + "]";
  }
}
