package vn.onecall.postgres;

/** A short sleep between two looks at something that sends no word when it changes. */
final class Waiting {
  private static final long MILLIS = 10;

  private Waiting() {}

  static void pause() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while waiting for PostgreSQL", e);
    }
  }
}
