package vn.onecall.fields;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/** Why a value is refused, in words for the person who typed it. The words never hold the value. */
public enum ValidationError {
  EMPTY,
  TOO_LONG,
  TOO_SHORT,
  CONTROL_CHARACTER,
  BIDI_CHARACTER,
  INVISIBLE_CHARACTER,
  UNPAIRED_SURROGATE,
  UNASSIGNED_CHARACTER,
  FORMAT,
  UNKNOWN_DOMAIN_FORM,
  NO_SUCH_NUMBER,
  NOT_A_MOBILE_OR_FIXED_NUMBER,
  TEXT_WANTED,
  PARTS_WANTED,
  UNKNOWN_PART,
  UNFITTING_PART,
  NOT_SEARCHED,
  ONE_WORD_ALONE,
  NOT_LISTED,
  NO_SUCH_DATE,
  IN_THE_FUTURE,
  TOO_EARLY,
  OUT_OF_RANGE,
  UNKNOWN_COMMUNE,
  UNKNOWN_PROVINCE,
  UNKNOWN_BANK,
  UNKNOWN_COUNTRY,
  CARD_NUMBER,
  CARD_SECRET,
  CHECK_DIGIT,
  TOO_LARGE,
  UNFITTING_CONTENT,
  MASKED;

  private static final Messages MESSAGES = Messages.beside(ValidationError.class);
  private static final Map<ValidationError, BilingualText> WORDS =
      MESSAGES.each("error-", ValidationError.class);

  /** The reason for a person. */
  public BilingualText words() {
    return Objects.requireNonNull(WORDS.get(this));
  }

  /** The reason for a program: stable, such as {@code too-long}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
