package vn.onecall.fields;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The day on which a person was born: a {@link CalendarDate} from 1900 until today. What is derived
 * from it is an age band, such as {@code 25-34}; the lowest ends where a child does (16 years), the
 * next where a minor does (18).
 */
final class BirthDate implements TextType {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /** The bands by the age that they begin with. */
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
  private final Today today;

  BirthDate(Today today) {
    this.today = today;
  }

  @Override
  public String name() {
    return "birth-date";
  }

  @Override
  public Parsed parse(String input) {
    return switch (dates.parse(input)) {
      case Parsed.Valid valid -> {
        LocalDate date = LocalDate.parse(valid.canonical());
        if (date.isBefore(EARLIEST)) {
          yield new Parsed.Invalid(Reason.TOO_EARLY);
        }
        yield date.isAfter(today.date()) ? new Parsed.Invalid(Reason.IN_THE_FUTURE) : valid;
      }
      case Parsed.Invalid invalid -> invalid;
    };
  }

  @Override
  public String mask(String canonical) {
    Canonical.requireParsed(this, dates, canonical);
    return dates.mask(canonical);
  }

  @Override
  public List<String> indexTerms(String canonical) {
    Canonical.requireParsed(this, dates, canonical);
    return List.of();
  }

  @Override
  public Optional<String> derive(String canonical, LocalDate on) {
    Canonical.requireParsed(this, dates, canonical);
    int age = Period.between(LocalDate.parse(canonical), on).getYears();
    Map.Entry<Integer, String> band = BANDS.floorEntry(age);
    return Optional.of(band == null ? LOWEST_BAND : band.getValue());
  }

  @Override
  public int maxLength() {
    return dates.maxLength();
  }
}
