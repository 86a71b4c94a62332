package vn.onecall.keeper.writes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.Rulebook;

/**
 * Registers many: what comes is cut into chunks, and each chunk is one write, stored whole or not
 * at all. A few chunks are under way at once, so that one is sealed while another is committed;
 * answers come in the order of what was handed in. Never more than these few chunks are held.
 */
public final class RegisterManyOperation {
  /** The most registrations in one commit. */
  static final int CHUNK = 500;

  private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

  private final RegisterOperation registering;
  private final Decider decider;

  public RegisterManyOperation(RegisterOperation registering, Decider decider) {
    this.registering = registering;
    this.decider = decider;
  }

  public Outcome<RegistrationResult.Tally> register(
      Call call, Iterator<Registration> registrations, Consumer<RegistrationResult> told) {
    return switch (registering.admit(call)) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted admitted -> {
        try (ExecutorService workers =
            Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("registering-", 0).factory())) {
          yield new Outcome.Permitted<>(new Run(call, registrations, told, workers).all());
        }
      }
    };
  }

  /** One run over all that is handed in. */
  private final class Run {
    private final Call call;
    private final Iterator<Registration> registrations;
    private final Consumer<RegistrationResult> told;
    private final ExecutorService workers;
    private final Deque<CompletableFuture<List<RegistrationResult>>> underWay = new ArrayDeque<>();
    private long next;
    private RegistrationResult.Tally tally = new RegistrationResult.Tally(0, 0);
    private @Nullable RuntimeException failure;

    Run(
        Call call,
        Iterator<Registration> registrations,
        Consumer<RegistrationResult> told,
        ExecutorService workers) {
      this.call = call;
      this.registrations = registrations;
      this.told = told;
      this.workers = workers;
    }

    RegistrationResult.Tally all() {
      do {
        while (failure == null && underWay.size() <= AT_ONCE && begin()) {}
        awaitOldest();
      } while (!underWay.isEmpty() || (failure == null && registrations.hasNext()));
      if (failure != null) {
        throw failure;
      }
      return tally;
    }

    /** Begins the next chunk, if there is one. */
    private boolean begin() {
      List<Registration> chunk = new ArrayList<>(CHUNK);
      try {
        while (chunk.size() < CHUNK && registrations.hasNext()) {
          chunk.add(registrations.next());
        }
      } catch (RuntimeException e) {
        // Whoever hands in has failed: what is under way is still told of.
        failure = e;
        return false;
      }
      if (chunk.isEmpty()) {
        return false;
      }
      long from = next;
      next += chunk.size();
      underWay.add(
          CompletableFuture.supplyAsync(() -> registering.register(call, from, chunk), workers));
      return true;
    }

    private void awaitOldest() {
      CompletableFuture<List<RegistrationResult>> oldest = underWay.poll();
      if (oldest == null) {
        return;
      }
      try {
        for (RegistrationResult each : oldest.join()) {
          tally = tally.and(each);
          told.accept(each);
        }
      } catch (CompletionException e) {
        if (failure == null) {
          failure =
              e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
      }
    }
  }
}
