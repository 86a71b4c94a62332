package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.fixture.MovedClock;
import vn.onecall.server.fixture.People;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.requests.records.ClockRuleJson;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.steps.RequestHandler;
import vn.onecall.testing.Promise;

/** The times of requests, by a clock that is moved. */
@Promise("6.4")
class RequestClockTest {
  /** Wednesday, ten in the morning in Vietnam, two days before Tết. */
  private static final Instant BEFORE_TET = Instant.parse("2027-02-03T03:00:00Z");

  private static final MovedClock CLOCK = new MovedClock(BEFORE_TET);

  private static RightsDesk desk;

  @BeforeAll
  static void open() {
    desk = RightsDesk.open("request-clock", CLOCK);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void beforeTet() {
    CLOCK.moveTo(BEFORE_TET);
  }

  @Test
  void countsAcrossTetAndEndsOnAWorkingDay() {
    Request request = asked(RequestKind.KNOW);
    assertThat(request.times().acknowledgeBy()).isEqualTo(LocalDate.of(2027, 2, 11));
    assertThat(request.times().answerBy()).isEqualTo(LocalDate.of(2027, 2, 15));
    assertThat(request.times().policyVersion()).isEqualTo(6);
    assertThat(request.times().law()).startsWith("vn-2026 ");
    CLOCK.moveTo(Instant.parse("2027-02-11T16:59:59Z"));
    assertThat(overdue()).doesNotContain(request.id());
    CLOCK.moveTo(Instant.parse("2027-02-11T17:00:00Z"));
    assertThat(overdue()).contains(request.id());
  }

  @Test
  void takesAnAnswerAfterTheTimeAndMarksItAndSaysSorry() {
    Request request = asked(RequestKind.COMPLAIN);
    desk.step(request, RequestStep.ACKNOWLEDGE, "");
    CLOCK.moveTo(Instant.parse("2027-06-01T03:00:00Z"));
    assertThat(overdue()).contains(request.id());
    refuses(request, RequestStep.EXTEND, "Chờ thêm.", "too-late");
    RequestHandler.StepResult done =
        desk.step(request, RequestStep.ANSWER, "Đã xem xét và xin lỗi.");
    assertThat(done.overdue()).isTrue();
    assertThat(done.letter()).contains("sau hạn", "xin lỗi", "01/06/2027");
    assertThat(desk.store().steps(request).getLast().overdue()).isTrue();
    assertThat(overdue()).doesNotContain(request.id());
  }

  @Test
  void takesARequestWhoseTimeRunsIntoAYearWithoutACalendarOnTheShortestCountAndMarksIt() {
    // Thursday; the days off of 2029 are not known.
    CLOCK.moveTo(Instant.parse("2028-12-28T03:00:00Z"));
    Request request = asked(RequestKind.DELETE);
    Request kept = desk.store().find(request.subject(), request.id()).orElseThrow();
    assertThat(kept.times()).isEqualTo(request.times());
    assertThat(kept.times().assumedFrom()).hasValue(2029);
    // Saturday and Sunday of 2028 are known as days off, Monday 1 January is not.
    assertThat(kept.times().acknowledgeBy()).isEqualTo(LocalDate.of(2029, 1, 1));
    int days = kept.times().rule().limits().answer().days();
    assertThat(kept.times().answerBy()).isEqualTo(LocalDate.of(2028, 12, 28).plusDays(days));
    assertThat(desk.step(request, RequestStep.ACKNOWLEDGE, "").letter())
        .contains("Chưa có lịch ngày nghỉ của năm 2029", "hết ngày 01/01/2029");
    assertThat(desk.step(request, RequestStep.EXTEND, "Chờ kho.").request().times().assumedFrom())
        .hasValue(2029);
  }

  @Test
  void marksARequestOnlyOnceItsTimeRunsIntoSuchAYear() {
    CLOCK.moveTo(Instant.parse("2028-12-05T03:00:00Z"));
    Request request = asked(RequestKind.KNOW);
    assertThat(request.times().assumedFrom()).isEmpty();
  }

  /** As under a law of the day of receipt, which gave five days where today's gives ten. */
  @Test
  void runsByTheClockThatItKeptWhateverTheLawSaysLater() {
    Request request = asked(RequestKind.VIEW);
    assertThat(ClockRuleJson.read(ClockRuleJson.write(request.times().rule())))
        .isEqualTo(request.times().rule());
    desk.house()
        .main()
        .sql("update requests.request set clock = replace(clock, ?, ?) where request_id = ?")
        .params(
            ClockRuleJson.write(request.times().rule()),
            ClockRuleJson.write(request.times().rule())
                .replaceAll("(\"extension\":\\{[^}]*\"days\":)10", "$15"),
            request.id())
        .update();
    desk.step(request, RequestStep.ACKNOWLEDGE, "");
    // 3 February and 10 days: Saturday the 13th; 5 more: Thursday the 18th.
    RequestHandler.StepResult done = desk.step(request, RequestStep.EXTEND, "Chờ kho lưu trữ.");
    assertThat(done.request().times().answerBy()).isEqualTo(LocalDate.of(2027, 2, 18));
  }

  private static Request asked(RequestKind kind) {
    return desk.ask(People.register(desk.house()).subject(), kind);
  }

  private static void refuses(Request request, RequestStep step, String text, String code) {
    assertThatThrownBy(() -> desk.step(request, step, text))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.errors().getFirst().code()).isEqualTo(code));
  }

  private static List<UUID> overdue() {
    return desk
        .store()
        .open(
            0, true, LocalDate.ofInstant(CLOCK.instant(), vn.onecall.policy.law.Deadline.ZONE), 100)
        .stream()
        .map(each -> each.request().id())
        .toList();
  }
}
