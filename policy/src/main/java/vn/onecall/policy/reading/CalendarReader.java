package vn.onecall.policy.reading;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.law.WorkCalendar;

/** Reads a calendar of days off, and refuses one that contradicts itself. */
final class CalendarReader {

  private static final Pattern YEAR = Pattern.compile("[1-9]\\d{3}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final ReferencedFile file;
  private final Section root;
  private final DeclaredNames names;
  private final ValueReader values;
  private final Map<LocalDate, LocalDate> replaced = new HashMap<>();
  private final Map<LocalDate, LocalDate> worked = new HashMap<>();

  CalendarReader(ReferencedFile file) {
    this.file = file;
    this.root = file.root();
    this.names = new DeclaredNames(root);
    this.values = new ValueReader(file.findings());
  }

  Optional<WorkCalendar> read() {
    Optional<String> name =
        root.need("calendar", node -> values.shaped("`calendar`", ValueReader.NAME, "vn", node));
    Optional<Set<DayOfWeek>> weekend =
        root.need(
            "weekend",
            node ->
                values.list(
                    "`weekend`",
                    node,
                    item -> values.choice("`weekend`", DayOfWeek.values(), item)));
    Map<String, BilingualText> sources =
        root.each("sources", "source", ValueReader.NAME, (_, section) -> section.asWords());
    Map<Integer, Map<LocalDate, WorkCalendar.DayOff>> years = new LinkedHashMap<>();
    root.each("years", "year", YEAR, (year, section) -> year(year, section, weekend))
        .forEach((year, days) -> years.put(Integer.valueOf(year), days));
    return root.build(() ->
        new WorkCalendar(name.orElseThrow(), file.sha256(), weekend.orElseThrow(), sources, years));
  }

  private Optional<Map<LocalDate, WorkCalendar.DayOff>> year(
      String year, Section section, Optional<Set<DayOfWeek>> weekend) {
    Map<LocalDate, WorkCalendar.DayOff> days = new LinkedHashMap<>();
    Set<LocalDate> holidays = new HashSet<>();
    section.keysUnder("holidays").forEach(key -> date(key.text()).ifPresent(holidays::add));
    Week week = new Week(holidays, weekend);
    section
        .each("holidays", "holiday", DATE, (_, day) -> holiday(day))
        .forEach((date, off) -> put(year, date, off, section, days));
    if (section.has("holidays") && section.keysUnder("holidays").isEmpty()) {
      section.fail(section.keyLine("holidays"), "%s has no holiday".formatted(section.what()));
    }
    section
        .eachIfAny("in-lieu", "day in lieu", DATE, (date, day) -> inLieu(date, day, week))
        .forEach((date, off) -> put(year, date, off, section, days));
    section
        .eachIfAny("swaps", "swap", DATE, (date, day) -> swapped(date, day, week))
        .forEach((date, off) -> put(year, date, off, section, days));
    return section.build(() -> days);
  }

  private void put(
      String year,
      String written,
      WorkCalendar.DayOff off,
      Section section,
      Map<LocalDate, WorkCalendar.DayOff> days) {
    Optional<LocalDate> date = date(written);
    String key =
        switch (off) {
          case WorkCalendar.DayOff.Holiday _ -> "holidays";
          case WorkCalendar.DayOff.InLieu _ -> "in-lieu";
          case WorkCalendar.DayOff.Swapped _ -> "swaps";
        };
    int line = file.lines().line("years", year, key, written);
    if (date.isEmpty() || date.get().getYear() != Integer.parseInt(year)) {
      section.fail(line, "`%s` is no day of the year %s".formatted(written, year));
    } else if (days.putIfAbsent(date.get(), off) != null) {
      section.fail(line, "`%s` is a day off already".formatted(written));
    }
  }

  private Optional<WorkCalendar.DayOff> holiday(Section day) {
    Optional<String> source = source(day);
    return day.asWords().map(words -> new WorkCalendar.DayOff.Holiday(words, source.orElseThrow()));
  }

  private Optional<WorkCalendar.DayOff> inLieu(String written, Section day, Week week) {
    Optional<String> source = source(day);
    Optional<LocalDate> of = day.need("of", node -> values.date("`of` of " + day.what(), node));
    Optional<LocalDate> date = date(written);
    of.ifPresent(holiday -> {
      if (!week.holidays().contains(holiday) || week.isWorked(holiday)) {
        day.fail(
            day.keyLine("of"),
            "%s is for %s, which is no holiday of that year on a weekend"
                .formatted(day.what(), holiday));
      }
      taken(replaced, holiday, date)
          .ifPresent(other ->
              day.fail(
                  day.keyLine("of"),
                  "%s is for %s, which has the day in lieu `%s` already"
                      .formatted(day.what(), holiday, other)));
      if (date.isPresent() && date.get().isBefore(holiday)) {
        day.fail(day.line(), "%s comes before its holiday".formatted(day.what()));
      }
    });
    isNoRest(date, day, week);
    return day.asWords()
        .map(
            words -> new WorkCalendar.DayOff.InLieu(words, source.orElseThrow(), of.orElseThrow()));
  }

  private Optional<WorkCalendar.DayOff> swapped(String written, Section day, Week week) {
    Optional<String> source = source(day);
    Optional<LocalDate> work =
        day.need("worked", node -> values.date("`worked` of " + day.what(), node));
    Optional<LocalDate> date = date(written);
    work.ifPresent(rest -> {
      int line = day.keyLine("worked");
      if (week.isWorked(rest) || week.holidays().contains(rest)) {
        day.fail(line, "%s is worked on %s, which is no day of rest".formatted(day.what(), rest));
      }
      if (date.isPresent() && date.get().getYear() != rest.getYear()) {
        day.fail(line, "%s is worked in another year".formatted(day.what()));
      }
      taken(worked, rest, date)
          .ifPresent(other ->
              day.fail(
                  line,
                  "%s is worked on %s, on which the swap `%s` is worked already"
                      .formatted(day.what(), rest, other)));
    });
    isNoRest(date, day, week);
    return day.asWords()
        .map(words ->
            new WorkCalendar.DayOff.Swapped(words, source.orElseThrow(), work.orElseThrow()));
  }

  /** The day to which a day was given before, if it was. */
  private static Optional<LocalDate> taken(
      Map<LocalDate, LocalDate> given, LocalDate day, Optional<LocalDate> to) {
    return to.flatMap(found -> Optional.ofNullable(given.putIfAbsent(day, found)));
  }

  private static void isNoRest(Optional<LocalDate> date, Section day, Week week) {
    if (date.isPresent() && week.isRest(date.get())) {
      day.fail(day.line(), "%s is a day of rest of the week anyway".formatted(day.what()));
    }
  }

  /**
   * The week that days in lieu and swaps are compared with. If the weekend is missing, nothing is
   * compared: one finding says that it is missing.
   *
   * @param holidays the days that stand as holidays, right or wrong
   * @param weekend the days of rest of each week
   */
  private record Week(Set<LocalDate> holidays, Optional<Set<DayOfWeek>> weekend) {

    boolean isRest(LocalDate day) {
      return weekend.map(days -> days.contains(day.getDayOfWeek())).orElse(false);
    }

    boolean isWorked(LocalDate day) {
      return weekend.map(days -> !days.contains(day.getDayOfWeek())).orElse(false);
    }
  }

  private Optional<String> source(Section day) {
    return day.need(
        "source",
        node -> values.reference("`source` of " + day.what(), "source", names.in("sources"), node));
  }

  /** The date in a key; {@link #put} adds the finding if there is no such date. */
  private static Optional<LocalDate> date(String written) {
    try {
      return Optional.of(LocalDate.parse(written));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
