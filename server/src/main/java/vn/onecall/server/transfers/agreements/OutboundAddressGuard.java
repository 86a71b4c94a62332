package vn.onecall.server.transfers.agreements;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.onecall.server.transfers.TransferSettings;

/**
 * Protects deliveries against server-side request forgery: they go only to hosts outside the
 * company's network, over TLS. An address that resolves to an internal one (loopback, link-local,
 * private, shared, cloud metadata, reserved) is refused unless the settings name its host. A name
 * is resolved once per delivery and the connection uses exactly the checked addresses, so a later
 * DNS change has no effect.
 */
@Component
public final class OutboundAddressGuard {
  /** What {@link URI#getPort} says where none is named. */
  private static final int ANY_PORT = -1;

  private static final int LAST_PORT = 65_535;

  private final Set<String> insideHosts;
  private final Names names;

  @Autowired
  OutboundAddressGuard(TransferSettings settings) {
    this(settings, InetAddress::getAllByName);
  }

  public OutboundAddressGuard(TransferSettings settings, Names names) {
    this.insideHosts = settings.insideHosts();
    this.names = names;
  }

  /** Resolves host names. */
  @FunctionalInterface
  public interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** The result of checking an address. */
  public sealed interface Path {
    /** The address is permitted, and only these resolved addresses may be used. */
    record Open(List<InetAddress> places) implements Path {
      public Open {
        places = List.copyOf(places);
      }
    }

    /** The address is refused, with a stable reason code. */
    record Closed(String code) implements Path {}
  }

  /** Whether a text is a syntactically acceptable recipient address. */
  boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null
          && (uri.getPort() == ANY_PORT || (uri.getPort() > 0 && uri.getPort() <= LAST_PORT))
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && insideHosts.contains(uri.getHost())));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Resolves and checks an address. */
  public Path to(URI address) {
    if (!isAddress(address.toString())) {
      return new Path.Closed("not-an-address");
    }
    List<InetAddress> places;
    try {
      places = List.of(names.of(bare(address.getHost())));
    } catch (UnknownHostException e) {
      return new Path.Closed("no-such-host");
    }
    if ("http".equals(address.getScheme())
        && !places.stream().allMatch(InetAddress::isLoopbackAddress)) {
      return new Path.Closed("not-over-tls");
    }
    return insideHosts.contains(address.getHost())
            || places.stream().noneMatch(OutboundAddressGuard::isInside)
        ? new Path.Open(places)
        : new Path.Closed("inside-the-network");
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
