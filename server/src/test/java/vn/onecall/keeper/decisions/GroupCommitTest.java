package vn.onecall.keeper.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import vn.onecall.keeper.faults.OverloadedException;

/** Requests share a statement, and its success, but never another's failure. */
class GroupCommitTest {
  private static final int BAD = 7;

  @Test
  void sharesOneStatementAmongThoseWhoCameWhileAnotherRan() {
    Statement statement = new Statement(batch -> batch);
    try (GroupCommit<Integer, Integer> group = new GroupCommit<>("test", 1, 64, statement)) {
      List<CompletableFuture<Integer>> answers = submitWhileBusy(group, statement, 20);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).join()).isEqualTo(i);
      }
    }
    assertThat(statement.sizes).containsExactly(1, 20);
  }

  @Test
  void failsTheOneThatIsAtFaultAndNoOther() {
    Statement statement =
        new Statement(batch -> {
          if (batch.contains(BAD)) {
            throw new DataIntegrityViolationException("one is wrong");
          }
          return batch;
        });
    try (GroupCommit<Integer, Integer> group = new GroupCommit<>("test", 1, 64, statement)) {
      List<CompletableFuture<Integer>> answers = submitWhileBusy(group, statement, 20);
      for (int i = 0; i < answers.size(); i++) {
        CompletableFuture<Integer> answer = answers.get(i);
        if (i == BAD) {
          assertThatThrownBy(answer::join)
              .hasCauseInstanceOf(DataIntegrityViolationException.class);
        } else {
          assertThat(answer.join()).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void asksADatabaseThatDoesNotAnswerOnceForAll() {
    AtomicInteger asked = new AtomicInteger();
    Statement statement =
        new Statement(batch -> {
          if (asked.getAndIncrement() > 0) {
            throw new DataAccessResourceFailureException("the connection is gone");
          }
          return batch;
        });
    try (GroupCommit<Integer, Integer> group = new GroupCommit<>("test", 1, 64, statement)) {
      for (CompletableFuture<Integer> answer : submitWhileBusy(group, statement, 20)) {
        assertThatThrownBy(answer::join)
            .hasCauseInstanceOf(DataAccessResourceFailureException.class);
      }
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void takesNoMoreOnceItIsClosed() {
    GroupCommit<Integer, Integer> group =
        new GroupCommit<>("test", 1, 64, new Statement(batch -> batch));
    group.close();
    assertThatThrownBy(() -> group.submit(1)).isInstanceOf(OverloadedException.class);
  }

  /** A statement that waits in its first run until the crowd stands in the queue. */
  private static final class Statement implements Function<List<Integer>, List<Integer>> {
    private final Function<List<Integer>, List<Integer>> what;
    private final List<Integer> sizes = new ArrayList<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch crowd = new CountDownLatch(1);

    Statement(Function<List<Integer>, List<Integer>> what) {
      this.what = what;
    }

    @Override
    public List<Integer> apply(List<Integer> batch) {
      sizes.add(batch.size());
      running.countDown();
      await(crowd);
      return what.apply(batch);
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

  private static List<CompletableFuture<Integer>> submitWhileBusy(
      GroupCommit<Integer, Integer> group, Statement statement, int crowd) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> group.submit(1_000), threads);
    Statement.await(statement.running);
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    CountDownLatch sent = new CountDownLatch(crowd);
    for (int i = 0; i < crowd; i++) {
      int request = i;
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                sent.countDown();
                return group.submit(request);
              },
              threads));
    }
    Statement.await(sent);
    // Each is between its countdown and the queue for a moment.
    pause();
    statement.crowd.countDown();
    first.join();
    return answers;
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
