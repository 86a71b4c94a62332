package vn.onecall.fields;

import java.util.Optional;

/**
 * The type of a field, which knows good values from bad ones and writes each good one in a single,
 * canonical way.
 *
 * <p>It guarantees that a canonical value parses to itself; that no canonical value holds a
 * control, bidirectional, invisible or unassigned character; that the length is looked at before
 * anything else, so that no input costs much time; and that no input makes it throw. Nothing that
 * it says of a refused value repeats the value. Safe for use by many threads.
 */
public interface FieldType {

  /** The name by which the policy file calls the type, such as {@code email}. */
  String name();

  /** Reads what somebody typed: its canonical value, or the reason why it has none. */
  Parsed parse(String input);

  /**
   * The value as somebody sees it who need not know it in full. It never equals nor contains the
   * value.
   *
   * @param canonical what {@link #parse} gave out, be it long ago
   * @throws IllegalArgumentException if it cannot have come from there; the message does not hold
   *     it
   */
  String mask(String canonical);

  /**
   * The normalised form under which the value is looked up in a blind index: equal for all values
   * that mean the same. Empty if the type is not searched by its whole value.
   *
   * @param canonical what {@link #parse} gave out, be it long ago
   * @throws IllegalArgumentException if it cannot have come from there; the message does not hold
   *     it
   */
  Optional<String> indexTerm(String canonical);

  /** The greatest length of an input, in Unicode code points; canonical values are no longer. */
  int maxLength();
}
