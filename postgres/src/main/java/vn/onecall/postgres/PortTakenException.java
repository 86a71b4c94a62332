package vn.onecall.postgres;

/** Another process listens on the port already. */
public final class PortTakenException extends PostgresException {
  PortTakenException(String name, int port) {
    super(
        "PostgreSQL '"
            + name
            + "' cannot listen on 127.0.0.1:"
            + port
            + ": another program has the port; stop it or choose another port");
  }
}
