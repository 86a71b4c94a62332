package vn.onecall.cli.demo.registration;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.walk.WalkContext;
import vn.onecall.cli.rest.RestResponse;

/**
 * Registers the company through the API, as site and counter do, over several connections. After an
 * interrupted start, a customer without a line in {@link RegisteredCustomers} is searched first, so
 * that nobody is registered twice.
 */
public final class CustomerLoader {
  private static final int CONNECTIONS = 6;

  private final DemoApi api;
  private final PrintWriter out;

  public CustomerLoader(DemoApi api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /**
   * Registers the customers who are not registered yet.
   *
   * @throws CommandFailure if the server refuses one
   */
  public void load(List<SyntheticCustomer> people, RegisteredCustomers loaded) {
    if (loaded.count() >= people.size()) {
      return;
    }
    boolean ask = loaded.resumed();
    AtomicInteger next = new AtomicInteger();
    ProgressLine progress = new ProgressLine(out, people.size());
    Runnable work =
        () -> {
          try {
            for (int at = next.getAndIncrement(); at < people.size(); at = next.getAndIncrement()) {
              if (!loaded.has(at)) {
                register(people.get(at), ask);
                loaded.add(at);
                progress.now(loaded.count());
              }
            }
          } catch (RuntimeException e) {
            next.set(people.size());
            throw e;
          }
        };
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        workers.add(threads.submit(work));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("Loading failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.unreachable("Interrupted while customers were loaded.");
    }
    progress.end();
  }

  private void register(SyntheticCustomer person, boolean ask) {
    if (ask
        && !api.find("care-desk", "care.find-customer", "email", person.email())
            .body()
            .path("customers")
            .isEmpty()) {
      return;
    }
    RestResponse answer = api.register(person);
    if (answer.status() != 201) {
      throw CommandFailure.found(
          "A synthetic customer is not taken: " + WalkContext.summary(answer) + ".");
    }
  }
}
