package vn.onecall.fields;

import java.util.Locale;

/**
 * What a person should check again, although the value is valid. The words never hold the value.
 */
public enum ValidationWarning {
  BIRTH_YEAR_DIFFERS(
      "Năm sinh trong số định danh khác với ngày sinh đã khai.",
      "The birth year in the identity number differs from the birth date given."),
  SEX_DIFFERS(
      "Giới tính trong số định danh khác với giới tính đã khai.",
      "The sex in the identity number differs from the gender given."),
  BROUGHT_FORWARD(
      "Xã, phường mới được suy ra từ đơn vị cũ; xin xem lại cho đúng.",
      "The commune of today follows from the former unit; please confirm it."),
  SEVERAL_COMMUNES(
      "Đơn vị hành chính cũ này nay thuộc nhiều xã, phường; xin chọn đúng nơi.",
      "The former unit now lies in several communes; please choose the right one."),
  COMMUNE_NOT_KNOWN(
      "Chưa biết xã, phường mới của địa chỉ này; địa chỉ được giữ nguyên như đã viết.",
      "The commune of today is not known; the address is kept as it was written.");

  private final String vi;
  private final String en;

  ValidationWarning(String vi, String en) {
    this.vi = vi;
    this.en = en;
  }

  /** The warning for a person. */
  public ValidationError.Words words() {
    return new ValidationError.Words(vi, en);
  }

  /** The warning for a program: stable, such as {@code sex-differs}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
