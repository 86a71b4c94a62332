package vn.onecall.benchmarks;

/** A short sleep between two polls. */
final class Polling {
  private Polling() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted", e);
    }
  }
}
