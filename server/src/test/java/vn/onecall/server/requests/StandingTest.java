package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.faults.ErasureWaitsException;
import vn.onecall.keeper.faults.WrongRouteException;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.features.RouteTable;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.Requester;
import vn.onecall.server.requests.steps.StepInput;
import vn.onecall.testing.Promise;

/** Who may ask for whom, and who answers them. */
@Promise({"6.2", "6.4"})
class StandingTest {
  private static RightsDesk desk;

  @BeforeAll
  static void open() {
    desk = RightsDesk.open("standing", Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void takesNobodyForSomebodyAtTheCounterBecauseAClientSaysSo() {
    SubjectId subject = somebody();
    for (RequestKind kind : List.of(RequestKind.COPY, RequestKind.DELETE, RequestKind.VIEW)) {
      for (String activity : List.of(RightsDesk.CARE, "account.request")) {
        assertThat(
                denied(
                        desk.tryAsking(
                            desk.staff(activity),
                            subject,
                            desk.asking(kind, Requester.SELF, "counter", false)))
                    .code())
            .as(activity)
            .isEqualTo("needs-verified-requester");
      }
      assertThat(
              denied(
                      desk.tryAsking(
                          desk.staff(RightsDesk.COUNTER),
                          subject,
                          desk.asking(kind, Requester.SELF, "phone", false)))
                  .code())
          .isEqualTo("needs-verified-requester");
    }
    assertThat(desk.store().of(subject)).isEmpty();
    granted(
        desk.tryAsking(
            desk.staff(RightsDesk.COUNTER),
            subject,
            desk.asking(RequestKind.COPY, Requester.SELF, "counter", false)));
  }

  @Test
  void takesARequestForAnotherOnlyBeforeStaffAndOnPapers() {
    SubjectId subject = somebody();
    for (Requester who : List.of(Requester.GUARDIAN, Requester.HEIR)) {
      lacksStanding(desk.person(RightsDesk.COUNTER, "clerk-1"), subject, who, false);
      lacksStanding(desk.person("account.request", "clerk-1"), subject, who, true);
    }
    assertThat(desk.store().of(subject)).isEmpty();
  }

  @Test
  void takesThePapersOfAnotherOnlyByAPersonWhoSignsIn() {
    SubjectId subject = somebody();
    for (Requester who : List.of(Requester.GUARDIAN, Requester.HEIR)) {
      assertThat(
              denied(
                      desk.tryAsking(
                          desk.staff(RightsDesk.COUNTER),
                          subject,
                          desk.asking(RequestKind.COPY, who, "counter", true)))
                  .code())
          .isEqualTo("needs-signed-recorder");
    }
    assertThat(desk.store().of(subject)).isEmpty();
  }

  @Test
  void letsNobodyDecideOnPapersButAPersonWhoSignsInAndDidNotTakeThemDown() {
    Request request =
        granted(
                desk.tryAsking(
                    desk.person(RightsDesk.COUNTER, "clerk-1"),
                    somebody(),
                    desk.asking(RequestKind.KNOW, Requester.HEIR, "counter", true)))
            .request();
    for (Call call :
        List.of(
            desk.person(RightsDesk.HANDLE, "clerk-1"),
            desk.declared(RightsDesk.HANDLE, "officer-2"),
            desk.declared(RightsDesk.HANDLE, "clerk-1"))) {
      for (RequestStep step :
          List.of(
              RequestStep.ACKNOWLEDGE,
              RequestStep.EXTEND,
              RequestStep.ANSWER,
              RequestStep.REFUSE)) {
        assertThat(denied(desk.tryStep(call, request, RightsDesk.taking(step, "Lý do."))).code())
            .isEqualTo("needs-another-handler");
      }
    }
    assertThat(desk.state(request)).isEqualTo(RequestState.RECEIVED);
    Call officer = desk.person(RightsDesk.HANDLE, "officer-2");
    granted(desk.tryStep(officer, request, RightsDesk.taking(RequestStep.ACKNOWLEDGE, "")));
    granted(desk.tryStep(officer, request, RightsDesk.taking(RequestStep.ANSWER, "Đã giải đáp.")));
    assertThat(desk.state(request)).isEqualTo(RequestState.ANSWERED);
  }

  @Test
  void keepsTheSecondPersonOfARequestWhoeverWithdrawsOrMergesIt() {
    SubjectId subject = somebody();
    Request first = ofAnHeir(subject, "clerk-1");
    Request second = ofAnHeir(subject, "clerk-2");
    Request own = desk.ask(subject, RequestKind.KNOW);
    for (Call call :
        List.of(
            desk.staff("account.request"),
            desk.declared(RightsDesk.COUNTER, "clerk-3"),
            desk.person(RightsDesk.COUNTER, "clerk-1"))) {
      needsAnother(call, first, RightsDesk.taking(RequestStep.WITHDRAW, ""));
      needsAnother(call, first, RightsDesk.merging(second.id()));
    }
    needsAnother(
        desk.person(RightsDesk.COUNTER, "clerk-2"), first, RightsDesk.merging(second.id()));
    Call third = desk.person(RightsDesk.COUNTER, "clerk-3");
    for (Request into : List.of(own, first)) {
      assertThatThrownBy(() -> desk.tryStep(third, first, RightsDesk.merging(into.id())))
          .isInstanceOf(InputException.class);
    }
    assertThatThrownBy(
            () -> desk.tryStep(desk.staff("account.request"), own, RightsDesk.merging(first.id())))
        .isInstanceOf(InputException.class);
    granted(desk.tryStep(third, first, RightsDesk.merging(second.id())));
    for (String recorder : List.of("clerk-1", "clerk-2")) {
      needsAnother(
          desk.person(RightsDesk.HANDLE, recorder),
          second,
          RightsDesk.taking(RequestStep.ACKNOWLEDGE, ""));
    }
    Call officer = desk.person(RightsDesk.HANDLE, "officer-4");
    granted(desk.tryStep(officer, second, RightsDesk.taking(RequestStep.ACKNOWLEDGE, "")));
    granted(desk.tryStep(officer, second, RightsDesk.taking(RequestStep.ANSWER, "Đã giải đáp.")));
  }

  /** What the request refuses somebody, no other address gives. */
  @Test
  void erasesForAnHeirThroughTheRequestAlone() {
    SubjectId subject = somebody();
    Request request =
        granted(
                desk.tryAsking(
                    desk.person(RightsDesk.COUNTER, "clerk-1"),
                    subject,
                    desk.asking(RequestKind.DELETE, Requester.HEIR, "counter", true)))
            .request();
    Call officer = desk.person(RightsDesk.HANDLE, "officer-2");
    granted(desk.tryStep(officer, request, RightsDesk.taking(RequestStep.ACKNOWLEDGE, "")));
    Call clerk = desk.person(RightsDesk.HANDLE, "clerk-1");
    needsAnother(clerk, request, RightsDesk.taking(RequestStep.ANSWER, ""));
    Door door = desk.house().door();
    RouteTable table = Features.discover().routes(door.policy());
    for (String route : table.routes()) {
      if (!route.startsWith("own:")) {
        assertThatThrownBy(
                () -> door.erase(new Call("requests.erase", clerk.caller(), route), subject))
            .as(route)
            .isInstanceOf(WrongRouteException.class);
      }
    }
    assertThatThrownBy(() -> door.erase(desk.staff("account.erase"), subject))
        .as("the heir's request decides, and not whoever holds the account")
        .isInstanceOf(ErasureWaitsException.class);
    granted(desk.tryStep(officer, request, RightsDesk.taking(RequestStep.ANSWER, "")));
    denied(door.read(desk.staff("account.view"), List.of(subject)));
  }

  private static Request ofAnHeir(SubjectId subject, String clerk) {
    return granted(
            desk.tryAsking(
                desk.person(RightsDesk.COUNTER, clerk),
                subject,
                desk.asking(RequestKind.KNOW, Requester.HEIR, "counter", true)))
        .request();
  }

  private static void needsAnother(Call call, Request request, StepInput.StepCommand step) {
    assertThat(denied(desk.tryStep(call, request, step)).code()).isEqualTo("needs-another-handler");
  }

  @Test
  void takesNoCopyForAChildAloneAndHearsItsComplaint() {
    Map<String, String> values = new LinkedHashMap<>(Person.next().values());
    values.put("birth-date", "2015-06-01");
    SubjectId child =
        granted(
                desk.house()
                    .door()
                    .register(
                        People.call(desk.house(), "customers.register"),
                        People.registration(values)))
            .subject();
    for (RequestKind kind :
        List.of(RequestKind.COPY, RequestKind.VIEW, RequestKind.CORRECT, RequestKind.DELETE)) {
      assertThat(
              denied(
                      desk.tryAsking(
                          desk.staff(RightsDesk.COUNTER), child, desk.asking(kind, Requester.SELF)))
                  .code())
          .isEqualTo("not-shown");
    }
    assertThat(desk.store().of(child)).isEmpty();
    desk.ask(child, RequestKind.COMPLAIN);
    granted(
        desk.tryAsking(
            desk.person(RightsDesk.COUNTER, "clerk-1"),
            child,
            desk.asking(RequestKind.COPY, Requester.GUARDIAN, "counter", true)));
  }

  private static void lacksStanding(
      Call call, SubjectId subject, Requester who, boolean withPaper) {
    assertThat(
            denied(
                    desk.tryAsking(
                        call, subject, desk.asking(RequestKind.COPY, who, "counter", withPaper)))
                .code())
        .isEqualTo("needs-proof-of-standing");
  }

  private static SubjectId somebody() {
    return People.register(desk.house()).subject();
  }
}
