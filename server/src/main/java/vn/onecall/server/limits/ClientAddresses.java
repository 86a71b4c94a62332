package vn.onecall.server.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * By what address a caller's share is counted: that of its connection, or the one that a configured
 * proxy names. Whoever is no configured proxy may write into {@code X-Forwarded-For} what it likes:
 * it counts for nothing. An IPv6 network of 64 bits is one address, since a single host has as
 * many.
 */
final class ClientAddresses {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final List<AddressRange> proxies;

  ClientAddresses(List<String> proxies) {
    this.proxies = proxies.stream().map(AddressRange::parse).toList();
  }

  /** The address of the caller of a request. */
  String of(HttpServletRequest request) {
    return of(request.getRemoteAddr(), Collections.list(request.getHeaders(FORWARDED_FOR)));
  }

  /** The address of the caller behind a connection, by what is forwarded with it. */
  String of(String connection, List<String> forwarded) {
    Optional<InetAddress> address = AddressRange.literal(connection);
    if (address.isEmpty()) {
      return connection;
    }
    InetAddress nearest = address.get();
    // From the nearest to the farthest: the first that is no proxy of ours is the caller.
    for (String hop : hops(forwarded)) {
      if (!isProxy(nearest)) {
        break;
      }
      Optional<InetAddress> next = AddressRange.literal(hop);
      if (next.isEmpty()) {
        break;
      }
      nearest = next.get();
    }
    return key(nearest);
  }

  private static List<String> hops(List<String> forwarded) {
    return forwarded.stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .toList()
        .reversed();
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  private static String key(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
        : address.getHostAddress();
  }
}
