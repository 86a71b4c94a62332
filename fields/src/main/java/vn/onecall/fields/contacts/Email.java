package vn.onecall.fields.contacts;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.TextType;

/**
 * An email address: a dot-atom of ASCII before the @ (RFC 5321, section 4.1.2, without the quoted
 * form, which is not in use) and a host name with at least one dot after it. An international
 * domain is taken in either of its forms.
 *
 * <p>Canonical: the local part as given, since only its host may interpret its case, and the domain
 * in lower-case ASCII (IDNA). The index term is all lower case, since no mail host in use
 * distinguishes addresses by case. The mask is {@code n•••@g•••.com}.
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
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String address = Characters.trim(input);
    int at = address.indexOf('@');
    if (at < 0 || at != address.lastIndexOf('@')) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
    String localPart = address.substring(0, at);
    if (localPart.length() > LONGEST_LOCAL_PART) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    if (!LOCAL_PART.matcher(localPart).matches()) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
    Optional<String> domain = asciiDomain(address.substring(at + 1));
    if (domain.isEmpty()) {
      return new ParseResult.Invalid(ValidationError.UNKNOWN_DOMAIN_FORM);
    }
    String canonical = localPart + "@" + domain.get();
    return canonical.length() > LONGEST
        ? new ParseResult.Invalid(ValidationError.TOO_LONG)
        : new ParseResult.Valid(canonical);
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
      // toUnicode does not change a label that toASCII cannot produce: an invalid one, or a second
      // spelling.
      if (label.startsWith("xn--")
          && IDN.toUnicode(label, IDN.USE_STD3_ASCII_RULES).equals(label)) {
        return Optional.empty();
      }
    }
    return Optional.of(ascii);
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    int at = canonical.indexOf('@');
    return canonical.charAt(0)
        + "•••@"
        + canonical.charAt(at + 1)
        + "•••"
        + canonical.substring(canonical.lastIndexOf('.'));
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return List.of(canonical.toLowerCase(Locale.ROOT));
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
