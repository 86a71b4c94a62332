package vn.onecall.keeper.access;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PromiseId;

/**
 * Stands beside every call of the door: tells the {@link DoorWatch} what came of it, and an {@link
 * Attempt} what it wrote. It decides nothing and changes no answer.
 */
final class Watching {
  private static final String UNLISTED = "(unlisted)";

  private final DoorWatch watch;
  private final Set<String> listed;

  Watching(Policy policy, DoorWatch watch) {
    this.watch = watch;
    Set<String> names = new HashSet<>(policy.permitted().keySet());
    policy
        .promises()
        .values()
        .forEach(promise -> {
          if (promise.enforcement() instanceof Enforcement.Refused(var activities)) {
            names.addAll(activities);
          }
        });
    this.listed = Set.copyOf(names);
  }

  /** Makes a call and tells of it. */
  <T> Outcome<T> over(Call call, Supplier<Outcome<T>> work) {
    long began = System.nanoTime();
    Outcome<T> outcome;
    try {
      outcome = work.get();
    } catch (ConflictException e) {
      tell(call, DoorWatch.Result.CONFLICT, Optional.empty(), false, began);
      throw e;
    } catch (DataAccessException | TransactionException e) {
      tell(call, DoorWatch.Result.UNAVAILABLE, Optional.empty(), false, began);
      throw e;
    } catch (RuntimeException | Error e) {
      tell(call, DoorWatch.Result.FAILED, Optional.empty(), false, began);
      throw e;
    }
    switch (outcome) {
      case Outcome.Permitted<T>(T value) -> {
        Attempt.noteWritten(value);
        tell(call, DoorWatch.Result.PERMITTED, Optional.empty(), value instanceof Erased, began);
      }
      case Outcome.Denied<T>(Denial denial) ->
          tell(call, DoorWatch.Result.DENIED, Optional.of(denial.promise()), false, began);
    }
    return outcome;
  }

  private void tell(
      Call call, DoorWatch.Result result, Optional<PromiseId> promise, boolean erased, long began) {
    watch.answered(
        new DoorWatch.Answered(
            listed.contains(call.activity()) ? call.activity() : UNLISTED,
            result,
            promise,
            erased,
            Duration.ofNanos(System.nanoTime() - began)));
  }
}
