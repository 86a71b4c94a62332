package vn.onecall.keeper.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.BY_PHONE;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.granted;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.faults.EntryTamperedException;
import vn.onecall.keeper.faults.KeysMissingException;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.SealBrokenException;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;

/** A sealed value opens only where it was put; a database that moves one is found out. */
@Promise("6.2")
class TamperTest {
  private static House house;

  @BeforeAll
  static void build() {
    house = House.build("tamper");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void refusesAValueMovedToAnotherCustomer() {
    SubjectId from = People.register(house).subject();
    SubjectId to = People.register(house).subject();
    overwrite(to, "email", 1, ciphertext(from, "email", 1));
    refusesToShow(to);
    assertThat(view(from).open()).hasSize(1);
  }

  @Test
  void refusesAValueMovedToAnotherField() {
    SubjectId subject = People.register(house).subject();
    overwrite(subject, "phone", 1, ciphertext(subject, "email", 1));
    refusesToShow(subject);
  }

  @Test
  void refusesAnEarlierVersionInThePlaceOfTheCurrentOne() {
    SubjectId subject = People.register(house).subject();
    granted(
        house
            .door()
            .correct(
                call(house, "account.correct"),
                subject,
                1,
                BY_PHONE,
                NewValues.of(Map.of("email", "moi@vidu.vn"))));
    overwrite(subject, "email", 2, ciphertext(subject, "email", 1));
    refusesToShow(subject);
  }

  @Test
  void refusesAValueWithOneChangedBit() {
    SubjectId subject = People.register(house).subject();
    byte[] changed = ciphertext(subject, "email", 1);
    changed[changed.length / 2] ^= 1;
    overwrite(subject, "email", 1, changed);
    refusesToShow(subject);
  }

  @Test
  void refusesAKeyMovedToAnotherCustomer() {
    SubjectId from = People.register(house).subject();
    SubjectId to = People.register(house).subject();
    house
        .keys()
        .sql(
            """
            update access.subject_key t set wrapped = f.wrapped from access.subject_key f
            where f.subject_id = ? and t.subject_id = ? and f.category = t.category
            """)
        .params(from.value(), to.value())
        .update();
    assertThatThrownBy(() -> view(to)).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void reportsMissingKeysAsMissingAndNeverAsAnErasure() {
    SubjectId subject = People.register(house).subject();
    house
        .keys()
        .sql("delete from access.subject_key where subject_id = ?")
        .param(subject.value())
        .update();
    Grant grant = view(subject);
    assertThatThrownBy(grant::open)
        .isInstanceOf(KeysMissingException.class)
        .hasMessageContaining("keys instance is older than main");
  }

  @Test
  void makesNoReceiptAndShowsNoPageOfAnEntryThatWasChanged() {
    Written written = People.register(house);
    assertThat(house.ledger().proof(written.entry(), Duration.ofSeconds(10))).isPresent();
    house
        .main()
        .sql("update access.entry set facts_version = 9 where leaf = ?")
        .param(written.entry().bytes())
        .update();
    assertThatThrownBy(() ->
            house
                .door()
                .receipt(call(house, "account.receipt"), written.subject(), written.entry()))
        .isInstanceOf(EntryTamperedException.class)
        .hasMessageContaining("was changed in the database");
    Instant later = Instant.now().plusSeconds(60);
    assertThatThrownBy(() ->
            house.door().entries(call(house, "account.entries"), written.subject(), later, 10))
        .isInstanceOf(EntryTamperedException.class);
    house
        .main()
        .sql("update access.entry set facts_version = 1 where leaf = ?")
        .param(written.entry().bytes())
        .update();
  }

  @Test
  void sealsNothingUnderAKeyWhoseWriteMayYetBeDiscarded() {
    SubjectId subject =
        granted(
                house
                    .door()
                    .register(
                        call(house, "customers.register"),
                        People.registration(Person.next().values())))
            .subject();
    SubjectKeyStore store = new SubjectKeyStore(house.instances().keys(), (write, whose) -> {});
    KeyRing ring = new KeyRing(store, house.keystore());
    SubjectKeyStore.Pending abandoned = SubjectKeyStore.Pending.of(UUID.randomUUID(), subject);
    store.begin(
        abandoned,
        List.of(
            new SubjectKeyStore.Part(
                subject, List.of(ring.wrap(subject, "payment", DataKey.generate())), List.of())),
        Instant.now());
    view(subject).open();
    assertThat(ring.confirmed(subject).orElseThrow().byCategory()).doesNotContainKey("payment");
    store.discard(abandoned);
    granted(
        house
            .door()
            .correct(
                call(house, "account.correct"),
                subject,
                1,
                BY_PHONE,
                NewValues.of(Map.of("bank-account", "bank=970436;number=0071001234567"))));
    house = house.reopen();
    assertThat(view(subject).open().getFirst().values()).hasSize(4);
  }

  private static Grant view(SubjectId subject) {
    return granted(house.door().read(call(house, "account.view"), List.of(subject)));
  }

  private static void refusesToShow(SubjectId subject) {
    Grant grant = view(subject);
    assertThatThrownBy(grant::open).isInstanceOf(SealBrokenException.class);
  }

  private static byte[] ciphertext(SubjectId subject, String field, int version) {
    return house
        .main()
        .sql(
            "select ciphertext from access.sealed"
                + " where subject_id = ? and field = ? and version = ?")
        .params(subject.value(), field, version)
        .query((row, n) -> row.getBytes(1))
        .single();
  }

  private static void overwrite(SubjectId subject, String field, int version, byte[] ciphertext) {
    int rows =
        house
            .main()
            .sql(
                "update access.sealed set ciphertext = ?"
                    + " where subject_id = ? and field = ? and version = ?")
            .params(ciphertext, subject.value(), field, version)
            .update();
    assertThat(rows).isEqualTo(1);
  }
}
