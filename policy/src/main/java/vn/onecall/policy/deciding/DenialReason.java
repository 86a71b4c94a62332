package vn.onecall.policy.deciding;

import vn.onecall.messages.BilingualText;

/**
 * Why something was denied. A reason names only what the policy or the program holds, never what a
 * caller wrote, so that it can be logged and shown.
 */
public sealed interface DenialReason {

  /** The activity is refused until its promise can be kept. */
  record HeldByRefusal() implements DenialReason {}

  /** The policy lists no such activity. */
  record Unlisted() implements DenialReason {}

  /** The caller is not entitled to the activity. */
  record NotEntitled() implements DenialReason {}

  /**
   * The activity does not give this field of the policy.
   *
   * @param field the field's name
   */
  record FieldNotGiven(String field) implements DenialReason {}

  /** The policy holds no such field. */
  record FieldUnknown() implements DenialReason {}

  /**
   * A fact that the activity requires does not hold.
   *
   * @param fact the fact's name
   */
  record FactMissing(String fact) implements DenialReason {}

  /**
   * A fact forbids the activity.
   *
   * @param fact the fact's name
   */
  record FactForbids(String fact) implements DenialReason {}

  /**
   * Nobody is shown: there is no such subject, or a fact forbids it. The reason does not tell
   * which, since that would reveal who is a customer.
   */
  record NotShown() implements DenialReason {}

  /**
   * Something that must be in place beside the facts of the subject is missing, such as an
   * agreement with a recipient. A feature of the program decides it.
   *
   * @param what what is missing, as the policy names it under {@code needs}
   * @param words the reason for people
   */
  record Needs(String what, BilingualText words) implements DenialReason {}

  /** A stable code for logs and programs, such as {@code fact-missing}. */
  default String code() {
    return switch (this) {
      case HeldByRefusal _ -> "held-by-refusal";
      case Unlisted _ -> "unlisted-activity";
      case NotEntitled _ -> "caller-not-entitled";
      case FieldNotGiven _ -> "field-not-given";
      case FieldUnknown _ -> "field-unknown";
      case FactMissing _ -> "fact-missing";
      case FactForbids _ -> "fact-forbids";
      case NotShown _ -> "not-shown";
      case Needs(String what, BilingualText _) -> "needs-" + what;
    };
  }
}
