package vn.onecall.keeper.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.People.call;
import static vn.onecall.server.fixture.People.granted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.OnHouse;
import vn.onecall.server.fixture.People;
import vn.onecall.testing.Promise;

/** Writes of one customer that come at once: each is stored, whichever was first. */
@OnHouse
class FirstWritesTest {
  private static final int AT_ONCE = 4;
  private static final int ROUNDS = 12;

  private static House house;

  @BeforeAll
  static void share(House shared) {
    house = shared;
  }

  @Test
  @Promise({"1.8", "6.4"})
  void refusalsAndNotesThatAreTheFirstOfTheirCategoryAreAllStoredWhenTheyComeAtOnce()
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      SubjectId subject = People.register(house).subject();
      List<Callable<Object>> writes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        writes.add(() -> granted(refuse(subject)));
        writes.add(() -> granted(note(subject)));
      }
      for (Future<Object> each : together(writes)) {
        each.get();
      }
      assertThat(stored(subject, "consent-record")).isEqualTo(AT_ONCE);
      assertThat(stored(subject, "note")).isEqualTo(AT_ONCE);
    }
  }

  @Test
  void ofCorrectionsOfOneVersionThatComeAtOnceOneIsStoredAndTheOthersAreInConflict()
      throws Exception {
    for (int round = 0; round < ROUNDS / 3; round++) {
      SubjectId subject = People.register(house).subject();
      List<Callable<Object>> writes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        writes.add(() ->
            granted(
                house
                    .door()
                    .correct(
                        call(house, "account.correct"),
                        subject,
                        1,
                        People.BY_PHONE,
                        NewValues.of(Map.of("identity-number-legacy", "024123456")))));
      }
      int written = 0;
      for (Future<Object> each : together(writes)) {
        try {
          each.get();
          written++;
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(ConflictException.class);
        }
      }
      assertThat(written).isEqualTo(1);
    }
  }

  private static Outcome<Written> refuse(SubjectId subject) {
    return house
        .door()
        .consent(
            call(house, "account.consent"),
            subject,
            change(
                "consent-choice",
                "consent-record",
                "consent=offers;channels=email;state=refused;text=1;at=2026-11-27T03:00:00Z;"
                    + "source=customer;moment=consent-choice;channel=web;client=desk"));
  }

  private static Outcome<Written> note(SubjectId subject) {
    return house
        .door()
        .record(
            call(house, "care.write-note"),
            subject,
            change("care-contact", "note", "Khách gọi hỏi về đơn hàng."));
  }

  private static SubjectChange change(String moment, String field, String value) {
    return new SubjectChange(
        FactChange.NONE,
        Set.of(),
        NewValues.of(Map.of(field, value)),
        new CollectionOrigin("customer", moment, "phone"),
        List.of(),
        EntryWork.NONE);
  }

  private static long stored(SubjectId subject, String field) {
    return house.countInMain(
        "access.sealed where subject_id = '%s' and field = '%s'".formatted(subject, field));
  }

  private static List<Future<Object>> together(List<Callable<Object>> writes) throws Exception {
    CyclicBarrier start = new CyclicBarrier(writes.size());
    List<Future<Object>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writes.size())) {
      for (Callable<Object> write : writes) {
        all.add(
            threads.submit(() -> {
              start.await();
              return write.call();
            }));
      }
    }
    return all;
  }
}
