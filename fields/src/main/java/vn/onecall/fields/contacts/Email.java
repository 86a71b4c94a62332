package vn.onecall.fields.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.TextType;

/**
 * An email address: a dot-atom before the @ (RFC 5321, section 4.1.2, without the quoted form,
 * which is not in use; RFC 6531 for letters beyond ASCII, all of one script) and a host name with
 * at least one dot after it. An international domain is taken in either of its forms, by UTS 46
 * without transition: ß stays ß, since in IDNA 2003's mapping to ss the mail goes to somebody
 * else's domain.
 *
 * <p>Canonical: the local part as given, since only its host may interpret its case, and the domain
 * in lower-case ASCII. The index term is all lower case, since no mail host in use distinguishes
 * addresses by case. The mask is {@code n•••@g•••.com}. Letters beyond ASCII before the @ bring a
 * warning: few hosts have such addresses, and a keyboard set to Vietnamese writes them by mistake.
 */
final class Email implements TextType {

  /** RFC 5321, section 4.5.3.1.1, in octets. */
  private static final int LONGEST_LOCAL_PART = 64;

  /** RFC 5321, section 4.5.3.1.3: a path of 256 octets less its angle brackets. */
  private static final int LONGEST = 254;

  private static final String ATOM = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\p{L}\\p{M}\\p{Nd}-]+";

  private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");

  private static final Pattern ASCII = Pattern.compile("[\\x00-\\x7F]*");

  /** RFC 1123, section 2.1; a last label of digits would be an IP address (RFC 3696, section 2). */
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

  private static final Pattern SHAPE = Pattern.compile("[^@]+@[^@]+\\.[^@.]+");

  private static final IDNA DOMAINS =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ);

  /** Two hyphens as third and fourth sign stand in hosts that there are; lengths are told apart. */
  private static final Set<IDNA.Error> TOLERATED =
      EnumSet.of(IDNA.Error.HYPHEN_3_4, IDNA.Error.DOMAIN_NAME_TOO_LONG);

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
    String address = Characters.line(input);
    int at = address.indexOf('@');
    if (at < 0 || at != address.lastIndexOf('@')) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
    String localPart = plain(address.substring(0, at));
    if (localPart.getBytes(UTF_8).length > LONGEST_LOCAL_PART) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    if (!LOCAL_PART.matcher(localPart).matches() || !isOfOneScript(localPart)) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
    Optional<String> domain = asciiDomain(address.substring(at + 1));
    if (domain.isEmpty()) {
      return new ParseResult.Invalid(ValidationError.UNKNOWN_DOMAIN_FORM);
    }
    String canonical = localPart + "@" + domain.get();
    return canonical.getBytes(UTF_8).length > LONGEST
        ? new ParseResult.Invalid(ValidationError.TOO_LONG)
        : new ParseResult.Valid(canonical);
  }

  /** A grave accent is a sign of its own in an address, and stays. */
  private static String plain(String localPart) {
    StringBuilder plain = new StringBuilder();
    localPart
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(each ->
            plain.append(
                ASCII.matcher(each).matches()
                    ? each
                    : Characters.withPlainDashes(Characters.withPlainApostrophes(each))));
    return plain.toString();
  }

  /** A letter of another script among those of one is there to be taken for another. */
  private static boolean isOfOneScript(String localPart) {
    return localPart
            .codePoints()
            .filter(Character::isLetter)
            .mapToObj(Character.UnicodeScript::of)
            .filter(script -> script != Character.UnicodeScript.COMMON)
            .distinct()
            .count()
        <= 1;
  }

  private static Optional<String> asciiDomain(String domain) {
    IDNA.Info info = new IDNA.Info();
    String ascii = DOMAINS.nameToASCII(domain, new StringBuilder(), info).toString();
    return TOLERATED.containsAll(info.getErrors()) && DOMAIN.matcher(ascii).matches()
        ? Optional.of(ascii)
        : Optional.empty();
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    int at = canonical.indexOf('@');
    return Character.toString(canonical.codePointAt(0))
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
  public List<ValidationWarning> warnings(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return ASCII.matcher(canonical).matches()
        ? List.of()
        : List.of(ValidationWarning.LETTERS_BEFORE_AT);
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
