package vn.onecall.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Callers who register, read, search, correct, restrict, consent and withdraw, note, agree as
 * guardians, close, run retention and erase at once, each among customers of their own, until they
 * are told to stop. Every answer is compared with what was acknowledged before.
 */
final class Load implements AutoCloseable {
  private static final int MOST_CUSTOMERS_EACH = 12;

  private final List<Thread> threads = new ArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger unserved = new AtomicInteger();
  private volatile boolean stopped;

  private final Runnable timePasses;

  private Load(Runnable timePasses) {
    this.timePasses = timePasses;
  }

  /**
   * Starts one caller for each list of customers; the lists grow.
   *
   * @param fresh makes customers whom nobody has yet
   * @param timePasses makes due what counts from the closing of an account
   */
  static Load start(
      Api api,
      List<List<Customer>> customers,
      Supplier<Customer> fresh,
      Runnable timePasses,
      Random random) {
    Load load = new Load(timePasses);
    for (List<Customer> theirs : customers) {
      Random dice = new Random(random.nextLong());
      load.threads.add(
          Thread.ofPlatform().start(() -> load.work(new Caller(api), theirs, fresh, dice)));
    }
    return load;
  }

  private void work(Caller caller, List<Customer> theirs, Supplier<Customer> fresh, Random dice) {
    while (!stopped) {
      try {
        boolean served =
            wantsMore(theirs, dice)
                ? register(caller, theirs, fresh.get())
                : use(caller, theirs.get(dice.nextInt(theirs.size())), fresh, dice);
        (served ? answered : unserved).incrementAndGet();
        if (!served) {
          Pause.briefly();
        }
      } catch (RuntimeException | Error e) {
        failures.add(e);
        return;
      }
    }
  }

  private static boolean wantsMore(List<Customer> theirs, Random dice) {
    return theirs.isEmpty() || (theirs.size() < MOST_CUSTOMERS_EACH && dice.nextInt(5) == 0);
  }

  private static boolean register(Caller caller, List<Customer> theirs, Customer customer) {
    theirs.add(customer);
    caller.register(customer);
    return customer.unanswered() == null;
  }

  private boolean use(Caller caller, Customer customer, Supplier<Customer> fresh, Random dice) {
    if (customer.unanswered() != null) {
      // Whether it happened is asked once everything is up again.
      return false;
    }
    boolean alive = customer.standing() == Customer.Standing.ALIVE;
    try {
      if (customer.standing() == Customer.Standing.CLOSED) {
        timePasses.run();
        caller.retain();
        return true;
      }
      switch (dice.nextInt(alive ? 29 : 4)) {
        case 0, 1 ->
            assertThat(caller.view(customer.id()).status())
                .as("" + customer)
                .isEqualTo(alive ? 200 : 404);
        case 2, 3 -> {
          String field = dice.nextBoolean() ? "email" : "phone";
          assertThat(caller.find(field, customer.value(field)).body().path("customers").size())
              .as("" + customer)
              .isEqualTo(alive ? 1 : 0);
        }
        case 4, 5, 6 ->
            assertThat(caller.reveal(customer.id()).status())
                .as("" + customer)
                .isEqualTo(customer.restricted() ? 404 : 200);
        case 7, 8, 9, 10 -> caller.correct(customer, someOf(fresh.get().values(), dice));
        case 11, 12, 13, 14 -> caller.restrict(customer, !customer.restricted());
        case 15, 16, 17, 18 -> {
          if (customer.consents() || customer.mayConsent()) {
            caller.choose(customer, !customer.consents());
          }
        }
        case 19, 20, 21 ->
            assertThat(caller.offer(customer.id()).status())
                .as("" + customer)
                .isEqualTo(customer.mayBeOffered() ? 200 : 404);
        case 22, 23 -> caller.guard(customer, !customer.guarded());
        case 24, 25, 26 -> {
          if (!customer.restricted()) {
            caller.note(customer, "Đôngngười dặn lần thứ " + dice.nextInt(1_000_000));
          }
        }
        case 27 -> caller.close(customer);
        default -> caller.erase(customer);
      }
    } catch (Caller.Unserved e) {
      return false;
    }
    return customer.unanswered() == null;
  }

  private static Map<String, String> someOf(Map<String, String> values, Random dice) {
    Map<String, String> some = new HashMap<>(values);
    // A document is handed in once; what is corrected is never nothing.
    some.remove("document");
    some.keySet().removeIf(field -> !field.equals("email") && dice.nextBoolean());
    return some;
  }

  /** How many calls were answered, and how many were not served. */
  @Override
  public String toString() {
    return answered + " calls answered, " + unserved + " not served";
  }

  /** Stops the callers and waits for their last answers; throws what surprised them. */
  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
    if (!failures.isEmpty()) {
      AssertionError first = new AssertionError("a caller was surprised", failures.remove());
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
