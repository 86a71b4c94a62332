package vn.onecall.fields;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day of the calendar. Taken as people write it in Vietnam, the day first ({@code 17/5/1990},
 * with strokes, dots or dashes), and in its canonical form, that of ISO 8601: {@code 1990-05-17}.
 *
 * <p>The mask shows the year alone. It is not searched.
 */
final class CalendarDate implements TextType {

  private static final Pattern ISO = Pattern.compile("([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})");

  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})([/.-])([0-9]{1,2})\\2([1-9][0-9]{3})");

  private static final int LONGEST = 30;

  @Override
  public String name() {
    return "date";
  }

  @Override
  public Parsed parse(String input) {
    Optional<Reason> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new Parsed.Invalid(refusal.get());
    }
    String written = Characters.singleSpaced(input);
    Matcher iso = ISO.matcher(written);
    if (iso.matches()) {
      return parse(iso.group(1), iso.group(2), iso.group(3));
    }
    Matcher dayFirst = DAY_FIRST.matcher(written);
    return dayFirst.matches()
        ? parse(dayFirst.group(4), dayFirst.group(3), dayFirst.group(1))
        : new Parsed.Invalid(Reason.FORMAT);
  }

  private static Parsed parse(String year, String month, String day) {
    try {
      return new Parsed.Valid(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
              .toString());
    } catch (DateTimeException noSuchDay) {
      return new Parsed.Invalid(Reason.NO_SUCH_DATE);
    }
  }

  @Override
  public String mask(String canonical) {
    Canonical.requireParsed(this, this, canonical);
    return "••/••/" + canonical.substring(0, 4);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.requireParsed(this, this, canonical);
    return List.of();
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
