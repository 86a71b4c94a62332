package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.erasure.DueCategories;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.faults.ErasureWaitsException;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.fixture.MovedClock;
import vn.onecall.server.fixture.People;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.testing.Promise;

/** One rule of erasure and open requests, whoever erases: nothing that is owed is lost with it. */
@Promise("6.4")
class ErasureOrderTest {
  private static final Instant DAY = Instant.parse("2027-03-03T03:00:00Z");
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final MovedClock CLOCK = new MovedClock(DAY);

  private static RightsDesk desk;
  private static Door door;

  @BeforeAll
  static void open() {
    desk = RightsDesk.open("erasure-order", CLOCK);
    door = desk.house().door();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void thatDay() {
    CLOCK.moveTo(DAY);
  }

  @Test
  void theCustomersOwnErasureWaitsForACopyAskedForUntilItIsWithdrawn() {
    SubjectId subject = People.register(desk.house()).subject();
    Request copy = desk.ask(subject, RequestKind.COPY);
    assertThatThrownBy(() -> door.erase(desk.staff("account.erase"), subject))
        .isInstanceOfSatisfying(
            ErasureWaitsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("others-first");
              assertThat(e.words().vi()).contains(copy.id().toString());
            });
    granted(door.read(desk.staff("account.view"), List.of(subject)));
    granted(
        desk.tryStep(
            desk.staff("account.request"), copy, RightsDesk.taking(RequestStep.WITHDRAW, "")));
    granted(door.erase(desk.staff("account.erase"), subject));
    denied(door.read(desk.staff("account.view"), List.of(subject)));
  }

  @Test
  void theCustomersOwnErasureAnswersWhatTheyAskedToHaveDeletedWithALetter() {
    SubjectId subject = People.register(desk.house()).subject();
    Request asked = desk.ask(subject, RequestKind.DELETE);
    Request acknowledged = desk.ask(subject, RequestKind.DELETE);
    desk.step(acknowledged, RequestStep.ACKNOWLEDGE, "");
    Erased erased = granted(door.erase(desk.staff("account.erase"), subject));
    for (Request request : List.of(asked, acknowledged)) {
      assertThat(desk.state(request)).isEqualTo(RequestState.ANSWERED);
      RequestStore.RecordedStep answer = desk.store().steps(request).getLast();
      assertThat(answer.step()).isEqualTo(RequestStep.ANSWER);
      assertThat(answer.ground().fulfilledBy()).hasValue(erased.entry());
      assertThat(desk.step(request, RequestStep.ANSWER, "").letter())
          .contains("Kính gửi Quý khách", erased.entry().hex());
    }
  }

  @Test
  void theEndOfARetentionWaitsForWhatIsOpenAndThenComes() {
    SubjectId subject = People.register(desk.house()).subject();
    granted(door.restrict(desk.staff("account.close"), subject, 1, true));
    CLOCK.moveTo(DAY.atZone(VIETNAM).plus(Period.ofMonths(6)).toInstant());
    Request complaint = desk.ask(subject, RequestKind.COMPLAIN);
    SubjectId other = People.register(desk.house()).subject();
    granted(door.restrict(desk.staff("account.close"), other, 1, true));
    CLOCK.moveTo(DAY.atZone(VIETNAM).plus(Period.ofMonths(12)).toInstant());
    assertThat(due(1)).as("who waits keeps nobody else back").containsExactly(other);
    denied(door.eraseDue(desk.staff("retention.run"), subject));
    assertThat(desk.house().countInMain("access.sealed where subject_id = '" + subject + "'"))
        .as("contact data is due, and is there")
        .isGreaterThan(2);
    desk.step(complaint, RequestStep.ACKNOWLEDGE, "");
    desk.step(complaint, RequestStep.ANSWER, "Đã xem xét.");
    assertThat(due(100)).contains(subject);
    granted(door.eraseDue(desk.staff("retention.run"), subject));
    denied(door.read(desk.staff("account.view"), List.of(subject)));
  }

  private static List<SubjectId> due(int limit) {
    return granted(door.due(desk.staff("retention.run"), limit)).due().stream()
        .map(DueCategories::subject)
        .toList();
  }

  /**
   * A request to delete is carried out by an erasure of everything, not by one of some categories.
   */
  @Test
  void theEndOfOneCategoryAnswersNoRequestToDelete() {
    SubjectId subject = People.register(desk.house()).subject();
    granted(door.restrict(desk.staff("account.close"), subject, 1, true));
    CLOCK.moveTo(DAY.atZone(VIETNAM).plus(Period.ofMonths(6)).toInstant());
    Request delete = desk.ask(subject, RequestKind.DELETE);
    denied(door.eraseDue(desk.staff("retention.run"), subject));
    assertThat(desk.state(delete)).isEqualTo(RequestState.RECEIVED);
  }
}
