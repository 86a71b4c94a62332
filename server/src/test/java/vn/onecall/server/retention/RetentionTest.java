package vn.onecall.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.erasure.DueCategories;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.MovedClock;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;

/** Each category has an end: it goes then, and not before. */
class RetentionTest {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final MovedClock clock = new MovedClock(Instant.parse("2026-12-20T03:00:00Z"));
  private House house;

  @BeforeEach
  void build() {
    house = House.build("retention", Folders.POLICY, clock);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @Promise("6.4")
  void nothingIsDueWhileTheAccountIsOpenOrItsTimeIsNotOver() {
    SubjectId open = People.register(house).subject();
    SubjectId closed = closed();
    assertThat(due()).isEmpty();
    pass(Period.ofMonths(6).minusDays(1));
    assertThat(due()).isEmpty();
    pass(Period.ofDays(1));
    assertThat(due()).containsOnlyKeys(closed);
    pass(Period.ofYears(20));
    assertThat(due()).containsOnlyKeys(closed).doesNotContainKey(open);
  }

  @Test
  @Promise("6.4")
  void eachCategoryGoesInItsTimeAndWithTheLastOneTheCustomer() {
    SubjectId subject = closed();
    pass(Period.ofMonths(6));
    assertThat(due()).isEqualTo(Map.of(subject, Set.of("contact")));
    Erased first = run(subject);
    assertThat(first.categories()).containsExactly("contact");
    assertThat(due()).isEmpty();
    assertThat(house.countInKeys("access.blind_index where field = 'email'")).isZero();
    assertThat(
            granted(house.door().read(call(house, "account.view"), List.of(subject)))
                .open()
                .getFirst()
                .values())
        .map(value -> value.field())
        .containsExactly("full-name");
    pass(Period.ofMonths(6));
    assertThat(due()).isEqualTo(Map.of(subject, Set.of("identity")));
    run(subject);
    denied(house.door().read(call(house, "account.view"), List.of(subject)));
    assertThat(house.countInKeys("access.subject_key")).isZero();
    assertThat(due()).isEmpty();
  }

  @Test
  @Promise("6.4")
  void anErasureThatALaterStartFindsUnfinishedIsFinishedForItsCategoriesAlone() {
    SubjectId subject = closed();
    pass(Period.ofMonths(6));
    run(subject);
    house = house.reopen();
    assertThat(
            granted(house.door().read(call(house, "account.view"), List.of(subject)))
                .open()
                .getFirst()
                .values())
        .hasSize(1);
  }

  @Test
  @Promise("6.4")
  void closingAnAccountTwiceDoesNotPutItsEndOff() {
    SubjectId subject = closed();
    pass(Period.ofMonths(5));
    granted(house.door().restrict(call(house, "account.close"), subject, 2, true));
    pass(Period.ofMonths(1));
    assertThat(due()).containsOnlyKeys(subject);
  }

  @Test
  @Promise("6.4")
  void whoeverReopensTheAccountBeforeTheRunComesToThemKeepsEverything() {
    SubjectId subject = closed();
    pass(Period.ofMonths(6));
    assertThat(due()).containsOnlyKeys(subject);
    granted(house.door().restrict(call(house, "account.close"), subject, 2, false));
    denied(house.door().eraseDue(call(house, "retention.run"), subject));
    assertThat(
            granted(house.door().read(call(house, "account.view"), List.of(subject)))
                .open()
                .getFirst()
                .values())
        .hasSize(3);
  }

  @Test
  @Promise({"6.4", "1.8"})
  void evidenceOfConsentsStaysForTheLawsTimeAfterTheEndAndNoLonger() {
    Person person = Person.next();
    Written written = People.register(house, person);
    SubjectId subject = written.subject();
    refuse(subject);
    granted(house.door().restrict(call(house, "account.close"), subject, 2, true));
    pass(Period.ofMonths(6));
    run(subject);
    pass(Period.ofMonths(6));
    Erased last = run(subject);
    assertThat(last.categories()).containsExactly("identity");
    assertThat(last.kept()).extracting(Erased.Kept::category).containsExactly("consent-evidence");
    denied(house.door().read(call(house, "account.view"), List.of(subject)));
    pass(Period.ofYears(5).minusDays(1));
    assertThat(due()).isEmpty();
    granted(house.door().consents(call(house, "audit.consents"), subject));
    pass(Period.ofDays(1));
    assertThat(due()).isEqualTo(Map.of(subject, Set.of("consent-evidence")));
    run(subject);
    assertThat(house.countInMain("access.sealed")).isZero();
    assertThat(house.countInKeys("access.subject_key")).isZero();
    assertThat(house.countInKeys("access.suppression"))
        .as("the marks of email and phone, left when the contacts went")
        .isEqualTo(2);
  }

  @Test
  @Promise("6.4")
  void onlyAKeeperMayRunIt() {
    assertThat(
            denied(
                    house
                        .door()
                        .due(house.call("retention.run", House.caller("care.find-customer")), 10))
                .promise())
        .hasToString("6.2");
  }

  private SubjectId closed() {
    Written written = People.register(house);
    granted(
        house
            .door()
            .restrict(call(house, "account.close"), written.subject(), written.version(), true));
    return written.subject();
  }

  private void pass(Period time) {
    clock.moveTo(clock.instant().atZone(VIETNAM).plus(time).toInstant());
  }

  private Map<SubjectId, Set<String>> due() {
    return granted(house.door().due(call(house, "retention.preview"), 100)).due().stream()
        .collect(Collectors.toMap(DueCategories::subject, DueCategories::categories));
  }

  private Erased run(SubjectId subject) {
    return granted(house.door().eraseDue(call(house, "retention.run"), subject));
  }

  /** A refusal on record, as the site brings it. */
  private void refuse(SubjectId subject) {
    granted(
        house
            .door()
            .consent(
                call(house, "account.consent"),
                subject,
                new SubjectChange(
                    FactChange.NONE,
                    Set.of(),
                    NewValues.of(
                        Map.of(
                            "consent-record",
                            "consent=offers;channels=email;state=refused;text=1;at="
                                + clock.instant()
                                + ";source=customer;moment=consent-choice;channel=web;client=desk")),
                    new CollectionOrigin("customer", "consent-choice", "web"),
                    List.of(),
                    EntryWork.NONE)));
  }
}
