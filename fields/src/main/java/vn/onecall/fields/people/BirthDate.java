package vn.onecall.fields.people;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.CalendarDate;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.TextType;

/**
 * A date of birth: a {@link CalendarDate} from 1900 until today. Its derived form is an age band,
 * such as {@code 25-34}. The lowest band ends at 16 years (a child in law), the next at 18 (a
 * minor).
 */
final class BirthDate implements TextType {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

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

  private final CalendarDate dates = new CalendarDate();
  private final CurrentDate today;

  BirthDate(CurrentDate today) {
    this.today = today;
  }

  @Override
  public String name() {
    return "birth-date";
  }

  @Override
  public ParseResult parse(String input) {
    return switch (dates.parse(input)) {
      case ParseResult.Valid valid -> {
        LocalDate date = LocalDate.parse(valid.canonical());
        if (date.isBefore(EARLIEST)) {
          yield new ParseResult.Invalid(ValidationError.TOO_EARLY);
        }
        yield date.isAfter(today.date())
            ? new ParseResult.Invalid(ValidationError.IN_THE_FUTURE)
            : valid;
      }
      case ParseResult.Invalid invalid -> invalid;
    };
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.requireParsed(this, dates, canonical);
    return dates.mask(canonical);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.requireParsed(this, dates, canonical);
    return List.of();
  }

  @Override
  public Optional<String> derive(String canonical, LocalDate on) {
    CanonicalForm.requireParsed(this, dates, canonical);
    int age = Period.between(LocalDate.parse(canonical), on).getYears();
    Map.Entry<Integer, String> band = BANDS.floorEntry(age);
    return Optional.of(band == null ? LOWEST_BAND : band.getValue());
  }

  @Override
  public int maxLength() {
    return dates.maxLength();
  }
}
