package vn.onecall.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.onecall.fields.FieldTypes;
import vn.onecall.policy.RequestKind;
import vn.onecall.server.access.Actor;
import vn.onecall.server.access.Call;
import vn.onecall.server.access.Caller;
import vn.onecall.server.access.Collected;
import vn.onecall.server.access.SubjectId;
import vn.onecall.server.access.TypedFields;
import vn.onecall.server.consents.ConsentRecordType;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.MovedClock;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.verification.Couriers;
import vn.onecall.server.verification.Verification;
import vn.onecall.testing.Promise;

/** The times of requests, by a clock that is moved; and who may ask and answer for whom. */
@Promise("6.4")
class RequestClockTest {
  /** Wednesday, ten in the morning in Vietnam, two days before Tết. */
  private static final Instant BEFORE_TET = Instant.parse("2027-02-03T03:00:00Z");

  private static final Collected AT_THE_COUNTER =
      new Collected("customer", "rights-request", "counter");
  private static final Map<String, String> PAPER =
      Map.of(
          "name",
          "giay-khai-sinh.pdf",
          "media-type",
          "application/pdf",
          "content",
          Base64.getEncoder().encodeToString("%PDF-1.7\nkhai".getBytes(StandardCharsets.UTF_8)));

  private static final MovedClock CLOCK = new MovedClock(BEFORE_TET);

  private static House house;
  private static Submitting submitting;
  private static Handling handling;
  private static RequestStore store;
  private static Papers papers;

  @BeforeAll
  static void build() {
    house = House.build("request-clock", Folders.POLICY, CLOCK);
    TypedFields types =
        TypedFields.of(
            house.door().policy(),
            PaperType.beside(FieldTypes.standard(CLOCK).with(new ConsentRecordType())));
    Clocks clocks = new Clocks(house.door().policy());
    Verification verification =
        new Verification(
            house.door(),
            Couriers.of(null, null),
            house.instances(),
            (domain, text) -> new byte[32],
            CLOCK);
    submitting = new Submitting(house.door(), clocks, verification, house.instances(), CLOCK);
    handling =
        new Handling(
            house.door(),
            clocks,
            new Letters(house.door().policy(), clocks),
            house.instances(),
            types,
            CLOCK);
    store = new RequestStore(house.main());
    papers = new Papers(types);
  }

  @AfterAll
  static void close() {
    house.close();
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
    assertThat(request.times().policyVersion()).isEqualTo(4);
    assertThat(request.times().law()).startsWith("vn-2026 ");
    CLOCK.moveTo(Instant.parse("2027-02-11T16:59:59Z"));
    assertThat(overdue()).doesNotContain(request.id());
    CLOCK.moveTo(Instant.parse("2027-02-11T17:00:00Z"));
    assertThat(overdue()).contains(request.id());
  }

  @Test
  void takesAnAnswerAfterTheTimeAndMarksItAndSaysSorry() {
    Request request = asked(RequestKind.COMPLAIN);
    step(request, Step.ACKNOWLEDGE, "");
    CLOCK.moveTo(Instant.parse("2027-06-01T03:00:00Z"));
    assertThat(overdue()).contains(request.id());
    refuses(request, Step.EXTEND, "Chờ thêm.", "too-late");
    Handling.Done done = step(request, Step.ANSWER, "Đã xem xét và xin lỗi.");
    assertThat(done.overdue()).isTrue();
    assertThat(done.letter()).contains("sau hạn", "xin lỗi", "01/06/2027");
    assertThat(store.steps(request).getLast().overdue()).isTrue();
    assertThat(overdue()).doesNotContain(request.id());
  }

  @Test
  void refusesARequestWhoseTimeRunsIntoAYearWithoutACalendar() {
    CLOCK.moveTo(Instant.parse("2028-12-28T03:00:00Z"));
    SubjectId subject = People.register(house).subject();
    assertThatThrownBy(() -> submit(subject, RequestKind.DELETE))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.errors().getFirst().code()).isEqualTo("no-calendar");
              assertThat(e.errors().getFirst().words().en()).contains("2029");
            });
    assertThat(store.of(subject)).isEmpty();
  }

  /** As under a law of the day of receipt, which gave five days where today's gives ten. */
  @Test
  void runsByTheClockThatItKeptWhateverTheLawSaysLater() {
    Request request = asked(RequestKind.VIEW);
    assertThat(ClockText.read(ClockText.write(request.times().rule())))
        .isEqualTo(request.times().rule());
    house
        .main()
        .sql("update requests.request set clock = replace(clock, ?, ?) where request_id = ?")
        .params(
            ClockText.write(request.times().rule()),
            ClockText.write(request.times().rule())
                .replaceAll("(\"extension\":\\{[^}]*\"days\":)10", "$15"),
            request.id())
        .update();
    step(request, Step.ACKNOWLEDGE, "");
    // 3 February and 10 days: Saturday the 13th; 5 more: Thursday the 18th.
    Handling.Done done = step(request, Step.EXTEND, "Chờ kho lưu trữ.");
    assertThat(done.request().times().answerBy()).isEqualTo(LocalDate.of(2027, 2, 18));
  }

  @Test
  @Promise("6.2")
  void takesARequestForAnotherOnlyBeforeStaffOnPapersAndHasAnotherHandleIt() {
    SubjectId subject = People.register(house).subject();
    for (Requester who : List.of(Requester.GUARDIAN, Requester.HEIR)) {
      assertThat(
              denied(
                      submitting.submit(
                          call("care.record-request", "agent-7"),
                          subject,
                          asking(RequestKind.COPY, who, false)))
                  .code())
          .isEqualTo("needs-proof-of-standing");
      assertThat(
              denied(
                      submitting.submit(
                          call("account.request", "agent-7"),
                          subject,
                          asking(RequestKind.COPY, who, true)))
                  .code())
          .isEqualTo("needs-proof-of-standing");
    }
    Request request =
        granted(
                submitting.submit(
                    call("care.record-request", "agent-7"),
                    subject,
                    asking(RequestKind.KNOW, Requester.HEIR, true)))
            .request();
    assertThat(
            denied(
                    handling.take(
                        call("requests.handle", "agent-7"), subject, request.id(), acknowledging()))
                .code())
        .isEqualTo("needs-another-handler");
    granted(
        handling.take(call("requests.handle", "agent-8"), subject, request.id(), acknowledging()));
  }

  @Test
  void takesNoCopyForAChildAloneAndHearsItsComplaint() {
    Person person = Person.next();
    Map<String, String> values = new java.util.LinkedHashMap<>(person.values());
    values.put("birth-date", "2015-06-01");
    SubjectId child =
        granted(
                house
                    .door()
                    .register(
                        People.call(house, "customers.register"), People.registration(values)))
            .subject();
    assertThat(
            denied(
                    submitting.submit(
                        call("care.record-request", "agent-7"),
                        child,
                        asking(RequestKind.COPY, Requester.SELF, false)))
                .code())
        .isEqualTo("not-shown");
    assertThat(store.of(child)).isEmpty();
    granted(
        submitting.submit(
            call("care.record-request", "agent-7"),
            child,
            asking(RequestKind.COMPLAIN, Requester.SELF, false)));
    granted(
        submitting.submit(
            call("care.record-request", "agent-7"),
            child,
            asking(RequestKind.COPY, Requester.GUARDIAN, true)));
  }

  private static Request asked(RequestKind kind) {
    return submit(People.register(house).subject(), kind);
  }

  private static Request submit(SubjectId subject, RequestKind kind) {
    return granted(
            submitting.submit(
                call("care.record-request", "agent-7"),
                subject,
                asking(kind, Requester.SELF, false)))
        .request();
  }

  private static RequestInput.Asking asking(RequestKind kind, Requester who, boolean withPaper) {
    UUID id = UUID.randomUUID();
    return new RequestInput.Asking(
        id,
        kind,
        who,
        false,
        papers.with(id, Map.of(Papers.TEXT, ""), withPaper ? List.of(PAPER) : List.of()),
        AT_THE_COUNTER);
  }

  private static RequestInput.Taking acknowledging() {
    return taking(Step.ACKNOWLEDGE, "");
  }

  private static RequestInput.Taking taking(Step step, String text) {
    return new RequestInput.Taking(
        step,
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        AT_THE_COUNTER);
  }

  private static Handling.Done step(Request request, Step step, String text) {
    return granted(
        handling.take(
            call("requests.handle", "agent-8"),
            request.subject(),
            request.id(),
            taking(step, text)));
  }

  private static void refuses(Request request, Step step, String text, String code) {
    assertThatThrownBy(() -> step(request, step, text))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.errors().getFirst().code()).isEqualTo(code));
  }

  private static List<UUID> overdue() {
    return store
        .open(0, true, LocalDate.ofInstant(CLOCK.instant(), vn.onecall.policy.Deadline.ZONE), 100)
        .stream()
        .map(each -> each.request().id())
        .toList();
  }

  private static Call call(String activity, String actor) {
    return new Call(
        activity,
        new Caller(
            "desk",
            house.door().policy().activities().keySet(),
            Optional.of(new Actor.Declared(actor))));
  }
}
