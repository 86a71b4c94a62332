package vn.onecall.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Holds an identity number against what else is known of its owner. It warns and never refuses:
 * registers hold mistakes, a gender can change, and the person may be right.
 */
public final class IdentityCheck {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{12}");

  private IdentityCheck() {}

  /**
   * What differs.
   *
   * @param identityNumber a canonical {@code identity-number}
   * @param birthDate a canonical {@code birth-date}, or the empty text if it is not known
   * @param gender a canonical {@code gender}, or the empty text if it is not known; only {@code
   *     female} and {@code male} can differ
   * @throws IllegalArgumentException if the number or the date cannot be canonical; the message
   *     does not hold it
   */
  public static List<Warning> warnings(String identityNumber, String birthDate, String gender) {
    if (!NUMBER.matcher(identityNumber).matches()) {
      throw new IllegalArgumentException("The value is not a canonical identity-number");
    }
    if (!birthDate.isEmpty()
        && !new CalendarDate().parse(birthDate).equals(new Parsed.Valid(birthDate))) {
      throw new IllegalArgumentException("The value is not a canonical birth-date");
    }
    List<Warning> warnings = new ArrayList<>();
    if (!birthDate.isEmpty()
        && Integer.parseInt(birthDate.substring(0, 4))
            != IdentityNumber.birthYear(identityNumber)) {
      warnings.add(Warning.BIRTH_YEAR_DIFFERS);
    }
    String otherSex =
        IdentityNumber.isFemale(identityNumber) ? PersonChoices.MALE : PersonChoices.FEMALE;
    if (gender.equals(otherSex)) {
      warnings.add(Warning.SEX_DIFFERS);
    }
    return List.copyOf(warnings);
  }
}
