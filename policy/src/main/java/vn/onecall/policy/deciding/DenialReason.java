package vn.onecall.policy.deciding;

/**
 * Why something was denied. A reason names only what the policy itself holds, never what a caller
 * wrote, so that it can be logged and shown.
 */
public sealed interface DenialReason {

  /** The activity is refused until what keeps its promise exists. */
  record HeldByRefusal() implements DenialReason {}

  /** The policy lists no such activity. */
  record Unlisted() implements DenialReason {}

  /** The activity is not entrusted to this caller. */
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
   * Nobody is shown: there is no such subject, or a fact stands against it. Which of the two is not
   * said, for that would tell who is a customer.
   */
  record NotShown() implements DenialReason {}

  /**
   * What must stand between the company and somebody outside does not.
   *
   * @param precondition what is missing
   */
  record PreconditionMissing(Precondition precondition) implements DenialReason {}

  /** A stable word for this reason, for logs and for programs. */
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
      case PreconditionMissing(Precondition precondition) -> precondition.code();
    };
  }
}
