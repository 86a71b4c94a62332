package vn.onecall.keeper.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.BY_PHONE;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.keys.ValueSealer;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;

/** What was first registered is proved by the log, and a forged original is found out. */
@Promise("2.3")
class ProvenanceTest {
  private static final Provenance.Work NO_WORK = (entry, found, transaction) -> {};

  private static House house;

  @BeforeAll
  static void build() {
    house = House.build("provenance");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void provesAValueToBeTheOneFirstRegistered() {
    Written registered = People.register(house);
    Provenance provenance = of(registered.subject(), "phone");
    assertThat(provenance.found()).isEqualTo(Provenance.Found.AS_REGISTERED);
    assertThat(provenance.registration()).contains(registered.entry());
    assertThat(provenance.version()).isEqualTo(1);
    assertThat(house.ledger().proof(registered.entry(), Duration.ofSeconds(10))).isPresent();
    assertThat(house.ledger().proof(provenance.entry(), Duration.ofSeconds(10))).isPresent();
  }

  @Test
  void tellsACorrectedValueFromTheFirst() {
    SubjectId subject = corrected();
    assertThat(of(subject, "email").found()).isEqualTo(Provenance.Found.CHANGED_SINCE);
    assertThat(of(subject, "phone").found()).isEqualTo(Provenance.Found.AS_REGISTERED);
  }

  @Test
  void tellsWhatTheFirstRegistrationNeverGave() {
    SubjectId subject = People.register(house).subject();
    assertThat(of(subject, "fax").found()).isEqualTo(Provenance.Found.NEVER_REGISTERED);
    correct(subject, Map.of("fax", "+842838221234"));
    assertThat(of(subject, "fax").found()).isEqualTo(Provenance.Found.NEVER_REGISTERED);
  }

  @Test
  void findsOutALaterValueThatIsMarkedAsTheFirst() {
    SubjectId subject = corrected();
    change(subject, "first_registration = (version = 2)");
    assertThat(of(subject, "email").found()).isEqualTo(Provenance.Found.ALTERED);
  }

  @Test
  void findsOutAnOriginalThatWasTakenAway() {
    SubjectId subject = corrected();
    house
        .main()
        .sql("delete from access.sealed where subject_id = ? and field = 'email' and version = 1")
        .param(subject.value())
        .update();
    assertThat(of(subject, "email").found()).isEqualTo(Provenance.Found.ALTERED);
    house
        .main()
        .sql("delete from access.sealed where subject_id = ? and field = 'email'")
        .param(subject.value())
        .update();
    assertThat(of(subject, "email").found()).isEqualTo(Provenance.Found.ALTERED);
  }

  /** An administrator who holds the customer's key seals another value in the original's place. */
  @Test
  void findsOutAnOriginalThatWasSealedAnewUnderTheRightKey() {
    SubjectId subject = People.register(house).subject();
    KeyRing ring =
        new KeyRing(
            new SubjectKeyStore(house.instances().keys(), (write, whose) -> {}), house.keystore());
    DataKey key =
        Objects.requireNonNull(ring.confirmed(subject).orElseThrow().byCategory().get("contact"));
    byte[] forged =
        new ValueSealer()
            .seal(
                key, new FieldAddress(subject.value(), "contact", "email", 0, 1), "gia.mao@vidu.vn")
            .ciphertext();
    house
        .main()
        .sql("update access.sealed set ciphertext = ? where subject_id = ? and field = 'email'")
        .params(forged, subject.value())
        .update();
    assertThat(
            granted(house.door().read(call(house, "account.view"), java.util.List.of(subject)))
                .open())
        .as("it opens as if nothing were wrong")
        .hasSize(1);
    assertThat(of(subject, "email").found()).isEqualTo(Provenance.Found.ALTERED);
    assertThat(of(subject, "phone").found()).isEqualTo(Provenance.Found.AS_REGISTERED);
  }

  @Test
  void findsOutARegistrationWhoseEntryWasChanged() {
    Written registered = People.register(house);
    assertThat(house.ledger().proof(registered.entry(), Duration.ofSeconds(10))).isPresent();
    house
        .main()
        .sql("update access.entry set facts_version = 9 where leaf = ?")
        .param(registered.entry().bytes())
        .update();
    Provenance provenance = of(registered.subject(), "email");
    assertThat(provenance.found()).isEqualTo(Provenance.Found.ALTERED);
    assertThat(provenance.registration()).isEmpty();
  }

  @Test
  void findsNothingThatIsNotNotedWithItsEntry() {
    SubjectId subject = People.register(house).subject();
    long entries = house.entries();
    assertThatThrownBy(() ->
            house
                .door()
                .provenance(
                    call(house, "complaints.dispute-first-values"),
                    subject,
                    "email",
                    0,
                    (entry, found, transaction) -> {
                      throw new IllegalStateException("not noted");
                    }))
        .hasMessage("not noted");
    assertThat(house.entries()).isEqualTo(entries);
  }

  @Test
  void comparesForNobodyWhoIsNotEntitledAndOfNobodyWhoIsNotThere() {
    SubjectId subject = People.register(house).subject();
    assertThat(
            denied(
                    house
                        .door()
                        .provenance(
                            house.call(
                                "complaints.dispute-first-values", House.caller("account.view")),
                            subject,
                            "email",
                            0,
                            NO_WORK))
                .code())
        .isEqualTo("caller-not-entitled");
    assertThat(
            denied(
                    house
                        .door()
                        .provenance(
                            call(house, "complaints.dispute-first-values"),
                            new SubjectId(UUID.randomUUID()),
                            "email",
                            0,
                            NO_WORK))
                .code())
        .isEqualTo("not-shown");
  }

  private static Provenance of(SubjectId subject, String field) {
    return granted(
        house
            .door()
            .provenance(
                call(house, "complaints.dispute-first-values"), subject, field, 0, NO_WORK));
  }

  private static SubjectId corrected() {
    SubjectId subject = People.register(house).subject();
    correct(subject, Map.of("email", "moi@vidu.vn"));
    return subject;
  }

  private static void correct(SubjectId subject, Map<String, String> values) {
    granted(
        house
            .door()
            .correct(call(house, "account.correct"), subject, 1, BY_PHONE, NewValues.of(values)));
  }

  private static void change(SubjectId subject, String to) {
    house
        .main()
        .sql("update access.sealed set " + to + " where subject_id = ? and field = 'email'")
        .param(subject.value())
        .update();
  }
}
