package vn.onecall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReservedPortTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int MANY = 3_000;

  @Test
  void letsAServerListenThatNamesThePortAndAgainAfterItsEnd() throws Exception {
    try (ReservedPort reserved = ReservedPort.take()) {
      for (int start = 0; start < 2; start++) {
        try (var server = new ServerSocket(reserved.number(), 1, LOOPBACK);
            var caller = new Socket(LOOPBACK, reserved.number());
            var called = server.accept()) {
          assertThat(called.getPort()).isEqualTo(caller.getLocalPort());
        }
      }
    }
  }

  /** Of some 28,000 ports 3,000 are reserved and 6,000 asked for: by chance hundreds would meet. */
  @Test
  void isGivenToNobodyWhoAsksForAnyFreePort() throws Exception {
    List<AutoCloseable> open = new ArrayList<>();
    try {
      Set<Integer> reserved = new HashSet<>();
      for (int i = 0; i < MANY; i++) {
        ReservedPort each = ReservedPort.take();
        open.add(each);
        reserved.add(each.number());
      }
      assertThat(reserved).hasSize(MANY);
      for (int i = 0; i < MANY; i++) {
        var server = new ServerSocket(0, 1, LOOPBACK);
        open.add(server);
        var caller = new Socket(LOOPBACK, server.getLocalPort());
        open.add(caller);
        assertThat(reserved).doesNotContain(server.getLocalPort(), caller.getLocalPort());
      }
    } finally {
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }
}
