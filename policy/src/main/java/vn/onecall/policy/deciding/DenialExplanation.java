package vn.onecall.policy.deciding;

import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.PolicyPromise;

/** The explanation of a denial for people: the promise, its text, and why it applies. */
public final class DenialExplanation {

  private static final Messages MESSAGES = Messages.beside(DenialExplanation.class);

  private final Policy policy;

  private DenialExplanation(Policy policy) {
    this.policy = policy;
  }

  /**
   * A denial in both languages.
   *
   * @param policy the policy that the denial was decided by
   * @throws IllegalArgumentException if the denial names a promise, field or fact that the policy
   *     does not hold
   */
  public static BilingualText of(Policy policy, Decision.Deny denial) {
    return new DenialExplanation(policy).of(denial);
  }

  private BilingualText of(Decision.Deny denial) {
    PolicyPromise promise = policy.promises().get(denial.promise());
    if (promise == null) {
      throw new IllegalArgumentException("The denial names a promise of another policy");
    }
    return MESSAGES.words(
        "denial",
        promise.id(),
        policy.name(),
        Integer.toString(policy.version()),
        promise.words(),
        why(denial.reason()));
  }

  private BilingualText why(DenialReason reason) {
    return switch (reason) {
      case DenialReason.HeldByRefusal _ -> MESSAGES.words("held-by-refusal");
      case DenialReason.Unlisted _ -> MESSAGES.words("unlisted-activity");
      case DenialReason.NotEntitled _ -> MESSAGES.words("caller-not-entitled");
      case DenialReason.FieldNotGiven(String field) -> fieldNotGiven(field);
      case DenialReason.FieldUnknown _ -> MESSAGES.words("field-unknown");
      case DenialReason.FactMissing(String fact) -> MESSAGES.words("fact-missing", fact(fact));
      case DenialReason.FactForbids(String fact) -> MESSAGES.words("fact-forbids", fact(fact));
      case DenialReason.NotShown _ -> MESSAGES.words("not-shown");
      case DenialReason.Needs(String _, BilingualText words) -> words;
    };
  }

  private BilingualText fieldNotGiven(String name) {
    Field field = policy.fields().get(name);
    if (field == null) {
      throw new IllegalArgumentException("The denial names a field of another policy");
    }
    return MESSAGES.words("field-not-given", field.label(), name);
  }

  private BilingualText fact(String name) {
    Fact fact = policy.facts().get(name);
    if (fact == null) {
      throw new IllegalArgumentException("The denial names a fact of another policy");
    }
    return fact.words();
  }
}
