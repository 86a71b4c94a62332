package vn.onecall.keeper.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.BY_PHONE;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.faults.WrongActivityException;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.OnHouse;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;

/** What the door gives and what it refuses, under the published policy. */
@OnHouse
class DoorTest {
  private static House house;

  @BeforeAll
  static void share(House shared) {
    house = shared;
  }

  @Test
  @Promise({"1.1", "6.1"})
  void refusesAFieldThatThePolicyDoesNotHoldAndStoresNothing() {
    Stored before = Stored.of(house);
    Map<String, String> values = new HashMap<>(Person.next().values());
    values.put("blood-group", "AB");
    Denial denial =
        denied(
            house.door().register(call(house, "customers.register"), People.registration(values)));
    assertThat(denial.promise()).hasToString("6.1");
    assertThat(Stored.of(house)).isEqualTo(before.withOneMoreEntry());
  }

  @Test
  @Promise("6.1")
  void refusesASearchByAFieldThatTheActivityDoesNotSearchBy() {
    Denial denial =
        denied(house.door().find(call(house, "care.find-customer"), "birth-date", "1990-01-01"));
    assertThat(denial.promise()).hasToString("6.1");
  }

  @Test
  @Promise("1.4")
  void showsCustomersTheirWholeAccount() {
    Person person = Person.next();
    Written written = People.register(house, person);
    assertThat(shown("account.view", written.subject())).isEqualTo(person.values());
  }

  @Test
  @Promise("6.1")
  void showsCareStaffNoMoreThanTheMaskedForm() {
    Person person = Person.next();
    Written written = People.register(house, person);
    Map<String, String> masked = shown("care.view-customer", written.subject());
    assertThat(masked.keySet()).isEqualTo(person.values().keySet());
    person.values().forEach((field, value) -> assertThat(masked.get(field)).isNotEqualTo(value));
    assertThat(masked.get("email")).isEqualTo("k•••@v•••.vn");
  }

  @Test
  @Promise("1.4")
  void keepsEveryVersionOfACorrectedValueWithItsSourceMomentAndChannel() {
    Person person = Person.next();
    Written written = People.register(house, person);
    Written corrected =
        granted(
            house
                .door()
                .correct(
                    call(house, "account.correct"),
                    written.subject(),
                    written.version(),
                    BY_PHONE,
                    NewValues.of(Map.of("email", "moi@vidu.vn"))));
    assertThat(corrected.version()).isEqualTo(written.version() + 1);
    assertThat(history(written.subject(), "email"))
        .containsExactly(
            "1 customer transaction-registration web first superseded",
            "2 customer account-correction phone later current");
    assertThat(history(written.subject(), "phone"))
        .containsExactly("1 customer transaction-registration web first current");
    assertThat(shown("account.view", written.subject()))
        .isEqualTo(person.withEmail("moi@vidu.vn").values());
  }

  @Test
  @Promise("1.4")
  void keepsWithEveryVersionWhenItWasGivenAndTheEntryOfWhoGaveIt() {
    Written written = People.register(house);
    Written corrected =
        granted(
            house
                .door()
                .correct(
                    call(house, "account.correct"),
                    written.subject(),
                    written.version(),
                    BY_PHONE,
                    NewValues.of(Map.of("email", "ai.sua@vidu.vn"))));
    assertThat(
            house
                .main()
                .sql(
                    """
                    select concat_ws(' ', s.version, encode(e.leaf, 'hex'),
                      case when s.collected_at = e.at then 'at' else 'not at' end)
                    from access.sealed s join access.entry e using (subject_id, entry_id)
                    where s.subject_id = ? and s.field = 'email' order by s.version
                    """)
                .params(written.subject().value())
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly(
            "1 " + written.entry().hex() + " at", "2 " + corrected.entry().hex() + " at");
  }

  @Test
  @Promise("1.4")
  void findsTheCorrectedValueAndNoLongerTheOldOne() {
    Person person = Person.next();
    Person newer = Person.next();
    Written written = People.register(house, person);
    assertThat(found("phone", person.phone())).containsExactly(written.subject());
    granted(
        house
            .door()
            .correct(
                call(house, "account.correct"),
                written.subject(),
                written.version(),
                BY_PHONE,
                NewValues.of(Map.of("phone", newer.phone()))));
    assertThat(found("phone", person.phone())).isEmpty();
    assertThat(found("phone", newer.phone())).containsExactly(written.subject());
    assertThat(found("email", person.email())).containsExactly(written.subject());
  }

  @Test
  void writesNothingWhereSomebodyElseWasFaster() {
    Written written = People.register(house);
    Stored before = Stored.of(house);
    assertThatThrownBy(() ->
            house
                .door()
                .correct(
                    call(house, "account.correct"),
                    written.subject(),
                    written.version() + 1,
                    BY_PHONE,
                    NewValues.of(Map.of("email", "spaeter@vidu.vn"))))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() ->
            house
                .door()
                .restrict(
                    call(house, "account.restrict"),
                    written.subject(),
                    written.version() + 1,
                    true))
        .isInstanceOf(ConflictException.class);
    assertThat(Stored.of(house)).isEqualTo(before.withOneMoreEntry().withOneMoreEntry());
    assertThat(found("email", "spaeter@vidu.vn")).isEmpty();
  }

  @Test
  @Promise("6.1")
  void showsNobodyWhereMoreThanTwentyPeopleMatch() {
    String shared = "hoi.nhom@vidu.vn";
    for (int i = 0; i < 20; i++) {
      People.register(house, Person.next().withEmail(shared));
    }
    assertThat(found("email", shared)).hasSize(20);
    People.register(house, Person.next().withEmail(shared));
    long before = house.entries();
    assertThat(found("email", shared)).isEmpty();
    assertThat(house.entries()).isEqualTo(before + 1);
  }

  @Test
  void opensAGrantOnce() {
    Written written = People.register(house);
    Grant grant = read("account.view", written.subject());
    assertThat(grant.open()).hasSize(1);
    assertThatThrownBy(grant::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a grant opens once");
  }

  @Test
  void namesNoValueInAGrantOrAnOpenedValue() {
    Person person = Person.next();
    Written written = People.register(house, person);
    Grant grant = read("account.view", written.subject());
    ShownSubject shown = grant.open().getFirst();
    String printed = grant + " " + shown + " " + shown.values();
    person.values().values().forEach(value -> assertThat(printed).doesNotContain(value));
    assertThat(shown.values().getFirst().value().hashCode()).isEqualTo(1);
  }

  @Test
  void refusesToBeCalledInsideATransactionOfAnother() {
    Written written = People.register(house);
    long before = house.entries();
    for (TransactionTemplate ambient :
        List.of(house.instances().main().transactions(), house.instances().keys().transactions())) {
      assertThatThrownBy(
              () -> ambient.executeWithoutResult(status -> read("account.view", written.subject())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("owns its transaction");
    }
    assertThat(house.entries()).isEqualTo(before);
  }

  @Test
  void answersForAStrangerAndForSomebodyRefusedAlike() {
    Written written = People.register(house);
    granted(house.door().restrict(call(house, "account.restrict"), written.subject(), 1, true));
    Denial refused = denied(readOutcome("care.reveal-contact", written.subject()));
    Denial stranger = denied(readOutcome("care.reveal-contact", SubjectId.random()));
    assertThat(refused.promise()).isEqualTo(stranger.promise()).hasToString("1.3");
    assertThat(refused.code()).isEqualTo(stranger.code());
    for (Locale reader : List.of(Locale.of("vi"), Locale.ENGLISH)) {
      assertThat(house.door().explain(refused, reader))
          .isEqualTo(house.door().explain(stranger, reader));
    }
  }

  @Test
  void showsOfSeveralOnlyThoseWhomTheFactsAllow() {
    Written first = People.register(house);
    Written second = People.register(house);
    granted(house.door().restrict(call(house, "account.restrict"), second.subject(), 1, true));
    long before = house.entries();
    Grant grant =
        granted(
            house
                .door()
                .read(
                    call(house, "care.reveal-contact"),
                    List.of(first.subject(), second.subject(), SubjectId.random())));
    assertThat(grant.open()).extracting(ShownSubject::id).containsExactly(first.subject());
    assertThat(grant.entries()).hasSize(3).doesNotHaveDuplicates();
    assertThat(house.entries()).isEqualTo(before + 3);
  }

  @Test
  void refusesACallOfAnotherKind() {
    assertThatThrownBy(() -> readOutcome("care.find-customer", SubjectId.random()))
        .isInstanceOf(WrongActivityException.class);
  }

  private static Outcome<Grant> readOutcome(String activity, SubjectId subject) {
    return house.door().read(call(house, activity), List.of(subject));
  }

  private static Grant read(String activity, SubjectId subject) {
    return granted(readOutcome(activity, subject));
  }

  private static Map<String, String> shown(String activity, SubjectId subject) {
    return read(activity, subject).open().getFirst().values().stream()
        .collect(Collectors.toMap(ShownValue::field, value -> value.value().reveal()));
  }

  private static List<SubjectId> found(String field, String term) {
    return granted(house.door().find(call(house, "care.find-customer"), field, term))
        .open()
        .stream()
        .map(ShownSubject::id)
        .toList();
  }

  private static List<String> history(SubjectId subject, String field) {
    return house
        .main()
        .sql(
            """
            select concat_ws(' ', version, source, moment, channel,
              case when first_registration then 'first' else 'later' end,
              case when superseded_at is null then 'current' else 'superseded' end)
            from access.sealed where subject_id = ? and field = ? order by version
            """)
        .params(subject.value(), field)
        .query((row, n) -> row.getString(1))
        .list();
  }
}
