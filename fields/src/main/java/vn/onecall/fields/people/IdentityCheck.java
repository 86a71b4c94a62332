package vn.onecall.fields.people;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vn.onecall.fields.ValidationWarning;

/**
 * Compares an identity number with the birth date and gender of its owner. It warns and never
 * refuses: registers contain errors, a gender can change, and the person may be right.
 */
public final class IdentityCheck {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{12}");

  private IdentityCheck() {}

  /**
   * The differences.
   *
   * @param identityNumber a canonical {@code identity-number}
   * @param birthDate a canonical {@code birth-date}, or the empty text if it is not known
   * @param gender a canonical {@code gender}, or the empty text if it is not known; only {@code
   *     female} and {@code male} can differ
   * @throws IllegalArgumentException if the number or the date cannot be canonical; the message
   *     does not hold it
   */
  public static List<ValidationWarning> warnings(
      String identityNumber, String birthDate, String gender) {
    if (!NUMBER.matcher(identityNumber).matches()) {
      throw new IllegalArgumentException("The value is not a canonical identity-number");
    }
    if (!birthDate.isEmpty() && PartialDate.of(birthDate).isEmpty()) {
      throw new IllegalArgumentException("The value is not a canonical birth-date");
    }
    List<ValidationWarning> warnings = new ArrayList<>();
    if (!birthDate.isEmpty()
        && Integer.parseInt(birthDate.substring(0, 4))
            != IdentityNumber.birthYear(identityNumber)) {
      warnings.add(ValidationWarning.BIRTH_YEAR_DIFFERS);
    }
    String otherSex =
        IdentityNumber.isFemale(identityNumber) ? PersonTypes.MALE : PersonTypes.FEMALE;
    if (gender.equals(otherSex)) {
      warnings.add(ValidationWarning.SEX_DIFFERS);
    }
    return List.copyOf(warnings);
  }
}
