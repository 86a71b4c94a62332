package vn.onecall.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A free TCP port on 127.0.0.1, kept for a server that is still to start or starts again. Until it
 * is closed, the system gives the port to nobody who asks for any free one, whether to listen or to
 * connect; who names it can listen on it.
 *
 * <p>It holds a socket that is bound with SO_REUSEADDR and never listens. Linux lets another socket
 * with that option listen on the same port, and leaves the port out when it chooses one itself
 * ({@code inet_csk_find_open_port} and {@code __inet_hash_connect}). PostgreSQL and Java's servers
 * set the option.
 */
public final class ReservedPort implements AutoCloseable {
  private final SocketChannel socket;
  private final int port;

  private ReservedPort(SocketChannel socket, int port) {
    this.socket = socket;
    this.port = port;
  }

  /**
   * Reserves a port that nobody uses.
   *
   * @throws PostgresException if there is none
   */
  public static ReservedPort take() {
    try {
      SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
      try {
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        return new ReservedPort(socket, port);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new PostgresException("No free port is to be had on 127.0.0.1", e);
    }
  }

  /** The port's number. */
  public int number() {
    return port;
  }

  /** Gives the port up; a server that listens on it is not disturbed. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A reserved port cannot be given up", e);
    }
  }
}
