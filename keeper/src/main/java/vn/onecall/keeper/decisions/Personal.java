package vn.onecall.keeper.decisions;

import java.util.Map;
import vn.onecall.messages.BilingualText;

/**
 * An opened value in memory. It cannot be printed, logged or serialised by accident: only {@link
 * #reveal()}, {@link #parts()} and {@link #names()} give it, and a search for their callers finds
 * every place that shows one.
 */
public final class Personal {
  private final String value;
  private final Map<String, String> parts;
  private final Map<String, BilingualText> names;

  Personal(String value, Map<String, String> parts, Map<String, BilingualText> names) {
    this.value = value;
    this.parts = parts;
    this.names = names;
  }

  /** The value in the form that the activity allows. */
  public String reveal() {
    return value;
  }

  /** The parts of a structured value, in their order; none if it is plain or not in clear. */
  public Map<String, String> parts() {
    return parts;
  }

  /**
   * The names of what the value holds as a code, by part; of a plain value under the empty name.
   * None if it is not in clear.
   */
  public Map<String, BilingualText> names() {
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Personal that && value.equals(that.value);
  }

  /** The same for all, so that no hash of a value can leave by way of a log line. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "[personal]";
  }
}
