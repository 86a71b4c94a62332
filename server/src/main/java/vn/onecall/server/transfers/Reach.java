package vn.onecall.server.transfers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Where transfers may go: to hosts outside the company's network, over TLS. An address that leads
 * inside (loopback, link, private, shared, the clouds' metadata, reserved) is refused, whatever its
 * name says, unless the settings name its host.
 */
@Component
final class Reach {
  private final Set<String> insideHosts;

  Reach(TransferSettings settings) {
    this.insideHosts = settings.insideHosts();
  }

  /** Whether a text can be a recipient's address at all. */
  boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && insideHosts.contains(uri.getHost())));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Why nothing is sent to an address now, as a stable word; nothing if it may be. */
  Optional<String> refuses(URI address) {
    if (!isAddress(address.toString())) {
      return Optional.of("not-an-address");
    }
    boolean named = insideHosts.contains(address.getHost());
    InetAddress[] places;
    try {
      places = InetAddress.getAllByName(bare(address.getHost()));
    } catch (UnknownHostException e) {
      return Optional.of("no-such-host");
    }
    if ("http".equals(address.getScheme())
        && !Arrays.stream(places).allMatch(InetAddress::isLoopbackAddress)) {
      return Optional.of("not-over-tls");
    }
    return named || Arrays.stream(places).noneMatch(Reach::isInside)
        ? Optional.empty()
        : Optional.of("inside-the-network");
  }

  /** An IPv6 address stands in brackets in a URI. */
  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  static boolean isInside(InetAddress place) {
    if (place.isLoopbackAddress()
        || place.isAnyLocalAddress()
        || place.isLinkLocalAddress()
        || place.isSiteLocalAddress()
        || place.isMulticastAddress()) {
      return true;
    }
    byte[] octets = place.getAddress();
    if (place instanceof Inet6Address) {
      // fc00::/7 is private; the others hold an IPv4 address or are not for use (RFC 6890).
      boolean holdsIpv4 =
          startsWith(octets, 0x00, 0x64, 0xff, 0x9b) || startsWith(octets, 0x20, 0x02);
      boolean compatible = Arrays.equals(Arrays.copyOf(octets, 12), new byte[12]);
      return (octets[0] & 0xfe) == 0xfc
          || holdsIpv4
          || compatible
          || startsWith(octets, 0x20, 0x01, 0x00)
          || startsWith(octets, 0x01, 0x00);
    }
    int first = octets[0] & 0xff;
    int second = octets[1] & 0xff;
    return first == 0
        || first >= 240
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0 && octets[2] == 0)
        || (first == 198 && (second & 0xfe) == 18);
  }

  private static boolean startsWith(byte[] octets, int... begin) {
    for (int i = 0; i < begin.length; i++) {
      if ((octets[i] & 0xff) != begin[i]) {
        return false;
      }
    }
    return true;
  }
}
