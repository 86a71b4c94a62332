package vn.onecall.policy.law;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.model.FileOrder;

/**
 * The days off of each year, as the operator has entered them. A day in a year that the calendar
 * does not hold is {@link Day.Unknown}: the calendar never guesses.
 *
 * @param name its name
 * @param sha256 the SHA-256 of the file's bytes, in lower-case hexadecimal
 * @param weekend the days of rest of each week
 * @param sources the titles of the laws and notices that give the days, by name
 * @param years the days off of each year that is known, by year and date
 */
public record WorkCalendar(
    String name,
    String sha256,
    Set<DayOfWeek> weekend,
    Map<String, BilingualText> sources,
    Map<Integer, Map<LocalDate, DayOff>> years) {

  public WorkCalendar {
    weekend = FileOrder.copy(weekend);
    sources = FileOrder.copy(sources);
    Map<Integer, Map<LocalDate, DayOff>> copies = new LinkedHashMap<>();
    years.forEach((year, days) -> copies.put(year, FileOrder.copy(days)));
    years = FileOrder.copy(copies);
  }

  /** A day off other than a weekend. */
  public sealed interface DayOff {

    /** What it is called. */
    BilingualText words();

    /** The name of the law or notice that gives it. */
    String source();

    /** A public holiday, whichever day of the week it falls on. */
    record Holiday(BilingualText words, String source) implements DayOff {}

    /**
     * A day off for a holiday that fell on a weekend.
     *
     * @param of the holiday
     */
    record InLieu(BilingualText words, String source, LocalDate of) implements DayOff {}

    /**
     * A working day that was exchanged for a day of a weekend.
     *
     * @param worked the day of the weekend, which is worked
     */
    record Swapped(BilingualText words, String source, LocalDate worked) implements DayOff {}
  }

  /** What the calendar says of a day. */
  public sealed interface Day {

    /** A working day. */
    record Working() implements Day {}

    /** A weekly day of rest. */
    record Weekend() implements Day {}

    /** A holiday, a day in lieu or a swapped day. */
    record Off(DayOff why) implements Day {}

    /** A day in a year that the calendar does not hold. */
    record Unknown(int year) implements Day {}
  }

  /**
   * What the calendar says of a day, where every day from the first of a year on is taken for a
   * working day: whatever days off that year turns out to have, no time is counted longer than it
   * is.
   *
   * @param fromYear the first year that is not known; empty if none is taken so
   */
  Day on(LocalDate day, OptionalInt fromYear) {
    return fromYear.isPresent() && day.getYear() >= fromYear.getAsInt()
        ? new Day.Working()
        : on(day);
  }

  /** What the calendar says of a day. */
  public Day on(LocalDate day) {
    Map<LocalDate, DayOff> year = years.get(day.getYear());
    if (year == null) {
      return new Day.Unknown(day.getYear());
    }
    DayOff off = year.get(day);
    if (off != null) {
      return new Day.Off(off);
    }
    return weekend.contains(day.getDayOfWeek()) && !isWorkedInExchange(day)
        ? new Day.Weekend()
        : new Day.Working();
  }

  private boolean isWorkedInExchange(LocalDate day) {
    return years.values().stream()
        .flatMap(days -> days.values().stream())
        .anyMatch(off -> off instanceof DayOff.Swapped swapped && swapped.worked().equals(day));
  }
}
