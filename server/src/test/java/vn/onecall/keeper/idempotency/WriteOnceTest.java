package vn.onecall.keeper.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.registration;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.OnHouse;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;

/** Writes that come twice, without the web: as from a form, or from a gateway that calls back. */
@OnHouse
@Promise("6.2")
class WriteOnceTest {
  private static House house;

  @BeforeAll
  static void share(House shared) {
    house = shared;
  }

  private final IdempotentCalls.KeyedCall sent =
      new IdempotentCalls.KeyedCall(
          "gateway", new CallKey("payment " + UUID.randomUUID()), "paid".getBytes(UTF_8));

  private final Person person = Person.next();

  @Test
  void carriesOutOneAndMakesTheAnswerOfTheOtherAgain() {
    Written first = first(house.access().once().carryOut(sent, registering(() -> {})));
    long entries = house.entries();
    assertThat(house.access().once().carryOut(sent, registering(() -> {})))
        .isEqualTo(new IdempotentCalls.Sent.Again<>(first));
    assertThat(house.entries()).isEqualTo(entries);
  }

  @Test
  void letsOneOfTwoAttemptsCommitIfTheFirstIsSoSlowThatItIsGivenUp() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<IdempotentCalls.Sent<Written>> slow =
        CompletableFuture.supplyAsync(() ->
            house
                .access()
                .once()
                .carryOut(
                    sent,
                    registering(() -> {
                      begun.countDown();
                      await(over);
                    })));
    await(begun);
    assertThat(house.access().once().carryOut(sent, registering(() -> {})))
        .isInstanceOf(IdempotentCalls.Sent.UnderWay.class);
    house
        .keys()
        .sql(
            "update access.idempotency set busy_until = now() - interval '1 second' where not done")
        .update();
    Written second = first(house.access().once().carryOut(sent, registering(() -> {})));
    long entries = house.entries();
    over.countDown();
    assertThat(slow.join()).isInstanceOf(IdempotentCalls.Sent.UnderWay.class);
    assertThat(house.entries()).as("the slow one wrote nothing").isEqualTo(entries);
    assertThat(house.access().once().carryOut(sent, registering(() -> {})))
        .isEqualTo(new IdempotentCalls.Sent.Again<>(second));
  }

  /** Main alone decides: what it does not have was not carried out, whatever keys says. */
  @Test
  void carriesOutAnewWhatMainHasLost() {
    Written first = first(house.access().once().carryOut(sent, registering(() -> {})));
    house
        .main()
        .sql("delete from access.act where subject_id = ?")
        .param(first.subject().value())
        .update();
    assertThat(first(house.access().once().carryOut(sent, registering(() -> {}))).subject())
        .isNotEqualTo(first.subject());
  }

  private Write<Written> registering(Runnable before) {
    return Write.of(
        () -> {
          before.run();
          return house
              .door()
              .register(call(house, "customers.register"), registration(person.values()));
        },
        Written::again);
  }

  private static Written first(IdempotentCalls.Sent<Written> sent) {
    assertThat(sent).isInstanceOf(IdempotentCalls.Sent.First.class);
    return ((Outcome.Permitted<Written>) ((IdempotentCalls.Sent.First<Written>) sent).outcome())
        .value();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
