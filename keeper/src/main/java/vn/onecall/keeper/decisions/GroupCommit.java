package vn.onecall.keeper.decisions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import vn.onecall.keeper.faults.OverloadedException;

/**
 * Lets requests that arrive while others are being committed share the next statement.
 *
 * <p>Nothing waits on purpose: a worker takes what stands in the queue, so that a lone request goes
 * at once and a crowd shares one commit (the group commit of DeWitt et al., SIGMOD 1984, without
 * its timer). A batch that fails is retried one request at a time, so that nobody fails for
 * another.
 *
 * @param <A> a request
 * @param <R> its result
 */
public final class GroupCommit<A, R> implements AutoCloseable {
  /** How long a request waits for its statement; its entry may stand all the same, unanswered. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private record Waiting<A, R>(A request, CompletableFuture<R> result) {}

  private final BlockingQueue<Waiting<A, R>> queue;
  private final Function<List<A>, List<R>> statement;
  private final int largest;
  private final IntConsumer shared;
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean closed;

  /** Starts the workers that the door has: one statement at a time, of 128 requests at most. */
  public GroupCommit(String name, Function<List<A>, List<R>> statement) {
    this(name, statement, any -> {});
  }

  /**
   * Starts the workers that the door has, and tells of them.
   *
   * @param shared is told how many requests shared each statement
   */
  GroupCommit(String name, Function<List<A>, List<R>> statement, IntConsumer shared) {
    this(name, 1, 128, statement, shared);
  }

  /**
   * Starts the workers.
   *
   * @param name of the worker threads
   * @param workers how many statements may run at once
   * @param largest the most requests that share one
   * @param statement runs a batch and gives one result a request, in order
   */
  public GroupCommit(String name, int workers, int largest, Function<List<A>, List<R>> statement) {
    this(name, workers, largest, statement, any -> {});
  }

  private GroupCommit(
      String name,
      int workers,
      int largest,
      Function<List<A>, List<R>> statement,
      IntConsumer shared) {
    this.queue = new LinkedBlockingQueue<>(10_000);
    this.statement = statement;
    this.largest = largest;
    this.shared = shared;
    for (int i = 0; i < workers; i++) {
      this.workers.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(this::work));
    }
  }

  /**
   * Runs one request, alone or with others, and returns once its commit is durable.
   *
   * @throws RuntimeException what the statement threw for this request
   * @throws OverloadedException if ten thousand requests are waiting already
   */
  public R submit(A request) {
    Waiting<A, R> waiting = new Waiting<>(request, new CompletableFuture<>());
    if (closed || !queue.offer(waiting)) {
      throw new OverloadedException("too many requests wait for the database");
    }
    try {
      return waiting.result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new OverloadedException(
          "the database did not answer in " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OverloadedException("the server is stopping");
    }
  }

  private void work() {
    List<Waiting<A, R>> batch = new ArrayList<>(largest);
    while (!closed || !queue.isEmpty()) {
      try {
        Waiting<A, R> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, largest - 1);
        run(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void run(List<Waiting<A, R>> batch) {
    List<R> results;
    try {
      results = statement.apply(batch.stream().map(Waiting::request).toList());
      shared.accept(batch.size());
    } catch (RuntimeException | Error e) {
      if (batch.size() > 1 && mayBeTheFaultOfOne(e)) {
        batch.forEach(waiting -> run(List.of(waiting)));
      } else {
        batch.forEach(waiting -> waiting.result.completeExceptionally(e));
      }
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).result.complete(results.get(i));
    }
  }

  /** A database that does not answer fails for all; asking it once for each would take ages. */
  private static boolean mayBeTheFaultOfOne(Throwable e) {
    return !(e instanceof DataAccessResourceFailureException
        || e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException);
  }

  /** Lets the waiting requests finish and stops the workers. */
  @Override
  public void close() {
    closed = true;
    for (Thread worker : workers) {
      try {
        worker.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
