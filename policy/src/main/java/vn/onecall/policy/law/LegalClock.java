package vn.onecall.policy.law;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import vn.onecall.messages.BilingualText;

/**
 * The legal clock of one request: by when it must be acknowledged and by when answered. It is a
 * value: the same law, rule and request give the same clock, and an extension gives another clock.
 *
 * <p>Where the days off of a year are not known yet, a clock can take every day from that year on
 * for a working day: the shortest count that there can be, which it says.
 *
 * <p>The days are counted as {@link Deadline} says. An extension is given once, with a reason,
 * before the time is over. It is counted from the day on which the first count ended, not from the
 * working day to which that was moved: the law leaves this open, and the shorter time favours the
 * customer.
 */
public final class LegalClock implements ClockResult {

  private final RequestLaw law;
  private final ClockRule rule;
  private final Submission submission;
  private final OptionalInt assumedFrom;
  private final Deadline acknowledge;
  private final Deadline answer;
  private final Optional<Deadline> extended;

  private LegalClock(
      RequestLaw law,
      ClockRule rule,
      Submission submission,
      OptionalInt assumedFrom,
      Deadline acknowledge,
      Deadline answer,
      Optional<Deadline> extended) {
    this.law = law;
    this.rule = rule;
    this.submission = submission;
    this.assumedFrom = assumedFrom;
    this.acknowledge = acknowledge;
    this.answer = answer;
    this.extended = extended;
  }

  /** The clock of a request under the rule in force on the day of its receipt. */
  public static ClockResult start(Law law, Submission submission) {
    return start(law, submission, OptionalInt.empty());
  }

  /**
   * The clock of a request under the rule in force on the day of its receipt.
   *
   * @param assumedFrom the first year of which every day is taken for a working day
   */
  public static ClockResult start(Law law, Submission submission, OptionalInt assumedFrom) {
    Optional<RequestLaw> requests = law.requests();
    Optional<ClockRule> rule =
        requests.flatMap(found -> found.inForce(submission.kind(), submission.day()));
    return rule.isEmpty()
        ? new NoLaw(submission.kind(), submission.day())
        : under(requests.orElseThrow(), rule.get(), submission, assumedFrom);
  }

  /**
   * The clock of a request under the rule that was kept with it, whatever the law says now.
   *
   * @throws IllegalArgumentException if the rule is not one for this request
   */
  public static ClockResult under(RequestLaw law, ClockRule rule, Submission submission) {
    return under(law, rule, submission, OptionalInt.empty());
  }

  /**
   * The same.
   *
   * @param assumedFrom the first year of which every day is taken for a working day
   */
  public static ClockResult under(
      RequestLaw law, ClockRule rule, Submission submission, OptionalInt assumedFrom) {
    if (rule.kind() != submission.kind() || !rule.holdsOn(submission.day())) {
      throw new IllegalArgumentException(
          "The clock `%s` does not measure this request".formatted(rule.name()));
    }
    ClockRule.Limits limits = rule.limits();
    Function<LocalDate, WorkCalendar.Day> calendar = day -> law.calendar().on(day, assumedFrom);
    return switch (Deadline.after(submission.day(), limits.acknowledge(), calendar)) {
      case NoCalendar unknown -> unknown;
      case Deadline acknowledge ->
          switch (Deadline.after(
              submission.day(), limits.answer(submission.processor()), calendar)) {
            case NoCalendar unknown -> unknown;
            case Deadline answer ->
                new LegalClock(
                    law, rule, submission, assumedFrom, acknowledge, answer, Optional.empty());
          };
    };
  }

  /**
   * This clock with its one extension.
   *
   * @param reason why, as the customer is told; the clock does not keep it
   * @param at when it is told
   */
  public ClockResult extend(String reason, Instant at) {
    Optional<TimeLimit> by = rule.limits().extension();
    if (by.isEmpty()) {
      return new NotExtensible(rule.kind());
    }
    if (extended.isPresent()) {
      return new AlreadyExtended(rule.kind());
    }
    if (reason.isBlank()) {
      return new NoReason(rule.kind());
    }
    if (answer.isOver(at)) {
      return new TooLate(answer.last());
    }
    return switch (Deadline.after(
        answer.counted(), by.get(), day -> law.calendar().on(day, assumedFrom))) {
      case NoCalendar unknown -> unknown;
      case Deadline later ->
          new LegalClock(
              law, rule, submission, assumedFrom, acknowledge, answer, Optional.of(later));
    };
  }

  /** The rule that it runs by, which a request keeps even if the law changes. */
  public ClockRule rule() {
    return rule;
  }

  /** The request that it measures. */
  public Submission submission() {
    return submission;
  }

  /** By when the customer must be told that the request has come. */
  public Deadline acknowledgeBy() {
    return acknowledge;
  }

  /** By when the request must be carried out or refused. */
  public Deadline answerBy() {
    return extended.orElse(answer);
  }

  /** By when it would have to be answered without the extension. */
  public Deadline answerByUnextended() {
    return answer;
  }

  /**
   * The first year of which every day is taken for a working day, where its days off are unknown.
   */
  public OptionalInt assumedFrom() {
    return assumedFrom;
  }

  /** Whether its one extension was used. */
  public boolean isExtended() {
    return extended.isPresent();
  }

  /** The clock as text for people: the limits, the days on which they end, and the articles. */
  public BilingualText words() {
    return LegalClockText.of(this, law);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LegalClock clock
        && law.equals(clock.law)
        && rule.equals(clock.rule)
        && submission.equals(clock.submission)
        && assumedFrom.equals(clock.assumedFrom)
        && extended.equals(clock.extended);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, submission, assumedFrom, extended);
  }

  @Override
  public String toString() {
    return "%s: acknowledge by %s, answer by %s%s"
        .formatted(
            rule.name(),
            acknowledge.last(),
            answerBy().last(),
            extended.isPresent() ? " (extended)" : "");
  }
}
