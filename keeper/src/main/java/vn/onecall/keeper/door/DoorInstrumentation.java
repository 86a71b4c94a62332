package vn.onecall.keeper.door;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DoorObserver;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Enforcement;
import vn.onecall.policy.model.PromiseId;

/**
 * Measures every call of the door: reports its outcome to the {@link DoorObserver}. It decides
 * nothing and changes no answer.
 */
final class DoorInstrumentation {
  private static final String UNLISTED = "(unlisted)";

  private final DoorObserver watch;
  private final Set<String> listed;

  DoorInstrumentation(Policy policy, DoorObserver watch) {
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
      tell(call, DoorObserver.Result.CONFLICT, Optional.empty(), false, began);
      throw e;
    } catch (DataAccessException | TransactionException e) {
      tell(call, DoorObserver.Result.UNAVAILABLE, Optional.empty(), false, began);
      throw e;
    } catch (RuntimeException | Error e) {
      tell(call, DoorObserver.Result.FAILED, Optional.empty(), false, began);
      throw e;
    }
    switch (outcome) {
      case Outcome.Permitted<T>(T value) -> {
        tell(call, DoorObserver.Result.PERMITTED, Optional.empty(), value instanceof Erased, began);
      }
      case Outcome.Denied<T>(Denial denial) ->
          tell(call, DoorObserver.Result.DENIED, Optional.of(denial.promise()), false, began);
    }
    return outcome;
  }

  private void tell(
      Call call,
      DoorObserver.Result result,
      Optional<PromiseId> promise,
      boolean erased,
      long began) {
    watch.answered(
        new DoorObserver.Answered(
            listed.contains(call.activity()) ? call.activity() : UNLISTED,
            result,
            promise,
            erased,
            Duration.ofNanos(System.nanoTime() - began)));
  }
}
