package vn.onecall.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Sends requests to one server over many connections; each connection sends the next request when
 * it has the answer. Every answer must have status 200 and the expected length, so that a fast
 * refusal does not count.
 */
final class LoadGenerator {
  private final int port;
  private final int connections;

  LoadGenerator(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /**
   * The result of a run.
   *
   * @param answers the number of requests, all answered
   * @param nanos the time from the first request to the last answer
   */
  record Done(long answers, long nanos) {}

  private interface Work {
    long run(HttpConnection connection, int number) throws IOException;
  }

  /**
   * Sends requests for the given time, in a uniform random order that is the same each time.
   *
   * @param requests the requests
   * @param lengths the length of the answer of each request
   * @throws BenchmarkException if any answer is not the expected one
   */
  Done run(List<byte[]> requests, int[] lengths, Duration length, long seed) {
    return together((connection, number) -> {
      SplittableRandom random = new SplittableRandom(seed + number);
      long end = System.nanoTime() + length.toNanos();
      long answers = 0;
      while (System.nanoTime() < end) {
        int i = random.nextInt(requests.size());
        expect(connection.ask(requests.get(i)), lengths[i]);
        answers++;
      }
      return answers;
    });
  }

  /** Sends each request once and returns the lengths of the answers. */
  int[] lengths(List<byte[]> requests) {
    int[] lengths = new int[requests.size()];
    AtomicInteger next = new AtomicInteger();
    together((connection, number) -> {
      long answers = 0;
      for (int i; (i = next.getAndIncrement()) < lengths.length; answers++) {
        HttpConnection.Answer answer = connection.ask(requests.get(i));
        expect(answer, answer.length());
        lengths[i] = answer.length();
      }
      return answers;
    });
    return lengths;
  }

  private static void expect(HttpConnection.Answer answer, int length) {
    if (answer.status() != 200) {
      throw new BenchmarkException("an answer has the status " + answer.status());
    }
    if (answer.length() != length) {
      throw new BenchmarkException(
          "an answer has " + answer.length() + " bytes instead of " + length);
    }
  }

  private Done together(Work work) {
    List<HttpConnection> open = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      try {
        for (int i = 0; i < connections; i++) {
          open.add(new HttpConnection(port));
        }
        long start = System.nanoTime();
        List<Future<Long>> running =
            IntStream.range(0, connections)
                .mapToObj(i -> threads.submit(() -> work.run(open.get(i), i)))
                .toList();
        long answers = 0;
        for (Future<Long> one : running) {
          answers += one.get();
        }
        return new Done(answers, System.nanoTime() - start);
      } finally {
        for (HttpConnection each : open) {
          each.close();
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BenchmarkException(String.valueOf(cause.getMessage()), e);
    } catch (IOException e) {
      throw new BenchmarkException("the server cannot be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted", e);
    }
  }
}
