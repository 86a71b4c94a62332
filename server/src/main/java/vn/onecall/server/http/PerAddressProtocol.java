package vn.onecall.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import vn.onecall.server.limits.AddressRange;

/**
 * HTTP/1.1 that bounds how many connections one address holds: one past its share is answered 503
 * and closed. A proxy's connections are many people's, so that a configured proxy is not counted. A
 * connection whose request has begun and whose headers are not whole in time is closed, however
 * often a byte of them arrives: the container itself waits anew with each.
 */
public final class PerAddressProtocol extends Http11NioProtocol {

  /** A protocol without bounds, until it is given some. */
  public PerAddressProtocol() {
    super(new PerAddressEndpoint());
  }

  /** Bounds the connections of an address. */
  void bound(int most, List<AddressRange> proxies) {
    PerAddressEndpoint endpoint = (PerAddressEndpoint) getEndpoint();
    endpoint.most = most;
    endpoint.proxies = List.copyOf(proxies);
  }

  @Override
  public void start() throws Exception {
    super.start();
    PerAddressEndpoint endpoint = (PerAddressEndpoint) getEndpoint();
    var _ =
        getUtilityExecutor()
            .scheduleWithFixedDelay(endpoint::endThoseWhoseHeadersDrip, 1, 1, TimeUnit.SECONDS);
  }

  private static final class PerAddressEndpoint extends NioEndpoint {
    private static final long HEADER_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String PROBLEM =
        "{\"type\":\"tag:1call.vn,2026:problem/unavailable\",\"status\":503}";
    private static final byte[] REFUSAL =
        ("HTTP/1.1 503 \r\nContent-Type: application/problem+json\r\nContent-Length: "
                + PROBLEM.length()
                + "\r\nRetry-After: 5\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
                + PROBLEM)
            .getBytes(StandardCharsets.US_ASCII);

    private volatile int most = Integer.MAX_VALUE;
    private volatile List<AddressRange> proxies = List.of();

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
      if (connections.size() >= most && isPastItsShare(socket)) {
        refuse(socket);
        return false;
      }
      return super.setSocketOptions(socket);
    }

    private boolean isPastItsShare(SocketChannel socket) {
      try {
        if (!(socket.getRemoteAddress() instanceof InetSocketAddress from)) {
          return false;
        }
        InetAddress address = from.getAddress();
        return proxies.stream().noneMatch(proxy -> proxy.contains(address))
            && connections.values().stream().filter(each -> isFrom(each, address)).count() >= most;
      } catch (IOException e) {
        return false;
      }
    }

    private static boolean isFrom(SocketWrapperBase<NioChannel> connection, InetAddress address) {
      return address.getHostAddress().equals(connection.getRemoteAddr());
    }

    private void endThoseWhoseHeadersDrip() {
      for (SocketWrapperBase<NioChannel> connection : connections.values()) {
        // Between requests, and before the first byte, a connection has no processor.
        if (connection.getCurrentProcessor() instanceof Processor processor
            && isLate(processor.getRequest())
            && processor.equals(connection.getCurrentProcessor())) {
          connection.close();
        }
      }
    }

    /** Between two reads of headers that are not whole, the container says that it has ended. */
    private static boolean isLate(Request request) {
      int stage = request.getRequestProcessor().getStage();
      long begun = request.getStartTimeNanos();
      return (stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED)
          && begun >= 0
          && System.nanoTime() - begun > HEADER_NANOS;
    }

    /** It fits into the empty buffer of a new connection, so that nobody is waited for. */
    private static void refuse(SocketChannel socket) {
      try {
        socket.configureBlocking(false);
        socket.write(ByteBuffer.wrap(REFUSAL));
        socket.shutdownOutput();
      } catch (IOException e) {
        // Who came has gone.
      }
    }
  }
}
