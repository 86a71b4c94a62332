package vn.onecall.policy;

/** Puts a denial into words: which promise, what it says, and why it applies here. */
final class Explanation {

  private final Policy policy;

  Explanation(Policy policy) {
    this.policy = policy;
  }

  Words of(Decision.Deny denial) {
    PolicyPromise promise = policy.promises().get(denial.promise());
    if (promise == null) {
      throw new IllegalArgumentException("The denial names a promise of another policy");
    }
    Words why = why(denial.reason());
    return new Words(
        "Cam kết %s trong chính sách %s, phiên bản %d: “%s” Lý do từ chối: %s"
            .formatted(
                promise.id(), policy.name(), policy.version(), promise.words().vi(), why.vi()),
        "Promise %s of the policy %s, version %d: “%s” Why this was refused: %s"
            .formatted(
                promise.id(), policy.name(), policy.version(), promise.words().en(), why.en()));
  }

  private Words why(Reason reason) {
    return switch (reason) {
      case Reason.HeldByRefusal _ ->
          new Words(
              "hoạt động này bị từ chối cho đến khi 1CALL có đủ phương tiện để giữ trọn cam kết đó.",
              "the activity is refused until 1CALL has what it takes to keep this promise.");
      case Reason.Unlisted _ ->
          new Words(
              "chính sách không có hoạt động này, nên không ai được thực hiện.",
              "the policy lists no such activity, so nobody may carry it out.");
      case Reason.NotEntitled _ ->
          new Words(
              "hoạt động này không được giao cho bên yêu cầu.",
              "the activity is not entrusted to this caller.");
      case Reason.FieldNotGiven(String field) -> fieldNotGiven(field);
      case Reason.FieldUnknown _ ->
          new Words(
              "chính sách không có mục thông tin này.", "the policy holds no field of this name.");
      case Reason.FactMissing(String fact) -> fact("còn thiếu điều kiện", "this must hold", fact);
      case Reason.FactForbids(String fact) -> fact("điều sau ngăn lại", "this forbids it", fact);
      case Reason.NotShown _ ->
          new Words(
              "không có khách hàng nào như vậy, hoặc lựa chọn của khách hàng không cho phép.",
              "there is no such customer, or the customer's own choice stands against it.");
      case Reason.ConditionMissing(Condition condition) -> condition.words();
    };
  }

  private Words fieldNotGiven(String name) {
    Field field = policy.fields().get(name);
    if (field == null) {
      throw new IllegalArgumentException("The denial names a field of another policy");
    }
    return new Words(
        "hoạt động này không được dùng mục “%s”.".formatted(field.label().vi()),
        "the activity may not use the field “%s” (%s).".formatted(field.label().en(), name));
  }

  private Words fact(String vi, String en, String name) {
    Fact fact = policy.facts().get(name);
    if (fact == null) {
      throw new IllegalArgumentException("The denial names a fact of another policy");
    }
    return new Words(vi + ": " + fact.words().vi(), en + ": " + fact.words().en());
  }
}
