package vn.onecall.postgres;

/** A short sleep between two polls of a state that sends no notification. */
final class Polling {
  private static final long MILLIS = 10;

  private Polling() {}

  static void pause() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while waiting for PostgreSQL", e);
    }
  }
}
