package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
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
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.Requester;
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
