package vn.onecall.fields;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address: a dot-atom of ASCII before the @ (RFC 5321, section 4.1.2, without the quoted
 * form, which nobody is given) and a host name with at least one dot after it. An international
 * domain is taken in either of its forms.
 *
 * <p>Canonical: the local part as given, since its case is its host's affair, and the domain in
 * lower-case ASCII (IDNA). The index term is wholly in lower case, since no host in use tells
 * addresses apart by case. The mask is {@code n•••@g•••.com}.
 */
final class Email implements TextType {

  /** RFC 5321, section 4.5.3.1.1, in octets. */
  private static final int LONGEST_LOCAL_PART = 64;

  /** RFC 5321, section 4.5.3.1.3: a path of 256 octets less its angle brackets. */
  private static final int LONGEST = 254;

  private static final Pattern LOCAL_PART =
      Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  /** RFC 1123, section 2.1; a last label of digits would be an IP address (RFC 3696, section 2). */
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

  private static final Pattern SHAPE = Pattern.compile("[^@]+@[^@]+\\.[^@.]+");

  @Override
  public String name() {
    return "email";
  }

  @Override
  public Parsed parse(String input) {
    Optional<Reason> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new Parsed.Invalid(refusal.get());
    }
    String address = Characters.trim(input);
    int at = address.indexOf('@');
    if (at < 0 || at != address.lastIndexOf('@')) {
      return new Parsed.Invalid(Reason.FORMAT);
    }
    String localPart = address.substring(0, at);
    if (localPart.length() > LONGEST_LOCAL_PART) {
      return new Parsed.Invalid(Reason.TOO_LONG);
    }
    if (!LOCAL_PART.matcher(localPart).matches()) {
      return new Parsed.Invalid(Reason.FORMAT);
    }
    Optional<String> domain = asciiDomain(address.substring(at + 1));
    if (domain.isEmpty()) {
      return new Parsed.Invalid(Reason.UNKNOWN_DOMAIN_FORM);
    }
    String canonical = localPart + "@" + domain.get();
    return canonical.length() > LONGEST
        ? new Parsed.Invalid(Reason.TOO_LONG)
        : new Parsed.Valid(canonical);
  }

  private static Optional<String> asciiDomain(String domain) {
    String ascii;
    try {
      ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
    if (!DOMAIN.matcher(ascii).matches()) {
      return Optional.empty();
    }
    for (String label : ascii.split("\\.", -1)) {
      // toUnicode leaves alone what toASCII could not have made: no name at all, or a second
      // spelling of one.
      if (label.startsWith("xn--")
          && IDN.toUnicode(label, IDN.USE_STD3_ASCII_RULES).equals(label)) {
        return Optional.empty();
      }
    }
    return Optional.of(ascii);
  }

  @Override
  public String mask(String canonical) {
    Canonical.require(this, SHAPE, canonical);
    int at = canonical.indexOf('@');
    return canonical.charAt(0)
        + "•••@"
        + canonical.charAt(at + 1)
        + "•••"
        + canonical.substring(canonical.lastIndexOf('.'));
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.require(this, SHAPE, canonical);
    return List.of(canonical.toLowerCase(Locale.ROOT));
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
