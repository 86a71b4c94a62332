package vn.onecall.policy.deciding;

import java.util.Locale;
import vn.onecall.messages.BilingualText;

/**
 * What must be in place, beside the facts of the subject, before data leaves or a request of
 * another is handled: the agreement with a recipient (promise 6.3), the order of an authority
 * (promise 6.5), the verification of whoever asks in a customer's name (promise 6.2).
 */
public enum Precondition {
  AGREEMENT(
      "chưa có thỏa thuận với đúng bên nhận này.",
      "there is no agreement with just this recipient."),
  AGREEMENT_BEGUN(
      "thỏa thuận với bên nhận chưa bắt đầu có hiệu lực.",
      "the agreement with the recipient has not begun yet."),
  AGREEMENT_NOT_ENDED(
      "thỏa thuận với bên nhận đã hết hiệu lực.", "the agreement with the recipient has ended."),
  REVIEW_IN_TIME(
      "biện pháp bảo vệ của bên nhận đã quá hạn xem xét lại.",
      "the review of the recipient's measures is overdue."),
  MEASURES_WITH_EVIDENCE(
      "bên nhận chưa chứng minh đủ các biện pháp bảo vệ.",
      "the recipient has not shown the measures that protect what it gets."),
  AGREED_PURPOSE(
      "thỏa thuận với bên nhận không có mục đích này.",
      "the agreement with the recipient does not have this purpose."),
  AGREED_FIELD(
      "thỏa thuận với bên nhận không có mục thông tin này.",
      "the agreement with the recipient does not have this field."),
  SAFE_DELIVERY(
      "bên nhận không có khóa đủ mạnh còn dùng được để mã hóa cho riêng họ.",
      "the recipient has no usable key, strong enough, to encrypt for it alone."),
  CUSTOMER_ALLOWS(
      "không có sự cho phép còn hiệu lực của khách hàng đối với đơn vị liên kết này.",
      "no permission of a customer to this affiliate is in force."),
  CONSENT_TO_FEE(
      "chuyển có thu phí cần Quý khách đồng ý từng lần.",
      "a transfer for a fee needs the customer's consent each time."),
  OWN_REFERENCE(
      "bên này không nhận lượt chuyển nào mang mã tham chiếu đó.",
      "this recipient got no transfer of that reference."),
  LEGAL_BASIS(
      "yêu cầu không nêu căn cứ pháp luật, hoặc không kèm văn bản.",
      "the demand names no legal basis, or brings no written order."),
  WITHIN_SCOPE(
      "điều được hỏi nằm ngoài phạm vi của văn bản.", "what is asked lies outside the order."),
  THE_ORDER_AS_RECORDED(
      "điều được duyệt không phải là văn bản đã ghi nhận.",
      "what is approved is not the order that was recorded."),
  TWO_APPROVALS(
      "chưa đủ hai người khác nhau duyệt đúng văn bản này.",
      "two different people have not approved just this order."),
  BEFORE_DEADLINE("đã quá thời hạn ghi trong văn bản.", "the time that the order names is over."),
  VERIFIED_REQUESTER(
      "chưa xác minh được người yêu cầu ở mức mà yêu cầu này cần.",
      "whoever asks is not verified as far as this request needs."),
  PROOF_OF_STANDING(
      "người yêu cầu thay chưa có giấy tờ chứng minh tư cách, hoặc giấy tờ chưa được ghi nhận đúng cách.",
      "whoever asks for another has not shown the papers that allow it, recorded as they must be."),
  SIGNED_RECORDER(
      "giấy tờ của người yêu cầu thay phải do một người đăng nhập bằng khóa riêng ghi nhận.",
      "the papers of whoever asks for another are recorded by a person with a key of their own."),
  ANOTHER_HANDLER(
      "yêu cầu thay cho người khác phải do một người đăng nhập bằng khóa riêng, khác với người đã ghi nhận, giải quyết.",
      "what is asked for another is handled by a person with a key of their own who did not record it.");

  private final String vi;
  private final String en;

  Precondition(String vi, String en) {
    this.vi = vi;
    this.en = en;
  }

  /** The reason for people, if this is missing. */
  public BilingualText words() {
    return new BilingualText(vi, en);
  }

  /** A stable code for logs and programs, such as {@code needs-agreement}. */
  public String code() {
    return "needs-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
