package vn.onecall.keeper.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.ON_THE_WEB;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;
import vn.onecall.translog.entries.Opening;

/** Many registrations in one go keep what a single one keeps. */
class RegisterManyTest {
  private static final int CHUNK = RegisterManyOperation.CHUNK;

  private House house = House.build("many");
  private final List<RegistrationResult> told = new ArrayList<>();

  @BeforeEach
  void nobodyYet() {
    assertThat(house.countInMain("access.facts")).isZero();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @Promise({"1.4", "1.6"})
  void findsShowsAndHasAnEntryAndAReceiptOfEachOfMoreThanAChunk() {
    List<Person> people = people(CHUNK + 7);
    long before = house.entries();
    RegistrationResult.Tally tally = granted(registerAll(people.stream().map(Person::values)));
    assertThat(tally).isEqualTo(new RegistrationResult.Tally(people.size(), 0));
    assertThat(told.stream().map(RegistrationResult::place).toList())
        .isEqualTo(IntStream.range(0, people.size()).mapToObj(Long::valueOf).toList());
    assertThat(house.entries()).isEqualTo(before + people.size());
    assertThat(house.countInKeys("access.pending_write")).isZero();
    assertThat(house.countInMain("access.claim")).as("one commit a chunk").isEqualTo(2);
    for (int place : List.of(0, 1, CHUNK - 1, CHUNK, people.size() - 1)) {
      Person person = people.get(place);
      Written written = done(place);
      assertThat(found("email", person.email())).containsExactly(written.subject());
      assertThat(found("phone", person.phone())).containsExactly(written.subject());
      assertThat(shown(written.subject())).isEqualTo(person.values());
      Opening receipt =
          granted(
              house
                  .door()
                  .receipt(call(house, "account.receipt"), written.subject(), written.entry()));
      assertThat(new String(receipt.part(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("activity customers.register", "service account", "attested 1", " first ");
    }
    assertThat(house.countInMain("access.attestation")).isEqualTo(people.size());
    assertThat(house.countInMain("access.sealed where first_registration"))
        .isEqualTo(3L * people.size());
  }

  @Test
  @Promise("1.4")
  void aCustomerOfManyIsCorrectedAndErasedAsAnyOther() {
    List<Person> people = people(3);
    granted(registerAll(people.stream().map(Person::values)));
    Written written = done(1);
    granted(
        house
            .door()
            .correct(
                call(house, "account.correct"),
                written.subject(),
                written.version(),
                People.BY_PHONE,
                NewValues.of(Map.of("email", "moi.nhieu@vidu.vn"))));
    assertThat(found("email", "moi.nhieu@vidu.vn")).containsExactly(written.subject());
    assertThat(found("email", people.get(1).email())).isEmpty();
    granted(house.door().erase(call(house, "account.erase"), written.subject()));
    assertThat(found("phone", people.get(1).phone())).isEmpty();
    assertThat(found("phone", people.get(2).phone())).containsExactly(done(2).subject());
  }

  @Test
  @Promise({"2.2", "6.1"})
  void refusesWhatTheSingleOneRefusesByItsPlaceAndStoresTheOthers() {
    long before = house.entries();
    Map<String, String> tooMuch = new HashMap<>(Person.next().values());
    tooMuch.put("identity-number", "001190012345");
    Map<String, String> unheardOf = new HashMap<>(Person.next().values());
    unheardOf.put("blood-group", "AB");
    Map<String, String> lacking = new HashMap<>(Person.next().values());
    lacking.keySet().removeAll(Set.of("phone", "email"));
    Map<String, String> malformed = new HashMap<>(Person.next().values());
    malformed.put("birth-date", "yesterday");
    List<Registration> registrations =
        List.of(
            People.registration(Person.next().values()),
            People.registration(tooMuch),
            People.registration(unheardOf),
            People.registration(lacking),
            People.registration("séance", NewValues.of(Person.next().values())),
            new Registration(
                Set.of("account"),
                ON_THE_WEB,
                NewValues.of(Person.next().values()),
                OptionalInt.empty()),
            new Registration(
                Set.of("account"),
                new CollectionOrigin("customer", "care-contact", "phone"),
                NewValues.of(Person.next().values()),
                OptionalInt.of(1)),
            People.registration(malformed),
            People.registration(Person.next().values()));
    assertThat(granted(register(registrations.iterator())))
        .isEqualTo(new RegistrationResult.Tally(2, 7));
    assertThat(told.stream().map(RegisterManyTest::words))
        .containsExactly(
            "0 stored",
            "1 6.1",
            "2 6.1",
            "3 LACKS_A_FIELD",
            "4 UNKNOWN_SERVICE",
            "5 LACKS_THE_STATEMENT",
            "6 6.1",
            "7 NOT_CANONICAL",
            "8 stored");
    assertThat(house.countInMain("access.facts")).isEqualTo(2);
    assertThat(house.entries()).as("one for each stored and each refused").isEqualTo(before + 5);
    for (int place : List.of(1, 2, 6)) {
      RegistrationResult.Refused many = (RegistrationResult.Refused) told.get(place);
      Denial single =
          denied(
              house.door().register(call(house, "customers.register"), registrations.get(place)));
      assertThat(many.denial().code()).isEqualTo(single.code());
    }
    for (int place : List.of(3, 4, 5)) {
      assertThatThrownBy(() ->
              house.door().register(call(house, "customers.register"), registrations.get(place)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(((RegistrationResult.Faulty) told.get(place)).fault().words());
    }
  }

  @Test
  @Promise("1.6")
  void turnsAwayACallerWhoIsNotEntitledWithOneEntryAndReadsNothing() {
    long before = house.entries();
    AtomicLong taken = new AtomicLong();
    Stream<Registration> endless =
        Stream.generate(() -> {
          taken.incrementAndGet();
          return People.registration(Person.next().values());
        });
    Denial denial =
        denied(
            house
                .door()
                .registerMany(
                    house.call("customers.register", House.caller("account.view")),
                    endless.iterator(),
                    told::add));
    assertThat(denial.entry()).isNotNull();
    assertThat(house.entries()).isEqualTo(before + 1);
    assertThat(taken).hasValue(0);
  }

  @Test
  @Promise("1.8")
  void knowsOfEachWhetherTheyAreAChildOrHaveRefusedMarketingBefore() {
    Person refuser = Person.next();
    Written earlier = People.register(house, refuser);
    granted(
        house
            .door()
            .consent(
                call(house, "account.consent"),
                earlier.subject(),
                new SubjectChange(
                    new FactChange(Map.of(5, java.util.Optional.empty()), Set.of()),
                    Set.of(),
                    NewValues.NONE,
                    ON_THE_WEB,
                    List.of(),
                    EntryWork.NONE)));
    granted(house.door().erase(call(house, "account.erase"), earlier.subject()));
    Map<String, String> child = new HashMap<>(Person.next().values());
    child.put("birth-date", java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusYears(9) + "");
    Map<String, String> both = new HashMap<>(refuser.withEmail("con@vidu.vn").values());
    both.put("birth-date", child.get("birth-date"));
    granted(registerAll(Stream.of(Person.next().values(), child, refuser.values(), both)));
    assertThat(IntStream.range(0, 4).mapToObj(place -> held(done(place).subject())).toList())
        .containsExactly("{} 1 f", "{3} 1 t", "{5} 1 f", "{3,5} 1 t");
  }

  @Test
  @Promise("1.6")
  void storesNobodyOfAChunkThatTheDatabaseRefusesAndTellsOfTheOthers() {
    List<Person> people = people(5 * CHUNK);
    house
        .main()
        .sql(
            """
            create function access.refuse() returns trigger language plpgsql as $$
            begin
              if new.version = 1 and (select count(*) from access.claim) >= 3 then
                raise exception 'refused';
              end if;
              return new;
            end $$
            """)
        .update();
    house
        .main()
        .sql(
            "create trigger refuse before insert on access.attestation"
                + " for each row execute function access.refuse()")
        .update();
    assertThatThrownBy(() -> registerAll(people.stream().map(Person::values)))
        .isInstanceOf(DataAccessException.class);
    house.main().sql("drop trigger refuse on access.attestation").update();
    assertThat(told).hasSizeLessThan(people.size());
    house = house.reopen();
    Set<Long> stored = told.stream().map(RegistrationResult::place).collect(Collectors.toSet());
    assertThat(house.countInMain("access.facts")).isEqualTo(stored.size());
    assertThat(house.countInKeys("access.pending_write")).isZero();
    assertThat(keysBySubject()).as("no key is left without its subject").isEqualTo(stored.size());
    for (int chunk = 0; chunk < 5; chunk++) {
      int place = chunk * CHUNK + chunk;
      assertThat(found("email", people.get(place).email()))
          .hasSize(stored.contains((long) place) ? 1 : 0);
    }
  }

  @Test
  @Promise("1.3")
  void storesNobodyFromASourceThatThePolicyDoesNotList() {
    Registration bought =
        new Registration(
            Set.of("account"),
            new CollectionOrigin("bought-list", "transaction-registration", "web"),
            NewValues.of(Person.next().values()),
            OptionalInt.of(1));
    assertThat(granted(register(List.of(bought).iterator())))
        .isEqualTo(new RegistrationResult.Tally(0, 1));
    assertThat(told.stream().map(RegisterManyTest::words)).containsExactly("0 UNLISTED_ORIGIN");
    assertThat(house.countInMain("access.facts")).isZero();
  }

  @Test
  void takesNoMoreThanAFewChunksAhead() {
    AtomicLong taken = new AtomicLong();
    AtomicLong most = new AtomicLong();
    Iterator<Registration> counted =
        Stream.generate(
                () -> {
                  taken.incrementAndGet();
                  return People.registration(Map.of());
                })
            .limit(40L * CHUNK)
            .iterator();
    granted(
        house
            .door()
            .registerMany(
                call(house, "customers.register"),
                counted,
                each -> most.accumulateAndGet(taken.get() - each.place(), Math::max)));
    assertThat(taken).hasValue(40L * CHUNK);
    assertThat(most.get()).isLessThanOrEqualTo(6L * CHUNK);
  }

  private static List<Person> people(int count) {
    return Stream.generate(Person::next).limit(count).toList();
  }

  private Outcome<RegistrationResult.Tally> registerAll(Stream<Map<String, String>> people) {
    return register(people.map(People::registration).iterator());
  }

  private Outcome<RegistrationResult.Tally> register(Iterator<Registration> registrations) {
    return house.door().registerMany(call(house, "customers.register"), registrations, told::add);
  }

  private Written done(int place) {
    return ((RegistrationResult.Done) told.get(place)).written();
  }

  private static String words(RegistrationResult each) {
    return each.place()
        + " "
        + switch (each) {
          case RegistrationResult.Done done -> "stored";
          case RegistrationResult.Refused(long place, Denial denial) -> denial.promise().toString();
          case RegistrationResult.Faulty(long place, RegistrationResult.Fault fault) ->
              fault.name();
        };
  }

  private String held(SubjectId subject) {
    return house
        .main()
        .sql(
            "select concat_ws(' ', held, version, next_expiry is not null) from access.facts"
                + " where subject_id = ?")
        .param(subject.value())
        .query(String.class)
        .single();
  }

  private long keysBySubject() {
    return house
        .keys()
        .sql("select count(distinct subject_id) from access.subject_key")
        .query(Long.class)
        .single();
  }

  private List<SubjectId> found(String field, String term) {
    return granted(house.door().find(call(house, "care.find-customer"), field, term))
        .open()
        .stream()
        .map(ShownSubject::id)
        .toList();
  }

  private Map<String, String> shown(SubjectId subject) {
    return granted(house.door().read(call(house, "account.view"), List.of(subject)))
        .open()
        .getFirst()
        .values()
        .stream()
        .collect(Collectors.toMap(ShownValue::field, value -> value.value().reveal()));
  }
}
