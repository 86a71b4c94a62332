package vn.onecall.keeper.decisions;

import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.entries.EntryDraft;
import vn.onecall.translog.entries.DecisionRecord;

/**
 * One entry for the deciding statement: the draft, what the rule needs of the facts, and what is to
 * be fetched if they allow it.
 *
 * @param draft the prepared entry
 * @param rule the facts and fields of the activity
 * @param match for a search: the value version that the index named, which must still be current
 * @param foregone an outcome that was settled before the database was asked, or null
 */
public record DecisionRequest(
    EntryDraft draft,
    RuleText rule,
    @Nullable Match match,
    DecisionRecord.@Nullable Outcome foregone) {

  /**
   * A rule in the words of the statement: PostgreSQL array literals.
   *
   * @param requires the facts that must hold
   * @param unless the facts of which none may hold
   * @param fields what is fetched
   * @param history whether superseded versions are fetched too
   * @param afterEnd whether it may reach what the law orders kept of a subject that has ended
   */
  public record RuleText(
      String requires, String unless, String fields, boolean history, boolean afterEnd) {
    public static final RuleText NONE = new RuleText("{}", "{}", "{}", false, false);
  }

  /** The version of the value by which a search found its subject. */
  public record Match(String field, int item, int version) {}
}
