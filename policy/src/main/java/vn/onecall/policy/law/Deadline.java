package vn.onecall.policy.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * The last day of a time limit that the law sets. It is computed by the Civil Code of Vietnam
 * (2015): the day of the event is not counted (article 147.2); if the last day is one of a weekend
 * or a holiday, the time ends with the next working day (148.5); it ends when that day does, at
 * 24:00 (148.6).
 *
 * @param counted the day on which the counted days end
 * @param last the last day that is in time: the same day, or the next working day
 */
public record Deadline(LocalDate counted, LocalDate last) implements DeadlineResult {

  /** The time zone in which days begin and end. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  public Deadline {
    if (last.isBefore(counted)) {
      throw new IllegalArgumentException("A time does not end before its last day");
    }
  }

  /**
   * The deadline of a limit that begins with an event on a day.
   *
   * @param calendar what is known of each day
   */
  static DeadlineResult after(
      LocalDate event, TimeLimit limit, Function<LocalDate, WorkCalendar.Day> calendar) {
    return switch (limit.count()) {
      case CALENDAR -> firstWorkingDay(event.plusDays(limit.days()), calendar);
      case WORKING -> workingDays(event, limit.days(), calendar);
    };
  }

  private static DeadlineResult firstWorkingDay(
      LocalDate counted, Function<LocalDate, WorkCalendar.Day> calendar) {
    LocalDate day = counted;
    while (true) {
      switch (calendar.apply(day)) {
        case WorkCalendar.Day.Working _ -> {
          return new Deadline(counted, day);
        }
        case WorkCalendar.Day.Weekend _, WorkCalendar.Day.Off _ -> day = day.plusDays(1);
        case WorkCalendar.Day.Unknown(int year) -> {
          return new ClockResult.NoCalendar(year);
        }
      }
    }
  }

  private static DeadlineResult workingDays(
      LocalDate event, int days, Function<LocalDate, WorkCalendar.Day> calendar) {
    Deadline last = new Deadline(event, event);
    for (int i = 0; i < days; i++) {
      switch (firstWorkingDay(last.last().plusDays(1), calendar)) {
        case Deadline next -> last = new Deadline(next.last(), next.last());
        case ClockResult.NoCalendar unknown -> {
          return unknown;
        }
      }
    }
    return last;
  }

  /** The first moment that is too late. */
  public Instant end() {
    return last.plusDays(1).atStartOfDay(ZONE).toInstant();
  }

  /** Whether the time is over at a moment. */
  public boolean isOver(Instant now) {
    return !now.isBefore(end());
  }

  /** Whether the counted days end on a day off, so that the time ends later. */
  public boolean isMoved() {
    return !last.equals(counted);
  }
}
