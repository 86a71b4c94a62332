package vn.onecall.fields.people;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.structured.StructuredType;
import vn.onecall.fields.text.Characters;

/**
 * A date of birth from 1900 until today, of which only the year, or year and month, may be known: a
 * {@link PartialDate}. It is written day first or as in ISO 8601, with zeros for what is not known
 * ({@code 00/00/1950}) or without it ({@code 05/1950}, {@code 1950}); or as an object with {@code
 * year}, {@code month} and {@code day}. Nobody has to make up a first of January.
 *
 * <p>Its derived form is an age band, such as {@code 25-34}; the lowest ends at 16 years (a child
 * in law), the next at 18 (a minor). Where the day is not known, it is the band of the latest one,
 * so that nobody counts as older than they may be. The mask shows the year of a date, and of a year
 * only its century.
 */
final class BirthDate implements FieldType {

  private static final String YEAR = "year";
  private static final String MONTH = "month";
  private static final String DAY = "day";
  private static final Set<String> PARTS = Set.of(YEAR, MONTH, DAY);

  private static final int LONGEST = 30;

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private static final Pattern YEAR_FIRST =
      Pattern.compile("([1-9][0-9]{3})(?:([/.-])([0-9]{1,2})(?:\\2([0-9]{1,2}))?)?");

  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})([/.-])([0-9]{1,2})\\2([1-9][0-9]{3})");

  private static final Pattern MONTH_FIRST = Pattern.compile("([0-9]{1,2})[/.-]([1-9][0-9]{3})");

  private static final Pattern YEAR_PART = Pattern.compile("[1-9][0-9]{3}");
  private static final Pattern OTHER_PART = Pattern.compile("[0-9]{0,2}");

  /** The age bands by their lowest age. */
  private static final TreeMap<Integer, String> BANDS =
      new TreeMap<>(
          Map.of(
              16, "16-17",
              18, "18-24",
              25, "25-34",
              35, "35-44",
              45, "45-54",
              55, "55-64",
              65, "65-and-over"));

  private static final String LOWEST_BAND = "under-16";

  private final CurrentDate today;

  BirthDate(CurrentDate today) {
    this.today = today;
  }

  @Override
  public String name() {
    return "birth-date";
  }

  @Override
  public ParseResult parse(FieldInput input) {
    return switch (input) {
      case FieldInput.Text(String text) -> parseText(text);
      case FieldInput.Parts(Map<String, String> parts) -> parseParts(parts);
    };
  }

  @Override
  public ParseResult parse(String input) {
    return parseText(input);
  }

  private ParseResult parseText(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    String written = Characters.code(input);
    Matcher yearFirst = YEAR_FIRST.matcher(written);
    if (yearFirst.matches()) {
      return inRange(yearFirst.group(1), orEmpty(yearFirst.group(3)), orEmpty(yearFirst.group(4)));
    }
    Matcher dayFirst = DAY_FIRST.matcher(written);
    if (dayFirst.matches()) {
      return inRange(dayFirst.group(4), dayFirst.group(3), dayFirst.group(1));
    }
    Matcher monthFirst = MONTH_FIRST.matcher(written);
    return monthFirst.matches()
        ? inRange(monthFirst.group(2), monthFirst.group(1), "")
        : new ParseResult.Invalid(ValidationError.FORMAT);
  }

  private ParseResult parseParts(Map<String, String> parts) {
    for (String part : parts.keySet()) {
      if (!PARTS.contains(part)) {
        return new ParseResult.Invalid(
            ValidationError.UNKNOWN_PART, StructuredType.partNameOrEmpty(part));
      }
    }
    String year = digits(parts, YEAR);
    if (year.isEmpty()) {
      return new ParseResult.Invalid(ValidationError.EMPTY, YEAR);
    }
    if (!YEAR_PART.matcher(year).matches()) {
      return new ParseResult.Invalid(ValidationError.FORMAT, YEAR);
    }
    for (String part : List.of(MONTH, DAY)) {
      if (!OTHER_PART.matcher(digits(parts, part)).matches()) {
        return new ParseResult.Invalid(ValidationError.FORMAT, part);
      }
    }
    return inRange(year, digits(parts, MONTH), digits(parts, DAY));
  }

  private static String digits(Map<String, String> parts, String part) {
    String given = parts.getOrDefault(part, "");
    // A part that is too long is told by its form, and is not read to its end.
    return given.length() > LONGEST ? "?" : Characters.code(given);
  }

  private ParseResult inRange(String year, String month, String day) {
    ParseResult result = PartialDate.canonical(year, month, day);
    if (result instanceof ParseResult.Valid(String canonical)) {
      PartialDate date = of(canonical);
      if (date.earliest().isBefore(EARLIEST)) {
        return new ParseResult.Invalid(ValidationError.TOO_EARLY);
      }
      if (date.earliest().isAfter(today.date())) {
        return new ParseResult.Invalid(ValidationError.IN_THE_FUTURE);
      }
    }
    return result;
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static PartialDate of(String canonical) {
    return PartialDate.of(canonical)
        .orElseThrow(() -> new IllegalArgumentException("The value is not a canonical birth-date"));
  }

  @Override
  public String mask(String canonical) {
    PartialDate date = of(canonical);
    String year = canonical.substring(0, 4);
    if (date.isWhole()) {
      return "••/••/" + year;
    }
    return canonical.length() > year.length() ? "••/" + year : year.substring(0, 2) + "••";
  }

  @Override
  public List<String> indexTerms(String canonical) {
    of(canonical);
    return List.of();
  }

  @Override
  public Optional<String> derive(String canonical, LocalDate on) {
    int age = Period.between(of(canonical).latest(), on).getYears();
    Map.Entry<Integer, String> band = BANDS.floorEntry(age);
    return Optional.of(band == null ? LOWEST_BAND : band.getValue());
  }

  @Override
  public int maxLength() {
    return LONGEST;
  }
}
