package vn.onecall.keeper.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.BY_PHONE;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.entries.EntryFeed;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.OnHouse;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;
import vn.onecall.translog.Hash;
import vn.onecall.translog.LogException;
import vn.onecall.translog.NoteVerifier;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/** Nothing is returned that the log does not have: one entry a person shown, and one a refusal. */
@OnHouse
@Promise("1.6")
class EntriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static House house;

  @BeforeAll
  static void share(House shared) {
    house = shared;
  }

  @Test
  void logsARegistrationOnce() {
    Written written = oneEntry(DecisionRecord.Outcome.PERMITTED, () -> People.register(house));
    assertThat(inTheLog(written.entry())).isTrue();
  }

  @Test
  void logsAReadOnce() {
    SubjectId subject = People.register(house).subject();
    ShownSubject shown =
        oneEntry(
            DecisionRecord.Outcome.PERMITTED,
            () -> read("account.view", subject).open().getFirst());
    assertThat(inTheLog(shown.entry())).isTrue();
  }

  @Test
  void logsASearchOnceForEachPersonShown() {
    for (int i = 0; i < 3; i++) {
      People.register(house, Person.next().withEmail("chung.ba@vidu.vn"));
    }
    Set<Hash> before = leaves();
    Grant grant = find("email", "chung.ba@vidu.vn");
    List<ShownSubject> shown = grant.open();
    assertThat(shown).hasSize(3);
    assertThat(added(before))
        .containsExactlyInAnyOrderElementsOf(grant.entries())
        .containsExactlyInAnyOrderElementsOf(shown.stream().map(ShownSubject::entry).toList());
  }

  @Test
  void logsASearchForNobody() {
    Grant grant = oneEntry(DecisionRecord.Outcome.NOBODY, () -> find("email", "niemand@vidu.vn"));
    assertThat(grant.open()).isEmpty();
    assertThat(grant.entries()).allMatch(EntriesTest::inTheLog);
  }

  @Test
  void logsARefusalOfThePolicy() {
    Denial denial =
        oneEntry(
            DecisionRecord.Outcome.REFUSED_BY_POLICY,
            () -> denied(readOutcome("marketing.call", SubjectId.random())));
    assertThat(inTheLog(denial.entry())).isTrue();
  }

  @Test
  void logsARefusalOfAnUnknownActivityWithoutItsName() {
    String name = "nguyen.thi.canary";
    Denial denial =
        oneEntry(
            DecisionRecord.Outcome.REFUSED_BY_POLICY,
            () -> denied(readOutcome(name, SubjectId.random())));
    assertThat(denial.promise()).hasToString("4.1");
    assertThat(house.door().explain(denial, java.util.Locale.ENGLISH)).doesNotContain("canary");
  }

  @Test
  void logsARefusalOfACallerWhoIsNotEntitled() {
    SubjectId subject = People.register(house).subject();
    Call call = house.call("care.reveal-contact", House.caller("care.view-customer"));
    Denial denial =
        oneEntry(
            DecisionRecord.Outcome.NOT_ENTITLED,
            () -> denied(house.door().read(call, List.of(subject))));
    assertThat(denial.promise()).hasToString("6.2");
  }

  @Test
  void logsARefusalForAFact() {
    SubjectId subject = People.register(house).subject();
    oneEntry(
        DecisionRecord.Outcome.PERMITTED,
        () -> granted(house.door().restrict(call(house, "account.restrict"), subject, 1, true)));
    Denial denial =
        oneEntry(
            DecisionRecord.Outcome.REFUSED_BY_A_FACT,
            () -> denied(readOutcome("care.reveal-contact", subject)));
    assertThat(denial.promise()).hasToString("1.3");
  }

  @Test
  void logsARefusalForAStranger() {
    Denial denial =
        oneEntry(
            DecisionRecord.Outcome.NOBODY,
            () -> denied(readOutcome("care.reveal-contact", SubjectId.random())));
    assertThat(inTheLog(denial.entry())).isTrue();
  }

  @Test
  void logsACorrectionAndARefusedOne() {
    SubjectId subject = People.register(house).subject();
    NewValues newer = NewValues.of(Map.of("email", "neuer@vidu.vn"));
    oneEntry(
        DecisionRecord.Outcome.PERMITTED,
        () ->
            granted(
                house.door().correct(call(house, "account.correct"), subject, 1, BY_PHONE, newer)));
    oneEntry(
        DecisionRecord.Outcome.NOBODY,
        () ->
            denied(
                house
                    .door()
                    .correct(
                        call(house, "account.correct"), SubjectId.random(), 1, BY_PHONE, newer)));
  }

  @Test
  void logsAnErasureAndWhatIsAskedAfterIt() {
    SubjectId subject = People.register(house).subject();
    Erased erased =
        oneEntry(
            DecisionRecord.Outcome.PERMITTED,
            () -> granted(house.door().erase(call(house, "account.erase"), subject)));
    assertThat(erased.opening().orElseThrow().entry()).isEqualTo(erased.entry().bytes());
    assertThat(erased.opening().orElseThrow().partText())
        .contains("erase all", "journal " + erased.journalPosition() + " ");
    oneEntry(DecisionRecord.Outcome.NOBODY, () -> denied(readOutcome("account.view", subject)));
    oneEntry(
        DecisionRecord.Outcome.NOBODY,
        () -> denied(house.door().erase(call(house, "account.erase"), subject)));
  }

  @Test
  void logsTheTakingOfAReceiptAndItsRefusal() {
    Written written = People.register(house);
    Opening opening =
        oneEntry(
            DecisionRecord.Outcome.PERMITTED, () -> opened(written.subject(), written.entry()));
    assertThat(opening.partText()).contains("activity customers.register", "write email 0 1 first");
    SubjectId other = People.register(house).subject();
    oneEntry(
        DecisionRecord.Outcome.PERMITTED,
        () -> denied(house.door().receipt(call(house, "account.receipt"), other, written.entry())));
  }

  @Test
  void saysInTheSubjectsPartWhatWasShownToWhomAndWhy() {
    Written written = People.register(house);
    Hash entry = read("care.view-customer", written.subject()).open().getFirst().entry();
    assertThat(opened(written.subject(), entry).partText().lines())
        .contains(
            "subject " + written.subject(),
            "activity care.view-customer",
            "purpose customer-care",
            "client desk",
            "show full-name masked",
            "show email masked",
            "show phone masked");
  }

  @Test
  void returnsNothingWhereTheEntryCannotBeWritten() {
    refusesEverythingWhile(
        """
        create trigger full_disk before insert on access.entry
        for each statement execute function access.full_disk()
        """);
  }

  @Test
  void returnsNothingWhereTheCommitFails() {
    refusesEverythingWhile(
        """
        create constraint trigger full_disk after insert on access.entry
        deferrable initially deferred for each row execute function access.full_disk()
        """);
  }

  private static void refusesEverythingWhile(String trigger) {
    Person person = Person.next();
    SubjectId subject = People.register(house, person).subject();
    Stored before = Stored.of(house);
    house
        .main()
        .sql(
            "create function access.full_disk() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no space left'; end $$")
        .update();
    house.main().sql(trigger).update();
    List<Supplier<Object>> calls =
        List.of(
            () -> read("account.view", subject),
            () -> find("email", person.email()),
            () -> find("email", "wer@vidu.vn"),
            () -> readOutcome("marketing.call", subject),
            () -> readOutcome("account.view", SubjectId.random()),
            () ->
                house
                    .door()
                    .correct(
                        call(house, "account.correct"),
                        subject,
                        1,
                        BY_PHONE,
                        NewValues.of(Map.of("email", "neu@vidu.vn"))),
            () -> house.door().restrict(call(house, "account.restrict"), subject, 1, true),
            () -> house.door().erase(call(house, "account.erase"), subject),
            () ->
                house
                    .door()
                    .register(
                        call(house, "customers.register"),
                        People.registration(Person.next().values())));
    try {
      for (Supplier<Object> each : calls) {
        assertThatThrownBy(each::get)
            .isInstanceOfAny(DataAccessException.class, TransactionException.class);
      }
    } finally {
      house.main().sql("drop trigger full_disk on access.entry").update();
      house.main().sql("drop function access.full_disk()").update();
    }
    Stored after = Stored.of(house);
    assertThat(after.entries()).isEqualTo(before.entries());
    assertThat(after.sealed()).isEqualTo(before.sealed());
    assertThat(after.facts()).isEqualTo(before.facts());
    assertThat(after.erasures()).isEqualTo(before.erasures());
    assertThat(read("account.view", subject).open()).hasSize(1);
  }

  @Test
  void hashesEveryEntryInPostgresqlAsInJava() {
    SubjectId subject = People.register(house).subject();
    granted(house.door().restrict(call(house, "account.restrict"), subject, 1, true));
    denied(readOutcome("care.reveal-contact", subject));
    house
        .main()
        .sql("update access.facts set held = '{1,7,64,4095}' where subject_id = ?")
        .param(subject.value())
        .update();
    read("account.view", subject);
    List<EntryFeed.Unsequenced> all =
        house
            .main()
            .sql("select subject_id, entry_id, leaf from access.entry")
            .query((row, n) ->
                new EntryFeed.Unsequenced(
                    new SubjectId(row.getObject(1, UUID.class)),
                    row.getObject(2, UUID.class),
                    Hash.of(row.getBytes(3))))
            .list();
    List<EntryFeed.SealedEntry> sealed = new EntryFeed(house.instances().log()).sealed(all);
    assertThat(sealed.stream().map(EntryFeed.SealedEntry::leaf))
        .containsExactlyElementsOf(all.stream().map(EntryFeed.Unsequenced::leaf).toList());
    assertThat(sealed.stream().map(entry -> entry.decided().heldText()))
        .contains("", "1", "1,7,64,4095");
    assertThat(sealed.stream().map(entry -> entry.decided().outcome()).distinct().count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void givesReceiptsThatVerifyOfflineAndNoLongerWithOneChangedByte() {
    Written written = People.register(house);
    Opening opening = opened(written.subject(), written.entry());
    Receipt receipt =
        Receipt.of(house.ledger().proof(written.entry(), PATIENCE).orElseThrow(), opening);
    NoteVerifier verifier = NoteVerifier.parse(house.ledger().verifierKey());
    byte[] text = receipt.format().getBytes(StandardCharsets.UTF_8);
    assertThatCode(() -> verify(text, verifier)).doesNotThrowAnyException();
    for (int i = 0; i < text.length; i++) {
      byte[] changed = text.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> verify(changed, verifier))
          .as("with byte %d changed", i)
          .isInstanceOfAny(LogException.class, IllegalArgumentException.class);
    }
  }

  @Test
  void givesAReceiptOfAnErasureThatOutlivesTheKeys() {
    SubjectId subject = People.register(house).subject();
    Erased erased = granted(house.door().erase(call(house, "account.erase"), subject));
    Receipt receipt =
        Receipt.of(
            house.ledger().proof(erased.entry(), PATIENCE).orElseThrow(),
            erased.opening().orElseThrow());
    NoteVerifier verifier = NoteVerifier.parse(house.ledger().verifierKey());
    assertThat(Receipt.parse(receipt.format()).verify(verifier).opening().partText())
        .contains("subject " + subject);
    var keys = house.keys().sql("select from access.subject_key where subject_id = ?");
    assertThat(keys.param(subject.value()).query().listOfRows()).isEmpty();
  }

  private static void verify(byte[] text, NoteVerifier verifier) {
    Receipt.parse(new String(text, StandardCharsets.UTF_8)).verify(verifier);
  }

  /** Runs a call that must leave one entry, of this outcome, which reaches the log. */
  private static <T> T oneEntry(DecisionRecord.Outcome outcome, Supplier<T> call) {
    Set<Hash> before = leaves();
    T answer = call.get();
    List<Hash> added = added(before);
    assertThat(added).hasSize(1);
    assertThat(
            house
                .main()
                .sql("select outcome from access.entry where leaf = ?")
                .param(added.getFirst().bytes())
                .query(Integer.class)
                .single())
        .isEqualTo(outcome.code());
    return answer;
  }

  private static boolean inTheLog(Hash leaf) {
    return house.ledger().proof(leaf, PATIENCE).isPresent();
  }

  private static Set<Hash> leaves() {
    return house
        .main()
        .sql("select leaf from access.entry")
        .query((row, n) -> Hash.of(row.getBytes(1)))
        .set();
  }

  private static List<Hash> added(Set<Hash> before) {
    List<Hash> added = new ArrayList<>(leaves());
    added.removeAll(before);
    return added;
  }

  private static Opening opened(SubjectId subject, Hash leaf) {
    return granted(house.door().receipt(call(house, "account.receipt"), subject, leaf));
  }

  private static Outcome<Grant> readOutcome(String activity, SubjectId subject) {
    return house.door().read(call(house, activity), List.of(subject));
  }

  private static Grant read(String activity, SubjectId subject) {
    return granted(readOutcome(activity, subject));
  }

  private static Grant find(String field, String term) {
    return granted(house.door().find(call(house, "care.find-customer"), field, term));
  }
}
