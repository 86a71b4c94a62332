package vn.onecall.fields;

import java.util.Locale;

/** Why a value was refused, in words for the person who typed it; they never hold the value. */
public enum Reason {
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
      "This is no mobile or fixed number of a person (but, say, a 1900 service number).");

  /** One statement in the product's two languages. */
  public record Words(String vi, String en) {}

  private final String vi;
  private final String en;

  Reason(String vi, String en) {
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
