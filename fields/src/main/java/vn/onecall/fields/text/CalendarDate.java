package vn.onecall.fields.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * A calendar date. Accepted are the form of Vietnam, day first ({@code 17/5/1990}, with slashes,
 * dots or dashes), and the canonical form, ISO 8601: {@code 1990-05-17}.
 *
 * <p>The mask shows only the year. It is not searched.
 */
public final class CalendarDate implements TextType {

  private static final Pattern ISO = Pattern.compile("([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})");

  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})([/.-])([0-9]{1,2})\\2([1-9][0-9]{3})");

  private static final int LONGEST = 30;

  @Override
  public String name() {
    return "date";
  }

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String written = Characters.code(input);
    Matcher iso = ISO.matcher(written);
    if (iso.matches()) {
      return parse(iso.group(1), iso.group(2), iso.group(3));
    }
    Matcher dayFirst = DAY_FIRST.matcher(written);
    return dayFirst.matches()
        ? parse(dayFirst.group(4), dayFirst.group(3), dayFirst.group(1))
        : new ParseResult.Invalid(ValidationError.FORMAT);
  }

  private static ParseResult parse(String year, String month, String day) {
    try {
      return new ParseResult.Valid(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
              .toString());
    } catch (DateTimeException noSuchDay) {
      return new ParseResult.Invalid(ValidationError.NO_SUCH_DATE);
    }
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.requireParsed(this, this, canonical);
    return "••/••/" + canonical.substring(0, 4);
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
