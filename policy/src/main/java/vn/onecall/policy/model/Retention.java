package vn.onecall.policy.model;

import java.time.Period;
import vn.onecall.messages.BilingualText;

/**
 * How long a category is kept: a period (ISO 8601, longer than zero) after an event, and why.
 *
 * @param period how long the category is kept
 * @param after the name of the event that it counts from
 * @param reason why it is kept so long
 */
public record Retention(Period period, String after, BilingualText reason) {

  public Retention {
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("A retention lasts longer than zero");
    }
  }
}
