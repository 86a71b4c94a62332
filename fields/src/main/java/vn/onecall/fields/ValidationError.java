package vn.onecall.fields;

import java.util.Locale;

/** Why a value is refused, in words for the person who typed it. The words never hold the value. */
public enum ValidationError {
  EMPTY("Xin điền mục này.", "Please fill this in."),
  TOO_LONG("Nội dung quá dài.", "This is too long."),
  TOO_SHORT("Nội dung quá ngắn.", "This is too short."),
  CONTROL_CHARACTER(
      "Có ký tự điều khiển (xuống dòng, tab…); xin gõ lại trên một dòng.",
      "There is a control character (line break, tab …) in it; please type it on one line."),
  BIDI_CHARACTER(
      "Có ký tự ẩn làm đổi chiều chữ; xin gõ lại thay vì dán.",
      "A hidden character in it turns the direction of writing; please type it instead of pasting."),
  INVISIBLE_CHARACTER(
      "Có ký tự không nhìn thấy được; xin gõ lại thay vì dán.",
      "There is an invisible character in it; please type it instead of pasting."),
  UNPAIRED_SURROGATE(
      "Chữ bị hỏng khi truyền; xin gõ lại.",
      "The text was damaged on its way; please type it again."),
  UNASSIGNED_CHARACTER(
      "Có ký tự không thuộc bảng mã Unicode chung.",
      "There is a character in it that Unicode does not define."),
  FORMAT("Nội dung không đúng dạng.", "This does not have the right form."),
  UNKNOWN_DOMAIN_FORM(
      "Phần sau dấu @ không phải là tên miền đầy đủ, ví dụ tencongty.vn.",
      "What follows the @ is not a full domain name, such as company.vn."),
  NO_SUCH_NUMBER(
      "Không có số điện thoại nào như vậy; số nước ngoài xin bắt đầu bằng dấu + và mã nước.",
      "No such telephone number can exist; please begin a foreign one with + and its country code."),
  NOT_A_MOBILE_OR_FIXED_NUMBER(
      "Số này không phải số di động hay cố định của một người (ví dụ là tổng đài 1900).",
      "This is no mobile or fixed number of a person (but, say, a 1900 service number)."),
  TEXT_WANTED(
      "Mục này là một dòng chữ, không chia thành phần.", "This is one text, without parts."),
  PARTS_WANTED("Mục này gồm nhiều phần riêng.", "This is made of separate parts."),
  UNKNOWN_PART("Mục này không có phần như vậy.", "This has no such part."),
  UNFITTING_PART(
      "Phần này không đi cùng với các phần khác đã điền.",
      "This part does not go with the others that were filled in."),
  NOT_SEARCHED("Không tìm được theo mục này.", "This is not searched by."),
  ONE_WORD_ALONE(
      "Xin gõ ít nhất hai chữ của họ tên, ví dụ họ và tên.",
      "Please type at least two words of the name, such as family and given name."),
  NOT_LISTED("Giá trị này không có trong danh sách.", "This is not on the list."),
  NO_SUCH_DATE("Không có ngày nào như vậy.", "There is no such date."),
  IN_THE_FUTURE("Ngày hoặc năm này chưa đến.", "This date or year is yet to come."),
  TOO_EARLY("Ngày này quá xa trong quá khứ.", "This date lies too far in the past."),
  OUT_OF_RANGE("Con số nằm ngoài khoảng cho phép.", "The number lies outside of what is allowed."),
  UNKNOWN_BIRTHPLACE(
      "Ba chữ số đầu không phải mã của tỉnh hay quốc gia nào.",
      "The first three digits are no code of a province or country."),
  UNKNOWN_COMMUNE("Không có xã, phường nào mang mã này.", "No commune has this code."),
  UNKNOWN_PROVINCE("Không có tỉnh, thành phố nào mang mã này.", "No province has this code."),
  UNKNOWN_BANK("Không biết ngân hàng này.", "This bank is not known."),
  CARD_NUMBER(
      "Xin không gửi số thẻ; việc thanh toán chỉ dùng mã do cổng thanh toán cấp.",
      "Please send no card number; payment uses only the token that the gateway gives."),
  CARD_SECRET(
      "Mã bảo mật, mã PIN và dải từ của thẻ không bao giờ được nhận.",
      "A card's security code, PIN and track are never taken."),
  CHECK_DIGIT(
      "Số này có chữ số gõ nhầm: chữ số kiểm tra không khớp.",
      "A digit was mistyped: the check digit does not fit."),
  TOO_LARGE("Tệp quá lớn.", "The file is too large."),
  UNFITTING_CONTENT(
      "Nội dung tệp không đúng với loại tệp đã khai.",
      "The content of the file is not of the type given."),
  MASKED(
      "Đây là giá trị đã che; xin gõ giá trị đầy đủ.",
      "This is a masked value; please type it in full.");

  /** One statement in the product's two languages. */
  public record Words(String vi, String en) {}

  private final String vi;
  private final String en;

  ValidationError(String vi, String en) {
    this.vi = vi;
    this.en = en;
  }

  /** The reason for a person. */
  public Words words() {
    return new Words(vi, en);
  }

  /** The reason for a program: stable, such as {@code too-long}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
