package vn.onecall.keeper.features;

import vn.onecall.messages.BilingualText;
import vn.onecall.policy.deciding.DenialReason;

/**
 * What a feature refuses for a reason of its own, such as a transfer without an agreement. The
 * policy says by which promise it is refused: its {@code otherwise} numbers, under {@code needs},
 * what features need.
 *
 * @param needs what is missing, as the policy names it; it never changes
 * @param reason what the denial says
 */
public record Refusal(String needs, DenialReason reason) {

  /** A refusal that says what is missing, in a code and in words. */
  public static Refusal of(String needs, BilingualText words) {
    return new Refusal(needs, new DenialReason.Needs(needs, words));
  }

  /** A refusal that does not say what is missing: it would tell who is a customer. */
  public static Refusal silent(String needs) {
    return new Refusal(needs, new DenialReason.NotShown());
  }

  /** A stable code for logs and programs. */
  public String code() {
    return reason.code();
  }
}
