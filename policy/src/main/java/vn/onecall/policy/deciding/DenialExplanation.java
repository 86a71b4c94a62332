package vn.onecall.policy.deciding;

import vn.onecall.policy.Policy;
import vn.onecall.policy.model.BilingualText;
import vn.onecall.policy.model.Fact;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.PolicyPromise;

/** The explanation of a denial for people: the promise, its text, and why it applies. */
public final class DenialExplanation {

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
    BilingualText why = why(denial.reason());
    return new BilingualText(
        "Cam kết %s trong chính sách %s, phiên bản %d: “%s” Lý do từ chối: %s"
            .formatted(
                promise.id(), policy.name(), policy.version(), promise.words().vi(), why.vi()),
        "Promise %s of the policy %s, version %d: “%s” Why this was refused: %s"
            .formatted(
                promise.id(), policy.name(), policy.version(), promise.words().en(), why.en()));
  }

  private BilingualText why(DenialReason reason) {
    return switch (reason) {
      case DenialReason.HeldByRefusal _ ->
          new BilingualText(
              "hoạt động này bị từ chối cho đến khi 1CALL có đủ phương tiện để giữ trọn cam kết đó.",
              "the activity is refused until 1CALL has what it takes to keep this promise.");
      case DenialReason.Unlisted _ ->
          new BilingualText(
              "chính sách không có hoạt động này, nên không ai được thực hiện.",
              "the policy lists no such activity, so nobody may carry it out.");
      case DenialReason.NotEntitled _ ->
          new BilingualText(
              "hoạt động này không được giao cho bên yêu cầu.",
              "the activity is not entrusted to this caller.");
      case DenialReason.FieldNotGiven(String field) -> fieldNotGiven(field);
      case DenialReason.FieldUnknown _ ->
          new BilingualText(
              "chính sách không có mục thông tin này.", "the policy holds no field of this name.");
      case DenialReason.FactMissing(String fact) ->
          fact("còn thiếu điều kiện", "this must hold", fact);
      case DenialReason.FactForbids(String fact) ->
          fact("điều sau ngăn lại", "this forbids it", fact);
      case DenialReason.NotShown _ ->
          new BilingualText(
              "không có khách hàng nào như vậy, hoặc lựa chọn của khách hàng không cho phép.",
              "there is no such customer, or the customer's own choice stands against it.");
      case DenialReason.PreconditionMissing(Precondition precondition) -> precondition.words();
    };
  }

  private BilingualText fieldNotGiven(String name) {
    Field field = policy.fields().get(name);
    if (field == null) {
      throw new IllegalArgumentException("The denial names a field of another policy");
    }
    return new BilingualText(
        "hoạt động này không được dùng mục “%s”.".formatted(field.label().vi()),
        "the activity may not use the field “%s” (%s).".formatted(field.label().en(), name));
  }

  private BilingualText fact(String vi, String en, String name) {
    Fact fact = policy.facts().get(name);
    if (fact == null) {
      throw new IllegalArgumentException("The denial names a fact of another policy");
    }
    return new BilingualText(vi + ": " + fact.words().vi(), en + ": " + fact.words().en());
  }
}
