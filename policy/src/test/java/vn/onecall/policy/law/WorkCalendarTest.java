package vn.onecall.policy.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.time4j.PlainDate;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import net.time4j.calendar.VietnameseCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.SamplePolicies;

/** The published calendar, compared with the Labour Code and with the lunar calendar of Time4J. */
class WorkCalendarTest {

  private static final WorkCalendar CALENDAR =
      SamplePolicies.published().law().orElseThrow().requests().orElseThrow().calendar();

  static Stream<Integer> years() {
    return CALENDAR.years().keySet().stream();
  }

  @Test
  void holdsThreeYearsOneAfterTheOther() {
    assertThat(CALENDAR.years().keySet()).containsExactly(2026, 2027, 2028);
    assertThat(CALENDAR.weekend()).containsExactly(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    assertThat(CALENDAR.sha256()).hasSize(64);
  }

  @ParameterizedTest
  @MethodSource("years")
  void tetIsTheFiveDaysFromTheEveOfTheMoonsNewYear(int year) {
    LocalDate first = fromTheMoon(year, 1, 1);
    assertThat(named(year, "Tết Nguyên đán"))
        .containsExactly(
            first.minusDays(1), first, first.plusDays(1), first.plusDays(2), first.plusDays(3));
    assertThat(holidays(year).get(first)).isNotNull();
    assertThat(Objects.requireNonNull(holidays(year).get(first)).words().vi())
        .isEqualTo("Tết Nguyên đán (mùng 1)");
  }

  @ParameterizedTest
  @MethodSource("years")
  void theEveIsTheDayOfTheLastMonthThatItsNameSays(int year) {
    LocalDate eve = fromTheMoon(year, 1, 1).minusDays(1);
    VietnameseCalendar moon = PlainDate.from(eve).transform(VietnameseCalendar.axis());
    assertThat(moon.getMonth().getNumber()).isEqualTo(12);
    assertThat(Objects.requireNonNull(holidays(year).get(eve)).words().vi())
        .isEqualTo("Tết Nguyên đán (%d tháng Chạp)".formatted(moon.getDayOfMonth()));
  }

  @ParameterizedTest
  @MethodSource("years")
  void hungKingsDayIsTheTenthOfTheThirdMonthOfTheMoon(int year) {
    assertThat(named(year, "Giỗ Tổ Hùng Vương")).containsExactly(fromTheMoon(year, 3, 10));
  }

  @ParameterizedTest
  @MethodSource("years")
  void holdsEveryHolidayThatTheCodeFixesAndNoOther(int year) {
    Set<LocalDate> all = holidays(year).keySet();
    assertThat(all)
        .contains(
            LocalDate.of(year, 1, 1),
            LocalDate.of(year, 4, 30),
            LocalDate.of(year, 5, 1),
            LocalDate.of(year, 9, 2),
            LocalDate.of(year, 11, 24));
    // Eleven days of the Code, one of the resolution; the day beside 2 September awaits its notice.
    assertThat(all).hasSize(year == 2026 ? 12 : 11);
  }

  @ParameterizedTest
  @MethodSource("years")
  void aFixedHolidayOnAWeekendHasTheNextWorkingDayInLieu(int year) {
    List<LocalDate> fixed =
        Stream.concat(
                Stream.of(
                    LocalDate.of(year, 1, 1),
                    LocalDate.of(year, 4, 30),
                    LocalDate.of(year, 5, 1),
                    LocalDate.of(year, 9, 2)),
                named(year, "Giỗ Tổ Hùng Vương").stream())
            .filter(day -> CALENDAR.weekend().contains(day.getDayOfWeek()))
            .toList();
    for (LocalDate holiday : fixed) {
      LocalDate next = holiday.plusDays(1);
      while (CALENDAR.weekend().contains(next.getDayOfWeek()) || holidays(year).containsKey(next)) {
        next = next.plusDays(1);
      }
      assertThat(CALENDAR.on(next))
          .as("in lieu of " + holiday)
          .isInstanceOfSatisfying(
              WorkCalendar.Day.Off.class,
              off ->
                  assertThat(off.why())
                      .isInstanceOfSatisfying(
                          WorkCalendar.DayOff.InLieu.class,
                          inLieu -> assertThat(inLieu.of()).isEqualTo(holiday)));
    }
  }

  @Test
  void knowsOfEachDayWhatItIsAndOfAnUnknownYearOnlyThatItIsUnknown() {
    assertThat(CALENDAR.on(LocalDate.of(2026, 8, 21))).isEqualTo(new WorkCalendar.Day.Working());
    assertThat(CALENDAR.on(LocalDate.of(2026, 8, 22)))
        .as("a Saturday that is worked")
        .isEqualTo(new WorkCalendar.Day.Working());
    assertThat(CALENDAR.on(LocalDate.of(2026, 8, 23))).isEqualTo(new WorkCalendar.Day.Weekend());
    assertThat(CALENDAR.on(LocalDate.of(2026, 8, 31)))
        .isEqualTo(
            new WorkCalendar.Day.Off(
                new WorkCalendar.DayOff.Swapped(
                    new BilingualText("Nghỉ hoán đổi dịp Quốc khánh", "Swapped at National Day"),
                    "notice-2026",
                    LocalDate.of(2026, 8, 22))));
    assertThat(CALENDAR.on(LocalDate.of(2025, 12, 31)))
        .isEqualTo(new WorkCalendar.Day.Unknown(2025));
    assertThat(CALENDAR.on(LocalDate.of(2029, 1, 1))).isEqualTo(new WorkCalendar.Day.Unknown(2029));
  }

  private static LocalDate fromTheMoon(int year, int month, int day) {
    return VietnameseCalendar.of(
            EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(month), day)
        .transform(PlainDate.axis())
        .toTemporalAccessor();
  }

  private static List<LocalDate> named(int year, String vi) {
    return holidays(year).entrySet().stream()
        .filter(day -> day.getValue().words().vi().startsWith(vi))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<LocalDate, WorkCalendar.DayOff> holidays(int year) {
    Map<LocalDate, WorkCalendar.DayOff> days =
        new TreeMap<>(Objects.requireNonNull(CALENDAR.years().get(year)));
    days.values().removeIf(off -> !(off instanceof WorkCalendar.DayOff.Holiday));
    return days;
  }
}
