package vn.onecall.fields.contacts;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.Masks;
import vn.onecall.fields.text.TextType;

/**
 * The IP address of a device, IPv4 or IPv6. (Hardware addresses never reach a web server and are
 * refused.) No host name is ever resolved.
 *
 * <p>Canonical: four decimal numbers, or RFC 5952; an IPv4 address mapped into IPv6 is the IPv4
 * address. The mask shows the network, /24 or /48: {@code 203.0.113.•••}, {@code
 * 2001:db8:85a3:•••}. It is not searched.
 */
final class DeviceAddress implements TextType {

  private static final int LONGEST = 45;
  private static final int GROUPS = 8;
  private static final int SHOWN_GROUPS = 3;

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  @Override
  public String name() {
    return "device-address";
  }

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String written = Characters.line(input);
    if (IPV4.matcher(written).matches()) {
      return new ParseResult.Valid(written);
    }
    if (!IPV6.matcher(written).matches()) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
    try {
      return new ParseResult.Valid(
          switch (Inet6Address.ofLiteral(written)) {
            case Inet4Address mapped -> mapped.getHostAddress();
            case InetAddress address -> compressed(groups(address.getAddress()));
          });
    } catch (IllegalArgumentException noAddress) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
  }

  private static int[] groups(byte[] address) {
    int[] groups = new int[GROUPS];
    for (int at = 0; at < GROUPS; at++) {
      groups[at] = (address[2 * at] & 0xFF) << 8 | (address[2 * at + 1] & 0xFF);
    }
    return groups;
  }

  /** RFC 5952, section 4.2: the first of the longest runs of two or more zeros is omitted. */
  private static String compressed(int[] groups) {
    int longest = 1;
    int from = -1;
    for (int start = 0; start < GROUPS; start++) {
      int end = start;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - start > longest) {
        longest = end - start;
        from = start;
      }
    }
    return from < 0
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, from) + "::" + joined(groups, from + longest, GROUPS);
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int at = from; at < to; at++) {
      text.append(at == from ? "" : ":").append(Integer.toHexString(groups[at]));
    }
    return text.toString();
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.requireParsed(this, this, canonical);
    if (canonical.indexOf(':') < 0) {
      return canonical.substring(0, canonical.lastIndexOf('.') + 1) + Masks.HIDDEN;
    }
    int[] groups = groups(Inet6Address.ofLiteral(canonical).getAddress());
    return joined(groups, 0, SHOWN_GROUPS) + ":" + Masks.HIDDEN;
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.requireParsed(this, this, canonical);
    return List.of();
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
