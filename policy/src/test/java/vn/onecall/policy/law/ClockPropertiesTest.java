package vn.onecall.policy.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.onecall.policy.SamplePolicies;

/** Properties of every legal clock, for any request and any days off. */
class ClockPropertiesTest {

  private static final RequestLaw LAW =
      SamplePolicies.published().law().orElseThrow().requests().orElseThrow();

  private static final RequestLaw WITHOUT_HOLIDAYS =
      new RequestLaw(LAW.clocks(), LAW.counting(), LAW.extending(), swapsAlone(LAW.calendar()));

  /** Any second from the law's first day on whose clocks all end within the calendar. */
  @Provide
  Arbitrary<Instant> moments() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2025-12-31T17:00:00Z").getEpochSecond(),
            Instant.parse("2028-10-31T00:00:00Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Property
  void holidaysNeverMakeATimeShorter(
      @ForAll("moments") Instant received, @ForAll RequestKind kind, @ForAll boolean processor) {
    Submission submission = new Submission(kind, received, processor);
    LegalClock with = longest(LAW, submission);
    LegalClock without = longest(WITHOUT_HOLIDAYS, submission);
    assertThat(with.acknowledgeBy().last()).isAfterOrEqualTo(without.acknowledgeBy().last());
    assertThat(with.answerBy().last()).isAfterOrEqualTo(without.answerBy().last());
    assertThat(with.answerBy().counted()).isEqualTo(without.answerBy().counted());
  }

  @Property
  void whatComesLaterIsNeverDueEarlier(
      @ForAll("moments") Instant one,
      @ForAll("moments") Instant other,
      @ForAll RequestKind kind,
      @ForAll boolean processor) {
    boolean inOrder = !other.isBefore(one);
    LegalClock earlier = longest(LAW, new Submission(kind, inOrder ? one : other, processor));
    LegalClock later = longest(LAW, new Submission(kind, inOrder ? other : one, processor));
    assertThat(later.acknowledgeBy().end()).isAfterOrEqualTo(earlier.acknowledgeBy().end());
    assertThat(later.answerByUnextended().end())
        .isAfterOrEqualTo(earlier.answerByUnextended().end());
    assertThat(later.answerBy().end()).isAfterOrEqualTo(earlier.answerBy().end());
  }

  @Property
  void neitherAnExtensionNorAProcessorShortensATime(
      @ForAll("moments") Instant received, @ForAll RequestKind kind) {
    LegalClock alone = longest(LAW, new Submission(kind, received, false));
    LegalClock helped = longest(LAW, new Submission(kind, received, true));
    assertThat(alone.answerBy().end()).isAfterOrEqualTo(alone.answerByUnextended().end());
    assertThat(helped.answerBy().end()).isAfterOrEqualTo(alone.answerBy().end());
    assertThat(helped.acknowledgeBy()).isEqualTo(alone.acknowledgeBy());
  }

  @Property
  void everyTimeEndsOnAWorkingDayAfterTheDayOfReceiptAndNoSoonerThanItsDays(
      @ForAll("moments") Instant received, @ForAll RequestKind kind, @ForAll boolean processor) {
    Submission submission = new Submission(kind, received, processor);
    LegalClock clock = longest(LAW, submission);
    int days = clock.rule().limits().answer(processor).days();
    assertThat(clock.answerByUnextended().counted()).isEqualTo(submission.day().plusDays(days));
    assertThat(clock.acknowledgeBy().last()).isAfterOrEqualTo(submission.day().plusDays(2));
    for (LocalDate last :
        new LocalDate[] {
          clock.acknowledgeBy().last(), clock.answerByUnextended().last(), clock.answerBy().last()
        }) {
      assertThat(LAW.calendar().on(last)).isInstanceOf(WorkCalendar.Day.Working.class);
    }
  }

  /** Whatever days off a year turns out to have, who counts without them is never late. */
  @Property
  void aCountWithoutTheDaysOffOfAYearIsNeverLongerThanTheOneWithThem(
      @ForAll("moments") Instant received, @ForAll RequestKind kind, @ForAll boolean processor) {
    Submission submission = new Submission(kind, received, processor);
    ClockRule rule = LAW.inForce(kind, submission.day()).orElseThrow();
    LegalClock known = (LegalClock) LegalClock.under(LAW, rule, submission);
    for (int year = submission.day().getYear(); year <= submission.day().getYear() + 1; year++) {
      LegalClock shortest =
          (LegalClock) LegalClock.under(LAW, rule, submission, OptionalInt.of(year));
      assertThat(shortest.assumedFrom()).hasValue(year);
      assertThat(shortest.acknowledgeBy().last()).isBeforeOrEqualTo(known.acknowledgeBy().last());
      assertThat(shortest.answerBy().last()).isBeforeOrEqualTo(known.answerBy().last());
    }
  }

  /** The clock of a request, extended if that is possible. */
  private static LegalClock longest(RequestLaw law, Submission submission) {
    ClockRule rule = law.inForce(submission.kind(), submission.day()).orElseThrow();
    LegalClock clock = (LegalClock) LegalClock.under(law, rule, submission);
    return switch (clock.extend("Cần thêm thời gian", submission.received())) {
      case LegalClock longer -> longer;
      case ClockResult.NotExtensible _ -> clock;
      case ClockResult.Refused refused -> throw new AssertionError(refused.words().en());
    };
  }

  /** The same calendar without its holidays; the swaps stay, since they change the weekends. */
  private static WorkCalendar swapsAlone(WorkCalendar calendar) {
    Map<Integer, Map<LocalDate, WorkCalendar.DayOff>> years = new LinkedHashMap<>();
    calendar
        .years()
        .forEach((year, days) -> {
          Map<LocalDate, WorkCalendar.DayOff> swaps = new LinkedHashMap<>(days);
          swaps.values().removeIf(off -> !(off instanceof WorkCalendar.DayOff.Swapped));
          years.put(year, swaps);
        });
    return new WorkCalendar(
        calendar.name(), calendar.sha256(), calendar.weekend(), calendar.sources(), years);
  }
}
