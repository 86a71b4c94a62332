package vn.onecall.keeper.instances;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs tasks at the same time, each on a thread of its own, and returns when all have ended. */
final class SideBySide {
  private SideBySide() {}

  /**
   * The results, in the order of the tasks.
   *
   * @throws RuntimeException what the first of the failed tasks threw; the others' are suppressed
   *     in it. No task still runs then
   */
  @SafeVarargs
  static <T> List<T> of(Supplier<T>... tasks) {
    List<Future<T>> started = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("opening-", 1).factory())) {
      for (Supplier<T> task : tasks) {
        started.add(threads.submit(task::get));
      }
    }
    List<T> results = new ArrayList<>();
    RuntimeException failure = null;
    for (Future<T> each : started) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        failure = beside(failure, Objects.requireNonNull(e.getCause()));
      } catch (InterruptedException | CancellationException e) {
        Thread.currentThread().interrupt();
        failure =
            beside(failure, new InstanceException("Interrupted while the instances opened", e));
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static RuntimeException beside(@Nullable RuntimeException first, Throwable next) {
    if (next instanceof Error error) {
      throw error;
    }
    RuntimeException failure = (RuntimeException) next;
    if (first == null) {
      return failure;
    }
    first.addSuppressed(failure);
    return first;
  }
}
