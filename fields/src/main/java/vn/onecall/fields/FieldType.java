package vn.onecall.fields;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.onecall.messages.BilingualText;

/**
 * The type of a field: it tells valid input from invalid input, and writes each valid value in one
 * canonical form.
 *
 * <p>It guarantees that a canonical value parses to itself. No canonical value holds a control,
 * bidirectional, invisible or unassigned character; {@code free-text} alone keeps line breaks and
 * the joiners of emoji. What copying leaves of such characters is cleaned away ({@link
 * vn.onecall.fields.text.Characters}). The length is checked first, so that no input costs much
 * time, and no input makes it throw. No error repeats the value that was refused. Safe for use by
 * many threads.
 *
 * <p>Every method that takes a canonical value accepts whatever {@link #parse} returned, however
 * long ago. For anything else it throws an {@link IllegalArgumentException}, whose message does not
 * hold the value.
 */
public interface FieldType {

  /** The name by which the policy file calls the type, such as {@code email}. */
  String name();

  /** Parses an input to its canonical value, or to the error that refuses it. */
  ParseResult parse(FieldInput input);

  /** Parses one text. A canonical value of any type is one text. */
  default ParseResult parse(String input) {
    return parse(new FieldInput.Text(input));
  }

  /**
   * The masked value, for a reader who does not need it in full. It never equals or contains the
   * value.
   */
  String mask(String canonical);

  /**
   * The parts of a structured value, in their order; parsed again they give the same value. Empty
   * for a plain value.
   */
  default Map<String, String> parts(String canonical) {
    return Map.of();
  }

  /**
   * The normalised forms under which a blind index finds the value: equal for all values that mean
   * the same, without duplicates. Empty if the type is not searched.
   */
  List<String> indexTerms(String canonical);

  /** The terms to look up for a typed search query, or the error that refuses it. */
  default SearchQuery searchTerms(String query) {
    return switch (parse(query)) {
      case ParseResult.Valid(String canonical) -> {
        List<String> terms = indexTerms(canonical);
        yield terms.isEmpty()
            ? new SearchQuery.Refused(ValidationError.NOT_SEARCHED)
            : new SearchQuery.Terms(terms);
      }
      case ParseResult.Invalid(ValidationError reason, _) -> new SearchQuery.Refused(reason);
    };
  }

  /**
   * The coarser value that is shown in the form {@code derived}, such as an age band for a birth
   * date; empty if the type has none.
   */
  default Optional<String> derive(String canonical, LocalDate today) {
    return Optional.empty();
  }

  /** What a person should check again, although the value is valid. */
  default List<ValidationWarning> warnings(String canonical) {
    return List.of();
  }

  /** The values among which a person has to choose, where a warning says that there are several. */
  default List<Option> choices(String canonical) {
    return List.of();
  }

  /**
   * The names of what the value holds as a code, by the name of the part; of a plain value, under
   * the empty name. Empty if nothing in it is a code.
   */
  default Map<String, BilingualText> names(String canonical) {
    return options().stream()
        .filter(option -> option.value().equals(canonical))
        .findFirst()
        .map(option -> Map.of("", option.words()))
        .orElse(Map.of());
  }

  /** The values of a closed list; empty if the type has none. */
  default List<Option> options() {
    return List.of();
  }

  /**
   * One of the values of a closed list.
   *
   * @param value its canonical value
   * @param words its name for people
   */
  record Option(String value, BilingualText words) {}

  /** The greatest length of an input, in Unicode code points; canonical values are no longer. */
  int maxLength();
}
