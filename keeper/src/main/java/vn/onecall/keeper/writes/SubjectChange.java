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
 * @param premise what must be so at the commit
 */
public record SubjectChange(
    FactChange facts,
    Set<Integer> unless,
    NewValues records,
    CollectionOrigin collected,
    List<String> details,
    EntryWork work,
    Premise premise) {
  public SubjectChange {
    unless = Set.copyOf(unless);
    details = List.copyOf(details);
  }

  /** A change that rests on nothing. */
  public SubjectChange(
      FactChange facts,
      Set<Integer> unless,
      NewValues records,
      CollectionOrigin collected,
      List<String> details,
      EntryWork work) {
    this(facts, unless, records, collected, details, work, Premise.NONE);
  }

  /** The same change, made only where this is so. */
  public SubjectChange restingOn(Premise so) {
    return new SubjectChange(facts, unless, records, collected, details, work, so);
  }

  /** Names the fields only. */
  @Override
  public String toString() {
    return "SubjectChange[" + facts + ", " + records.fields() + "]";
  }
}
