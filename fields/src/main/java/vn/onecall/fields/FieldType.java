package vn.onecall.fields;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a field, which knows good values from bad ones and writes each good one in a single,
 * canonical way.
 *
 * <p>It guarantees that a canonical value parses to itself; that no canonical value holds a
 * control, bidirectional, invisible or unassigned character, but for the line breaks of {@code
 * free-text} and what joins its emoji; that the length is looked at before anything else, so that
 * no input costs much time; and that no input makes it throw. Nothing that it says of a refused
 * value repeats the value. Safe for use by many threads.
 *
 * <p>Every method that takes a canonical value takes what {@link #parse} gave out, be it long ago;
 * it throws an {@link IllegalArgumentException} for what cannot have come from there, whose message
 * does not hold it.
 */
public interface FieldType {

  /** The name by which the policy file calls the type, such as {@code email}. */
  String name();

  /** Reads what somebody handed in: its canonical value, or the reason why it has none. */
  Parsed parse(Input input);

  /** Reads one text; a canonical value of any type is one. */
  default Parsed parse(String input) {
    return parse(new Input.Text(input));
  }

  /**
   * The value as somebody sees it who need not know it in full. It never equals nor contains the
   * value.
   */
  String mask(String canonical);

  /** The parts of a structured value, in their order; they parse to it. None for a plain value. */
  default Map<String, String> parts(String canonical) {
    return Map.of();
  }

  /**
   * The normalised forms under which the value is looked up in a blind index: equal for all values
   * that mean the same, each of them once. None if the type is not searched.
   */
  List<String> indexTerms(String canonical);

  /** The terms to look up for what somebody typed into a search, or why there are none. */
  default Searched searchTerms(String query) {
    return switch (parse(query)) {
      case Parsed.Valid(String canonical) -> {
        List<String> terms = indexTerms(canonical);
        yield terms.isEmpty()
            ? new Searched.Refused(Reason.NOT_SEARCHED)
            : new Searched.Terms(terms);
      }
      case Parsed.Invalid(Reason reason, _) -> new Searched.Refused(reason);
    };
  }

  /**
   * The coarser value that is shown in the form {@code derived}, such as an age band for a birth
   * date; empty if the type has none.
   */
  default Optional<String> derive(String canonical, LocalDate today) {
    return Optional.empty();
  }

  /** What a person should look at again, though the value was taken. */
  default List<Warning> warnings(String canonical) {
    return List.of();
  }

  /** The values to choose from, if the type has a closed list of them. */
  default List<Option> options() {
    return List.of();
  }

  /**
   * One of the values of a closed list.
   *
   * @param value its canonical value
   * @param words its name for people
   */
  record Option(String value, Reason.Words words) {}

  /** The greatest length of an input, in Unicode code points; canonical values are no longer. */
  int maxLength();
}
