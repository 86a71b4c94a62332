package vn.onecall.fields;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * What a person should check again, although the value is valid. The words never hold the value.
 */
public enum ValidationWarning {
  BIRTH_YEAR_DIFFERS,
  SEX_DIFFERS,
  UNKNOWN_BIRTHPLACE,
  BIRTH_YEAR_IN_THE_FUTURE,
  PAPER_EXPIRED,
  LETTERS_BEFORE_AT,
  BROUGHT_FORWARD,
  SEVERAL_COMMUNES,
  COMMUNE_NOT_KNOWN;

  private static final Messages MESSAGES = Messages.beside(ValidationWarning.class);
  private static final Map<ValidationWarning, BilingualText> WORDS =
      MESSAGES.each("warning-", ValidationWarning.class);

  /** The warning for a person. */
  public BilingualText words() {
    return Objects.requireNonNull(WORDS.get(this));
  }

  /** The warning for a program: stable, such as {@code sex-differs}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
