package vn.onecall.server.access;

/**
 * An opened value in memory. It cannot be printed, logged or serialised by accident: only {@link
 * #reveal()} gives it, and a search for its callers finds every place that shows one.
 */
public final class Personal {
  private final String value;

  Personal(String value) {
    this.value = value;
  }

  /** The value in the form that the activity allows. */
  public String reveal() {
    return value;
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
