package vn.onecall.fields.contacts;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.TextType;

/**
 * A telephone number of a person: mobile, fixed or VoIP; of Vietnam if it has no country code, else
 * of any country. Service numbers (1800, 1900 and the like) are refused.
 *
 * <p>Canonical in E.164 (ITU-T), which is also the index term: {@code +84901234567}. The mask shows
 * the last three digits behind seven dots, whatever its length.
 */
final class Phone implements TextType {

  private static final int LONGEST = 40;
  private static final int SHOWN_DIGITS = 3;
  private static final String HOME = "VN";

  /**
   * Digits and their usual separators, and a plus in front, in brackets or not; libphonenumber on
   * its own also reads letters as digits. A link's {@code tel:} (RFC 3966) may stand before it.
   */
  private static final Pattern WRITTEN =
      Pattern.compile("(?i:tel: ?)?([(]? ?[+]? ?[0-9(][0-9 ()./-]*)");

  static final Pattern SHAPE = Pattern.compile("\\+[0-9]{4,15}");

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  @Override
  public String name() {
    return "phone";
  }

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String written = Characters.code(input);
    Matcher number = WRITTEN.matcher(written);
    if (!number.matches()) {
      return new ParseResult.Invalid(ValidationError.FORMAT);
    }
    PhoneNumber parsed;
    try {
      parsed = NUMBERS.parse(number.group(1), HOME);
    } catch (NumberParseException e) {
      return new ParseResult.Invalid(
          switch (e.getErrorType()) {
            case NOT_A_NUMBER -> ValidationError.FORMAT;
            case INVALID_COUNTRY_CODE, TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN, TOO_LONG ->
                ValidationError.NO_SUCH_NUMBER;
          });
    }
    if (!NUMBERS.isValidNumber(parsed)) {
      return new ParseResult.Invalid(ValidationError.NO_SUCH_NUMBER);
    }
    return switch (NUMBERS.getNumberType(parsed)) {
      case MOBILE, FIXED_LINE, FIXED_LINE_OR_MOBILE, VOIP ->
          new ParseResult.Valid(NUMBERS.format(parsed, PhoneNumberFormat.E164));
      case TOLL_FREE, PREMIUM_RATE, SHARED_COST, PERSONAL_NUMBER, PAGER, UAN, VOICEMAIL, UNKNOWN ->
          new ParseResult.Invalid(ValidationError.NOT_A_MOBILE_OR_FIXED_NUMBER);
    };
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return "•••••••" + canonical.substring(canonical.length() - SHOWN_DIGITS);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return List.of(canonical);
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
