package vn.onecall.policy.law;

import java.time.LocalDate;
import java.util.Optional;
import vn.onecall.messages.BilingualText;

/**
 * The time limits that the law sets for one kind of request, and the days of receipt for which it
 * sets them. A request is measured by the rule in force on the day when it is received.
 *
 * @param name its name in the overlay, never given to another rule
 * @param kind the kind of request
 * @param from the first day of receipt that it measures
 * @param until the last day of receipt that it measures, if that is known
 * @param limits the time limit of each step
 * @param citation where the law says so
 * @param words what the customer asks for
 */
public record ClockRule(
    String name,
    RequestKind kind,
    LocalDate from,
    Optional<LocalDate> until,
    Limits limits,
    Citation citation,
    BilingualText words) {

  public ClockRule {
    if (until.isPresent() && until.get().isBefore(from)) {
      throw new IllegalArgumentException("A clock does not end before it begins");
    }
  }

  /** Whether it measures what is received on a day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
  }

  /** Whether there is a day on which both rules hold. */
  public boolean overlaps(ClockRule other) {
    return holdsOn(other.from) || other.holdsOn(from);
  }

  /**
   * The time limits of the steps.
   *
   * @param acknowledge until the customer is told that the request has come
   * @param answer until it is carried out or refused
   * @param withProcessor the same, where a processor or another third party must help; absent where
   *     the law gives no longer time for that
   * @param extension by how much the answer may be put off, once; absent where it may not
   */
  public record Limits(
      TimeLimit acknowledge,
      TimeLimit answer,
      Optional<TimeLimit> withProcessor,
      Optional<TimeLimit> extension) {

    /** The time for the answer. */
    public TimeLimit answer(boolean processor) {
      return processor ? withProcessor.orElse(answer) : answer;
    }
  }

  /**
   * Where the law says something.
   *
   * @param source the name of the text in the overlay
   * @param article the article, with the text's short title
   */
  public record Citation(String source, BilingualText article) {}
}
