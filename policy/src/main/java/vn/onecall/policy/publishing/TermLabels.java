package vn.onecall.policy.publishing;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.Basis;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.Sensitivity;

/** Labels for people of the terms of the policy language: forms, bases, sensitivities, periods. */
final class TermLabels {
  private static final Messages MESSAGES = Messages.beside(TermLabels.class);
  private static final Map<Form, BilingualText> FORMS = MESSAGES.each("form-", Form.class);
  private static final Map<Basis, BilingualText> BASES = MESSAGES.each("basis-", Basis.class);
  private static final Map<Sensitivity, BilingualText> SENSITIVITIES =
      MESSAGES.each("sensitivity-", Sensitivity.class);

  private TermLabels() {}

  static BilingualText form(Form form) {
    return Objects.requireNonNull(FORMS.get(form));
  }

  static BilingualText basis(Basis basis) {
    return Objects.requireNonNull(BASES.get(basis));
  }

  static BilingualText sensitivity(Sensitivity sensitivity) {
    return Objects.requireNonNull(SENSITIVITIES.get(sensitivity));
  }

  /** A period of at least a day: {@code 1 year 6 months}. */
  static BilingualText period(Period period) {
    int years = period.getYears();
    int months = period.getMonths();
    int days = period.getDays();
    List<BilingualText> parts = new ArrayList<>();
    if (years > 0) {
      parts.add(MESSAGES.words("years", years));
    }
    if (months > 0) {
      parts.add(MESSAGES.words("months", months));
    }
    if (days > 0) {
      parts.add(MESSAGES.words("days", days));
    }
    return new BilingualText(
        String.join(" ", parts.stream().map(BilingualText::vi).toList()),
        String.join(" ", parts.stream().map(BilingualText::en).toList()));
  }
}
