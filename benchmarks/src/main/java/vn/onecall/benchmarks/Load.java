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
 * Asks one server over many connections, each asking again as soon as it is answered. Every answer
 * must have status 200 and the length that is expected of it: a fast refusal must not count.
 */
final class Load {
  private final int port;
  private final int connections;

  Load(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /**
   * What was asked and answered.
   *
   * @param answers how many were answered, all of them
   * @param nanos from the first request to the last answer
   */
  record Done(long answers, long nanos) {}

  private interface Work {
    long run(Connection connection, int number) throws IOException;
  }

  /**
   * Asks for as long as is told, requests drawn evenly and the same way each time.
   *
   * @param requests what to ask
   * @param lengths the length of each one's answer
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

  /** Asks each request once and gives the lengths of the answers. */
  int[] lengths(List<byte[]> requests) {
    int[] lengths = new int[requests.size()];
    AtomicInteger next = new AtomicInteger();
    together((connection, number) -> {
      long answers = 0;
      for (int i; (i = next.getAndIncrement()) < lengths.length; answers++) {
        Connection.Answer answer = connection.ask(requests.get(i));
        expect(answer, answer.length());
        lengths[i] = answer.length();
      }
      return answers;
    });
    return lengths;
  }

  private static void expect(Connection.Answer answer, int length) {
    if (answer.status() != 200) {
      throw new BenchmarkException("an answer has the status " + answer.status());
    }
    if (answer.length() != length) {
      throw new BenchmarkException(
          "an answer has " + answer.length() + " bytes instead of " + length);
    }
  }

  private Done together(Work work) {
    List<Connection> open = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      try {
        for (int i = 0; i < connections; i++) {
          open.add(new Connection(port));
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
        for (Connection each : open) {
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
