package vn.onecall.fields.people;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;

/**
 * A date of which the day, or day and month, may not be known, in ISO 8601's reduced precision:
 * {@code 1950-05-17}, {@code 1950-05}, {@code 1950}. Papers of older people state no more.
 *
 * @param earliest the first day that it can be
 * @param latest the last day that it can be
 */
public record PartialDate(LocalDate earliest, LocalDate latest) {

  private static final Pattern CANONICAL =
      Pattern.compile("([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?");

  /** The date of a canonical text; empty if it is none. */
  public static Optional<PartialDate> of(String canonical) {
    Matcher parts = CANONICAL.matcher(canonical);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(parts.group(1), parts.group(2), parts.group(3)));
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }

  /** The canonical text of a year, a month and a day, of which the last two may be empty or 0. */
  static ParseResult canonical(String year, String month, String day) {
    boolean monthKnown = isKnown(month);
    boolean dayKnown = isKnown(day);
    if (dayKnown && !monthKnown) {
      return new ParseResult.Invalid(ValidationError.NO_SUCH_DATE);
    }
    try {
      int of = Integer.parseInt(year);
      String canonical =
          dayKnown
              ? LocalDate.of(of, Integer.parseInt(month), Integer.parseInt(day)).toString()
              : monthKnown ? YearMonth.of(of, Integer.parseInt(month)).toString() : year;
      return new ParseResult.Valid(canonical);
    } catch (DateTimeException noSuchDate) {
      return new ParseResult.Invalid(ValidationError.NO_SUCH_DATE);
    }
  }

  private static boolean isKnown(String part) {
    return !part.isEmpty() && Integer.parseInt(part) != 0;
  }

  private static PartialDate of(String year, @Nullable String month, @Nullable String day) {
    if (month == null) {
      Year only = Year.parse(year);
      return new PartialDate(only.atDay(1), only.atDay(only.length()));
    }
    YearMonth known = YearMonth.of(Integer.parseInt(year), Integer.parseInt(month));
    if (day == null) {
      return new PartialDate(known.atDay(1), known.atEndOfMonth());
    }
    LocalDate whole = known.atDay(Integer.parseInt(day));
    return new PartialDate(whole, whole);
  }

  /** Whether the day is known. */
  boolean isWhole() {
    return earliest.equals(latest);
  }
}
