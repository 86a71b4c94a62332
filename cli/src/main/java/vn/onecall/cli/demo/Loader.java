package vn.onecall.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import vn.onecall.cli.Answer;
import vn.onecall.cli.Failure;

/**
 * Registers a company through the API, as site and counter would, by a few connections at once.
 * Where an earlier start was cut short, whoever has no line in {@link Loaded} is looked for first,
 * so that nobody is registered twice.
 */
final class Loader {
  private static final int CONNECTIONS = 6;

  private final Api api;
  private final PrintWriter out;

  Loader(Api api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /**
   * Registers those who are not yet.
   *
   * @throws Failure if the server does not take one
   */
  void load(List<Person> people, Loaded loaded) {
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
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException("Loading failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unreachable("Interrupted while customers were loaded.");
    }
    progress.end();
  }

  private void register(Person person, boolean ask) {
    if (ask
        && !api.find("care-desk", "care.find-customer", "email", person.email())
            .body()
            .path("customers")
            .isEmpty()) {
      return;
    }
    Answer answer = api.register(person);
    if (answer.status() != 201) {
      throw Failure.found("A synthetic customer is not taken: " + Scene.summary(answer) + ".");
    }
  }
}
