package vn.onecall.policy.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.SamplePolicies;
import vn.onecall.policy.publishing.PolicyPage;
import vn.onecall.testing.Promise;

class LegalClockTest {

  private static final Law LAW = SamplePolicies.published().law().orElseThrow();
  private static final RequestLaw REQUESTS = LAW.requests().orElseThrow();

  static Stream<ClockCase> toSeeAndToCorrect() {
    return ClockCase.of(RequestKind.KNOW, RequestKind.VIEW, RequestKind.COPY, RequestKind.CORRECT);
  }

  static Stream<ClockCase> toSayNo() {
    return ClockCase.of(RequestKind.RESTRICT, RequestKind.OBJECT, RequestKind.WITHDRAW);
  }

  static Stream<ClockCase> toDelete() {
    return ClockCase.of(RequestKind.DELETE, RequestKind.PROTECTIVE_MEASURES);
  }

  static Stream<ClockCase> toComplain() {
    return ClockCase.of(RequestKind.COMPLAIN);
  }

  @ParameterizedTest
  @MethodSource("toSeeAndToCorrect")
  @Promise("1.4")
  void measuresRequestsToSeeAndToCorrectAsTheTableSays(ClockCase each) {
    measures(each);
  }

  @ParameterizedTest
  @MethodSource("toSayNo")
  @Promise("1.8")
  void measuresObjectionsAndWithdrawalsAsTheTableSays(ClockCase each) {
    measures(each);
  }

  @ParameterizedTest
  @MethodSource("toDelete")
  @Promise("6.4")
  void measuresRequestsToDeleteAndToProtectAsTheTableSays(ClockCase each) {
    measures(each);
  }

  @ParameterizedTest
  @MethodSource("toComplain")
  @Promise("2.3")
  void measuresComplaintsAsTheTableSays(ClockCase each) {
    measures(each);
  }

  @Test
  void theTableHoldsEachKindEachWayAndMoreThanTwoHundredCases() {
    assertThat(ClockCase.all()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    for (RequestKind kind : RequestKind.values()) {
      assertThat(
              ClockCase.of(kind)
                  .map(each -> List.of(each.submission().processor(), each.extended()))
                  .distinct())
          .as(kind.id())
          .hasSize(4);
    }
  }

  @Test
  @Promise("6.4")
  void aTimeEndsWhenItsLastDayDoesInVietnam() {
    LegalClock clock = clock(RequestKind.DELETE, "2026-08-13T14:00+07:00");
    Deadline answer = clock.answerBy();
    assertThat(answer.counted()).isEqualTo(LocalDate.of(2026, 9, 2));
    assertThat(answer.last()).isEqualTo(LocalDate.of(2026, 9, 3));
    assertThat(answer.isMoved()).isTrue();
    assertThat(answer.end()).isEqualTo(Instant.parse("2026-09-03T17:00:00Z"));
    assertThat(answer.isOver(answer.end().minusNanos(1))).isFalse();
    assertThat(answer.isOver(answer.end())).isTrue();
    assertThat(clock.acknowledgeBy().isMoved()).isFalse();
  }

  @Test
  void extendsOnceBeforeTheEndWithAReason() {
    LegalClock clock = clock(RequestKind.VIEW, "2026-03-02T09:00+07:00");
    Instant end = clock.answerBy().end();
    assertThat(clock.extend(" ", end.minusNanos(1)))
        .isEqualTo(new ClockResult.NoReason(RequestKind.VIEW));
    assertThat(clock.extend("Nhiều hồ sơ", end))
        .isEqualTo(new ClockResult.TooLate(LocalDate.of(2026, 3, 12)));
    LegalClock longer = (LegalClock) clock.extend("Nhiều hồ sơ", end.minusNanos(1));
    assertThat(longer.isExtended()).isTrue();
    assertThat(longer.answerBy().last()).isEqualTo(LocalDate.of(2026, 3, 23));
    assertThat(longer.answerByUnextended()).isEqualTo(clock.answerBy());
    assertThat(longer.acknowledgeBy()).isEqualTo(clock.acknowledgeBy());
    assertThat(clock.isExtended()).as("a clock is a value").isFalse();
    assertThat(longer.extend("Lại nhiều hồ sơ", end.minusNanos(1)))
        .isEqualTo(new ClockResult.AlreadyExtended(RequestKind.VIEW));
    assertThat(clock(RequestKind.KNOW, "2026-03-02T09:00+07:00").extend("Nhiều", end.minusNanos(1)))
        .isEqualTo(new ClockResult.NotExtensible(RequestKind.KNOW));
  }

  @Test
  void aRequestIsMeasuredByTheLawOfItsDayAndKeepsIt() {
    String text =
        SamplePolicies.text("shop-law.yaml")
            .replace(
                "    view:\n      kind: view\n",
                """
                    faster-view:
                      kind: view
                      acknowledge: 1 working day
                      answer: 5 working days
                      from: 2026-12-15
                      source: request-law
                      article: {vi: Điều mới, en: the new article}
                      words: {vi: Xem, en: To view}
                    view:
                      kind: view
                      until: 2026-12-14
                """);
    Law law = SamplePolicies.load(SamplePolicies.text("shop.yaml"), text).law().orElseThrow();
    RequestLaw requests = law.requests().orElseThrow();
    Submission last = submission(RequestKind.VIEW, "2026-12-14T23:59+07:00");
    Submission first = submission(RequestKind.VIEW, "2026-12-15T00:00+07:00");
    LegalClock old = (LegalClock) LegalClock.start(law, last);
    LegalClock fresh = (LegalClock) LegalClock.start(law, first);
    assertThat(old.rule().name()).isEqualTo("view");
    assertThat(old.answerBy().counted()).isEqualTo(LocalDate.of(2026, 12, 24));
    assertThat(old.answerBy().last()).as("24 is swapped").isEqualTo(LocalDate.of(2026, 12, 25));
    assertThat(fresh.rule().name()).isEqualTo("faster-view");
    assertThat(fresh.acknowledgeBy().last()).isEqualTo(LocalDate.of(2026, 12, 16));
    // Working days: Wed 16, Thu 17, Fri 18, Sat 19 which is worked, Mon 21.
    assertThat(fresh.answerBy().last()).isEqualTo(LocalDate.of(2026, 12, 21));
    assertThat(LegalClock.under(requests, old.rule(), last)).isEqualTo(old);
    for (Submission other : List.of(first, submission(RequestKind.COPY, "2026-12-14T09:00Z"))) {
      assertThatThrownBy(() -> LegalClock.under(requests, old.rule(), other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The clock `view` does not measure this request");
    }
  }

  @Test
  void aLawWithoutClocksMeasuresNothing() {
    String text = SamplePolicies.text("shop-law.yaml");
    Law law =
        SamplePolicies.load(
                SamplePolicies.text("shop.yaml"), text.substring(0, text.indexOf("requests:")))
            .law()
            .orElseThrow();
    assertThat(LegalClock.start(law, submission(RequestKind.VIEW, "2026-12-14T09:00Z")))
        .isEqualTo(new ClockResult.NoLaw(RequestKind.VIEW, LocalDate.of(2026, 12, 14)));
  }

  @Test
  void refusesAMomentThatIsNone() {
    for (Instant never : List.of(Instant.MIN, Instant.MAX)) {
      assertThatThrownBy(() -> new Submission(RequestKind.VIEW, never, false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void saysInWordsWhatItCountedAndWhichArticleSaysSo() {
    LegalClock clock = clock(RequestKind.DELETE, "2026-08-13T14:00+07:00");
    assertThat(clock.words().vi())
        .isEqualTo(
            "Yêu cầu được nhận hợp lệ ngày 13/08/2026."
                + " Xác nhận đã nhận trong 2 ngày làm việc: hết ngày 17/08/2026."
                + " Trả lời trong 20 ngày: hết ngày 03/09/2026 (ngày 02/09/2026 là ngày nghỉ, nên"
                + " tính đến ngày làm việc tiếp theo)."
                + " Căn cứ: Điều 4 và Điều 14 Luật Bảo vệ dữ liệu cá nhân, Điều 5 Nghị định"
                + " 356/2025; Điều 147 và Điều 148 Bộ luật Dân sự 2015.");
    LegalClock longer = (LegalClock) clock.extend("Nhiều hồ sơ", clock.submission().received());
    assertThat(longer.words().en())
        .isEqualTo(
            "The request was validly received on 2026-08-13."
                + " Acknowledged within 2 working days: by the end of 2026-08-17."
                + " Answered within 20 days: by the end of 2026-09-03 (2026-09-02 is a day off, so"
                + " the next working day counts)."
                + " Extended once by 20 days: by the end of 2026-09-22."
                + " Source: articles 4 and 14 of the Personal Data Protection Law, article 5 of"
                + " Decree 356/2025; articles 147 and 148 of the Civil Code 2015.");
  }

  @Test
  void eachRefusalSaysWhyInBothLanguages() {
    LocalDate day = LocalDate.of(2026, 3, 12);
    List<ClockResult.Refused> refusals =
        List.of(
            new ClockResult.NoLaw(RequestKind.VIEW, day),
            new ClockResult.NoCalendar(2029),
            new ClockResult.NotExtensible(RequestKind.KNOW),
            new ClockResult.AlreadyExtended(RequestKind.VIEW),
            new ClockResult.NoReason(RequestKind.VIEW),
            new ClockResult.TooLate(day));
    assertThat(refusals).map(refusal -> refusal.words().en()).doesNotHaveDuplicates();
    assertThat(refusals).map(refusal -> refusal.words().vi()).doesNotHaveDuplicates();
    assertThat(new ClockResult.NoCalendar(2029).words())
        .isEqualTo(
            new BilingualText(
                "Chưa có lịch ngày nghỉ của năm 2029 nên không tính được thời hạn.",
                "The days off of the year 2029 are not known, so the time cannot be counted."));
    assertThat(new ClockResult.TooLate(day).words().vi()).contains("12/03/2026");
  }

  @Test
  @Promise("1.4")
  void thePublishedPageTellsEachClockAndEachDayOff() {
    for (Locale locale : List.of(Locale.of("vi"), Locale.ENGLISH)) {
      String page = PolicyPage.of(SamplePolicies.published(), locale);
      REQUESTS
          .clocks()
          .values()
          .forEach(rule ->
              assertThat(page)
                  .contains("**" + rule.words().in(locale) + "**")
                  .contains(rule.citation().article().in(locale)));
      REQUESTS.calendar().years().values().stream()
          .flatMap(days -> days.values().stream())
          .forEach(off -> assertThat(page).contains(off.words().in(locale)));
      assertThat(page).contains(REQUESTS.counting().words().in(locale));
      assertThat(page).contains(REQUESTS.extending().words().in(locale));
    }
    assertThat(PolicyPage.of(SamplePolicies.published(), Locale.ENGLISH))
        .contains(
            "- **To have one's information deleted**: acknowledged within 2 working days, answered"
                + " within 20 days (with the help of a third party: 30 days), extended once by up to"
                + " 20 days (")
        .contains("- **To be told how one's information is used**: acknowledged within 2 working")
        .contains("answered within 10 days, not extended (")
        .contains("2026-08-31 Swapped at National Day (2026-08-22 is worked)");
  }

  private static void measures(ClockCase each) {
    ClockResult measured = LegalClock.start(LAW, each.submission());
    assertThat(acknowledge(measured)).as("acknowledge by").isEqualTo(each.acknowledge());
    ClockResult last =
        each.extended() && measured instanceof LegalClock clock
            ? clock.extend("Cần thêm thời gian", each.submission().received())
            : measured;
    assertThat(answer(last)).as("answer by").isEqualTo(each.answer());
    if (last instanceof LegalClock clock) {
      for (Deadline deadline : List.of(clock.acknowledgeBy(), clock.answerBy())) {
        assertThat(deadline.end())
            .isEqualTo(
                OffsetDateTime.parse(deadline.last() + "T00:00+07:00").plusDays(1).toInstant());
      }
    }
  }

  private static String acknowledge(ClockResult measured) {
    return switch (measured) {
      case LegalClock clock -> clock.acknowledgeBy().last().toString();
      case ClockResult.Refused refused -> written(refused);
    };
  }

  private static String answer(ClockResult measured) {
    return switch (measured) {
      case LegalClock clock -> clock.answerBy().last().toString();
      case ClockResult.Refused refused -> written(refused);
    };
  }

  private static String written(ClockResult.Refused refused) {
    return switch (refused) {
      case ClockResult.NoLaw _ -> "no-law";
      case ClockResult.NoCalendar(int year) -> "no-calendar " + year;
      case ClockResult.NotExtensible _ -> "no-extension";
      case ClockResult.AlreadyExtended _ -> "already-extended";
      case ClockResult.NoReason _ -> "no-reason";
      case ClockResult.TooLate _ -> "too-late";
    };
  }

  private static LegalClock clock(RequestKind kind, String received) {
    return (LegalClock) LegalClock.start(LAW, submission(kind, received));
  }

  private static Submission submission(RequestKind kind, String received) {
    return new Submission(kind, OffsetDateTime.parse(received).toInstant(), false);
  }
}
