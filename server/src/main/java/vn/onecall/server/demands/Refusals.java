package vn.onecall.server.demands;

import vn.onecall.keeper.calls.Denial;
import vn.onecall.policy.Policy;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DenialReason;
import vn.onecall.policy.deciding.Precondition;

/** Refusals of demands in words that can be sent to the authority as they are. */
final class Refusals {
  private Refusals() {}

  /** The letter, in Vietnamese; it names nobody, and says nothing of who is a customer. */
  static String letter(Denial denial, Policy policy) {
    return """
    Kính gửi Quý cơ quan,

    %s đã nhận được yêu cầu cung cấp thông tin và chưa thể cung cấp, vì: %s

    Theo cam kết %s trong chính sách bảo mật (phiên bản %d), thông tin của khách hàng chỉ được cung \
    cấp khi có văn bản của cơ quan nhà nước có thẩm quyền nêu rõ căn cứ pháp luật, đúng phạm vi và \
    còn thời hạn của văn bản đó. Chúng tôi sẽ xem xét lại ngay khi nhận được văn bản bổ sung.

    Lượt từ chối này đã được ghi nhật ký, mã %s.

    Trân trọng,
    %s
    """
        .formatted(
            policy.controller(),
            why(denial),
            denial.promise(),
            policy.version(),
            denial.entry().hex(),
            policy.controller());
  }

  private static String why(Denial denial) {
    return denial instanceof Denial.ByPolicy(Decision.Deny deny, var entry)
            && deny.reason() instanceof DenialReason.PreconditionMissing(Precondition condition)
        ? condition.words().vi()
        : "yêu cầu không thuộc trường hợp được phép cung cấp.";
  }
}
