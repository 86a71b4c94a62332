package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.granted;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.faults.ErasureWaitsException;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.People;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.steps.RequestHandler;
import vn.onecall.testing.Promise;

/**
 * Steps that come at once: each has read the requests as they are and found nothing against itself,
 * and waits. What the first of them changes must bind the second.
 */
@Promise("6.4")
class AtOnceTest {
  private static RightsDesk desk;

  @BeforeAll
  static void open() {
    desk = RightsDesk.open("at-once", Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void twoRequestsDoNotVanishIntoEachOther() throws Exception {
    SubjectId subject = People.register(desk.house()).subject();
    Request one = desk.ask(subject, RequestKind.KNOW);
    Request other = desk.ask(subject, RequestKind.KNOW);
    List<Future<Object>> both =
        whileLocked(subject, () -> merge(one, other), () -> merge(other, one));
    both.get(0).get();
    refused(both.get(1), "not-mergeable");
    assertThat(desk.state(one)).isEqualTo(RequestState.MERGED);
    assertThat(desk.state(other)).isEqualTo(RequestState.RECEIVED);
  }

  @Test
  void anErasureDoesNotTakeTheDataOfACopyThatIsAskedForMeanwhile() throws Exception {
    SubjectId subject = People.register(desk.house()).subject();
    Request delete = desk.ask(subject, RequestKind.DELETE);
    desk.step(delete, RequestStep.ACKNOWLEDGE, "");
    List<Future<Object>> both =
        whileLocked(
            subject,
            () -> desk.ask(subject, RequestKind.COPY),
            () -> desk.step(delete, RequestStep.ANSWER, ""));
    both.get(0).get();
    refused(both.get(1), "others-first");
    assertThat(desk.state(delete)).isEqualTo(RequestState.ACKNOWLEDGED);
    granted(desk.house().door().read(People.call(desk.house(), "account.view"), List.of(subject)));
  }

  @Test
  void aRestrictionThatIsLiftedMeanwhileAnswersNothing() throws Exception {
    SubjectId subject = People.register(desk.house()).subject();
    Request restrict = desk.ask(subject, RequestKind.RESTRICT);
    desk.step(restrict, RequestStep.ACKNOWLEDGE, "");
    Written set = restricted(subject, 3, true);
    List<Future<Object>> both =
        whileLocked(
            subject,
            () -> restricted(subject, set.version(), false),
            () ->
                granted(
                    desk.tryStep(
                        desk.staff(RightsDesk.HANDLE),
                        restrict,
                        RightsDesk.answering(set.entry()))));
    both.get(0).get();
    refused(both.get(1), "no-longer-so");
    assertThat(desk.state(restrict)).isEqualTo(RequestState.ACKNOWLEDGED);
  }

  @Test
  void anErasureOfTheCustomersOwnDoesNotTakeTheDataOfACopyThatIsAskedForMeanwhile()
      throws Exception {
    SubjectId subject = People.register(desk.house()).subject();
    List<Future<Object>> both =
        whileLocked(
            subject,
            () -> desk.ask(subject, RequestKind.COPY),
            () -> desk.house().door().erase(desk.staff("account.erase"), subject));
    both.get(0).get();
    assertThatThrownBy(() -> both.get(1).get()).hasCauseInstanceOf(ErasureWaitsException.class);
    granted(desk.house().door().read(People.call(desk.house(), "account.view"), List.of(subject)));
  }

  private static Written restricted(SubjectId subject, long version, boolean hold) {
    return granted(
        desk.house().door().restrict(desk.staff("account.restrict"), subject, version, hold));
  }

  @Test
  void aRequestIsAnsweredOnce() throws Exception {
    SubjectId subject = People.register(desk.house()).subject();
    Request complaint = desk.ask(subject, RequestKind.COMPLAIN);
    desk.step(complaint, RequestStep.ACKNOWLEDGE, "");
    List<Future<Object>> both =
        whileLocked(
            subject,
            () -> desk.step(complaint, RequestStep.ANSWER, "Đã xem xét."),
            () -> desk.step(complaint, RequestStep.ANSWER, "Đã xem xét lần nữa."));
    both.get(0).get();
    refused(both.get(1), "not-now");
    assertThat(desk.store().steps(complaint)).hasSize(2);
  }

  /** Starts one after the other while nobody gets at the customer, and lets both go on. */
  @SafeVarargs
  private static List<Future<Object>> whileLocked(SubjectId subject, Callable<Object>... steps)
      throws Exception {
    List<Future<Object>> started = new ArrayList<>();
    List<Thread> steppers = new CopyOnWriteArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(task -> {
          Thread stepper = Thread.ofPlatform().unstarted(task);
          steppers.add(stepper);
          return stepper;
        })) {
      desk.house()
          .mainAdministrator()
          .transactions()
          .executeWithoutResult(status -> {
            desk.house()
                .main()
                .sql("select version from access.facts where subject_id = ? for update")
                .param(subject.value())
                .query(Long.class)
                .single();
            for (Callable<Object> step : steps) {
              started.add(threads.submit(step));
              Patience.until("it waits", () -> waiting(steppers) == started.size());
            }
          });
    }
    return started;
  }

  /** How many wait: in main, or for their turn to write to the same customer. */
  private static long waiting(List<Thread> steppers) {
    long inMain =
        desk.house()
            .main()
            .sql("select count(*) from pg_locks where not granted")
            .query(Long.class)
            .single();
    return inMain
        + steppers.stream()
            .filter(stepper ->
                Arrays.stream(stepper.getStackTrace())
                    .anyMatch(frame ->
                        frame.getClassName().endsWith("SubjectTurns")
                            && frame.getMethodName().equals("await")))
            .count();
  }

  private static RequestHandler.StepResult merge(Request from, Request into) {
    return granted(
        desk.tryStep(desk.staff("account.request"), from, RightsDesk.merging(into.id())));
  }

  private static void refused(Future<Object> step, String code) {
    assertThatThrownBy(step::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.errors().getFirst().code()).isEqualTo(code));
  }
}
