package vn.onecall.policy.publishing;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import vn.onecall.policy.model.Basis;
import vn.onecall.policy.model.BilingualText;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.Sensitivity;

/** Labels for people of the terms of the policy language: forms, bases, sensitivities, periods. */
final class TermLabels {

  private TermLabels() {}

  static BilingualText form(Form form) {
    return switch (form) {
      case CLEAR -> new BilingualText("đầy đủ", "clear");
      case MASKED -> new BilingualText("che bớt", "masked");
      case DERIVED -> new BilingualText("suy ra", "derived");
      case COUNTED -> new BilingualText("chỉ con số", "counted");
    };
  }

  static BilingualText basis(Basis basis) {
    return switch (basis) {
      case CONTRACT ->
          new BilingualText(
              "thực hiện thỏa thuận với Quý khách", "carrying out an agreement with you");
      case LEGAL_OBLIGATION -> new BilingualText("nghĩa vụ theo luật", "a legal obligation");
      case CONSENT -> new BilingualText("sự đồng ý của Quý khách", "your consent");
    };
  }

  static BilingualText sensitivity(Sensitivity sensitivity) {
    return switch (sensitivity) {
      case BASIC -> new BilingualText("cơ bản", "basic");
      case RESTRICTED -> new BilingualText("hạn chế", "restricted");
      case SENSITIVE -> new BilingualText("nhạy cảm", "sensitive");
    };
  }

  static BilingualText period(Period period) {
    List<String> vi = new ArrayList<>();
    List<String> en = new ArrayList<>();
    add(vi, en, period.getYears(), "năm", "year");
    add(vi, en, period.getMonths(), "tháng", "month");
    add(vi, en, period.getDays(), "ngày", "day");
    return new BilingualText(String.join(" ", vi), String.join(" ", en));
  }

  private static void add(List<String> vi, List<String> en, int count, String one, String unit) {
    if (count > 0) {
      vi.add(count + " " + one);
      en.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
