package vn.onecall.policy;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** The words of the language itself, for people: forms, bases, classes and times. */
final class PolicyWords {

  private PolicyWords() {}

  static Words form(Form form) {
    return switch (form) {
      case CLEAR -> new Words("đầy đủ", "clear");
      case MASKED -> new Words("che bớt", "masked");
      case DERIVED -> new Words("suy ra", "derived");
      case COUNTED -> new Words("chỉ con số", "counted");
    };
  }

  static Words basis(Basis basis) {
    return switch (basis) {
      case CONTRACT ->
          new Words("thực hiện thỏa thuận với Quý khách", "carrying out an agreement with you");
      case LEGAL_OBLIGATION -> new Words("nghĩa vụ theo luật", "a legal obligation");
      case CONSENT -> new Words("sự đồng ý của Quý khách", "your consent");
    };
  }

  static Words sensitivity(Sensitivity sensitivity) {
    return switch (sensitivity) {
      case BASIC -> new Words("cơ bản", "basic");
      case RESTRICTED -> new Words("hạn chế", "restricted");
      case SENSITIVE -> new Words("nhạy cảm", "sensitive");
    };
  }

  static Words period(Period period) {
    List<String> vi = new ArrayList<>();
    List<String> en = new ArrayList<>();
    add(vi, en, period.getYears(), "năm", "year");
    add(vi, en, period.getMonths(), "tháng", "month");
    add(vi, en, period.getDays(), "ngày", "day");
    return new Words(String.join(" ", vi), String.join(" ", en));
  }

  private static void add(List<String> vi, List<String> en, int count, String one, String unit) {
    if (count > 0) {
      vi.add(count + " " + one);
      en.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
