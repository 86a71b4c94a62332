package vn.onecall.postgres;

/**
 * A fault of an embedded PostgreSQL or of the machine that it runs on. The message says what is
 * wrong and, where it can, what to do; it holds no password and no statement.
 */
public sealed class PostgresException extends RuntimeException permits PortTakenException {
  PostgresException(String message) {
    super(message);
  }

  PostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
