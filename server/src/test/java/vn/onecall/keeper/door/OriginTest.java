package vn.onecall.keeper.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.denied;
import static vn.onecall.server.fixture.People.granted;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.OnHouse;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;

/** How values may come to us, whoever asks the door to take them. */
@OnHouse
class OriginTest {
  private static final CollectionOrigin TOLD_CARE =
      new CollectionOrigin("customer", "care-contact", "phone");

  private static House house;

  @BeforeAll
  static void share(House shared) {
    house = shared;
  }

  private Written customer;
  private Stored before;

  @BeforeEach
  void register() {
    customer = People.register(house);
    before = Stored.of(house);
  }

  @ParameterizedTest
  @CsvSource({
    "bought-list, account-correction, web",
    "customer, overheard, web",
    "customer, account-correction, carrier-pigeon",
    "controller, rights-request, letter"
  })
  @Promise("1.3")
  void takesNoCorrectionThatCameInAWayThatThePolicyDoesNotList(
      String source, String moment, String channel) {
    NewValues newer = NewValues.of(Map.of("email", "moi@vidu.vn"));
    assertThatThrownBy(() ->
            house
                .door()
                .correct(
                    call(house, "account.correct"),
                    customer.subject(),
                    customer.version(),
                    new CollectionOrigin(source, moment, channel),
                    newer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("that the policy does not list");
    assertThat(Stored.of(house)).isEqualTo(before);
  }

  @Test
  @Promise("1.3")
  void takesNoNoteFromASourceThatThePolicyDoesNotList() {
    assertThatThrownBy(() -> note(new CollectionOrigin("bought-list", "care-contact", "phone")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Stored.of(house)).isEqualTo(before);
  }

  @Test
  @Promise({"1.3", "6.1"})
  void takesANoteOnlyWhenTheCustomerTurnsToUs() {
    Denial denial =
        denied(note(new CollectionOrigin("customer", "transaction-registration", "phone")));
    assertThat(denial.promise()).hasToString("6.1");
    assertThat(Stored.of(house)).isEqualTo(before.withOneMoreEntry());
    granted(note(TOLD_CARE));
  }

  private Outcome<Written> note(CollectionOrigin collected) {
    return house
        .door()
        .record(
            call(house, "care.write-note"),
            customer.subject(),
            collected,
            NewValues.of(Map.of("note", "Xin gọi lại sau năm giờ chiều.")));
  }
}
