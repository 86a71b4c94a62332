package vn.onecall.fields.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.CodeText;
import vn.onecall.fields.text.Masks;
import vn.onecall.fields.text.TextType;

/**
 * The number of a Vietnamese identity card (CCCD, số định danh cá nhân): twelve digits, and that is
 * all that the law of today says of them. It has no check digit.
 *
 * <p>Circular 59/2021 gave the digits a meaning: three for the place where the birth was
 * registered, one for century and sex, two for the year of birth, six random. It ended on
 * 2024-07-01, and numbers given since need not follow it; so whatever differs from it only brings a
 * warning. Its places are the provinces of before 2025, and countries from 100 up.
 *
 * <p>Canonical as twelve digits, which is also the index term. The mask shows the last three, which
 * are random. It has no derived form.
 */
final class IdentityNumber implements TextType {

  private static final int LONGEST = 40;
  private static final int SHOWN_DIGITS = 3;
  private static final int FIRST_COUNTRY = 100;

  private static final Pattern SHAPE = Pattern.compile("[0-9]{12}");

  private static final Set<Integer> PROVINCES =
      Arrays.stream(
              ("1 2 4 6 8 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44"
                      + " 45 46 48 49 51 52 54 56 58 60 62 64 66 67 68 70 72 74 75 77 79 80 82 83"
                      + " 84 86 87 89 91 92 93 94 95 96")
                  .split(" ", -1))
          .map(Integer::valueOf)
          .collect(Collectors.toUnmodifiableSet());

  private final TextType digits = new CodeText("identity-number", LONGEST, SHAPE);
  private final CurrentDate today;

  IdentityNumber(CurrentDate today) {
    this.today = today;
  }

  @Override
  public String name() {
    return "identity-number";
  }

  @Override
  public ParseResult parse(String input) {
    return digits.parse(input);
  }

  @Override
  public List<ValidationWarning> warnings(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    List<ValidationWarning> warnings = new ArrayList<>();
    int place = Integer.parseInt(canonical.substring(0, 3));
    if (place < FIRST_COUNTRY && !PROVINCES.contains(place)) {
      warnings.add(ValidationWarning.UNKNOWN_BIRTHPLACE);
    }
    if (birthYear(canonical) > today.date().getYear()) {
      warnings.add(ValidationWarning.BIRTH_YEAR_IN_THE_FUTURE);
    }
    return List.copyOf(warnings);
  }

  /** The year of birth in a canonical number. */
  static int birthYear(String canonical) {
    return 1900
        + 100 * (Character.digit(canonical.charAt(3), 10) / 2)
        + Integer.parseInt(canonical.substring(4, 6));
  }

  /** Whether a canonical number is a woman's. */
  static boolean isFemale(String canonical) {
    return Character.digit(canonical.charAt(3), 10) % 2 == 1;
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    return Masks.last(canonical, SHOWN_DIGITS);
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
