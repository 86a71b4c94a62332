package vn.onecall.policy.law;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.model.FileOrder;

/**
 * What the law says of requests of data subjects: their clocks, how days are counted, when an
 * answer may be extended, and the days off.
 *
 * @param clocks the clocks by name; no two of one kind hold on the same day
 * @param counting how days are counted
 * @param extending when and how an answer may be extended
 * @param calendar the days off
 */
public record RequestLaw(
    Map<String, ClockRule> clocks, Principle counting, Principle extending, WorkCalendar calendar) {

  public RequestLaw {
    clocks = FileOrder.copy(clocks);
  }

  /** The clock that measures a request received on a day. */
  public Optional<ClockRule> inForce(RequestKind kind, LocalDate day) {
    return clocks.values().stream()
        .filter(rule -> rule.kind() == kind && rule.holdsOn(day))
        .findFirst();
  }

  /**
   * A rule of law that holds for every clock.
   *
   * @param citation where the law says so
   * @param words what it says, for people
   */
  public record Principle(ClockRule.Citation citation, BilingualText words) {}
}
