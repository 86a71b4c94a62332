package vn.onecall.policy.law;

import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * A time limit in days.
 *
 * @param days how many, at least one
 * @param count which days are counted
 */
public record TimeLimit(int days, Count count) {

  private static final Messages MESSAGES = Messages.beside(TimeLimit.class);

  /** The most days that an overlay may give. */
  private static final int MOST_DAYS = 999;

  /** Which days are counted. */
  public enum Count {
    /** Every day; if the last is no working day, the next working day is the last. */
    CALENDAR,
    /** Working days alone. */
    WORKING
  }

  public TimeLimit {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("A time limit has 1 to " + MOST_DAYS + " days");
    }
  }

  /** The limit for people: {@code 2 working days}. */
  public BilingualText words() {
    return switch (count) {
      case CALENDAR -> MESSAGES.words("days", days);
      case WORKING -> MESSAGES.words("working-days", days);
    };
  }
}
