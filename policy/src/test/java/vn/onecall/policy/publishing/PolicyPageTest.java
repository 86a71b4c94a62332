package vn.onecall.policy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SamplePolicies;
import vn.onecall.policy.model.Field;
import vn.onecall.policy.model.Form;
import vn.onecall.testing.Promise;

class PolicyPageTest {

  private static final Locale VIETNAMESE = Locale.of("vi");
  private static final Policy NEXT = SamplePolicies.published();

  @Test
  void saysEveryPromiseFieldPurposeConsentServiceAndNeverRuleInBothLanguages() {
    for (Locale locale : List.of(VIETNAMESE, Locale.ENGLISH)) {
      String page = PolicyPage.of(NEXT, locale);
      NEXT.promises().values().forEach(each -> assertThat(page).contains(each.words().in(locale)));
      for (Field field : NEXT.fields().values()) {
        assertThat(page)
            .contains(field.label().in(locale))
            .contains(field.necessity().in(locale))
            .contains(field.notice().in(locale));
      }
      NEXT.purposes().values().forEach(each -> assertThat(page).contains(each.words().in(locale)));
      NEXT.consents()
          .values()
          .forEach(each -> assertThat(page).contains(each.text().words().in(locale)));
      NEXT.services().values().forEach(each -> assertThat(page).contains(each.words().in(locale)));
      NEXT.never().values().forEach(each -> assertThat(page).contains(each.words().in(locale)));
      assertThat(page).contains(NEXT.attestation().orElseThrow().words().in(locale));
    }
  }

  @Test
  void saysTimesAndFormsInThePeoplesWords() {
    assertThat(PolicyPage.of(NEXT, VIETNAMESE))
        .contains("# Chính sách bảo mật thông tin của 1CALL")
        .contains("6 tháng sau khi Quý khách đóng tài khoản")
        .contains("Luật buộc giữ ít nhất 3 năm: Dữ liệu về hợp đồng điện tử")
        .contains("che bớt")
        .doesNotContain("null", "Optional", "%s");
    assertThat(PolicyPage.of(NEXT, Locale.ENGLISH))
        .contains("6 months after the customer closes the account")
        .contains("The Vietnamese text binds.");
  }

  @Test
  void isTheSamePageEachTimeForTheSamePolicy() {
    assertThat(PolicyPage.of(SamplePolicies.published(), VIETNAMESE))
        .isEqualTo(PolicyPage.of(NEXT, VIETNAMESE));
    assertThat(PolicyPage.of(SamplePolicies.published(), VIETNAMESE)).contains("Phiên bản 6");
  }

  @Test
  @Promise("2.2")
  void saysWhichFieldsAreNeededForAServiceAndOfWhichOneIsEnough() {
    assertThat(PolicyPage.of(NEXT, VIETNAMESE))
        .contains("- **Tài khoản**: Họ và tên; một trong: Email, Số điện thoại; có thể thêm ");
    assertThat(PolicyPage.of(NEXT, Locale.ENGLISH))
        .contains("one of: Personal identity number, Passport or another identity paper;");
    AccessMatrix matrix = AccessMatrix.of(NEXT);
    assertThat(matrix.toMarkdown(NEXT, Locale.ENGLISH))
        .contains("Needed for: Ordering from the shop, Buying by instalments.")
        .contains("One of several for: Buying by instalments.")
        .contains("Can be added for: Ordering from the shop");
    assertThat(matrix.toMarkdown(NEXT, VIETNAMESE)).contains("Là một trong các lựa chọn cho: ");
  }

  @Test
  @Promise("6.2")
  void theMatrixHoldsACellForEachFieldThatARoleMaySeeAndNoOther() {
    AccessMatrix matrix = AccessMatrix.of(NEXT);
    int expected =
        NEXT.permitted().values().stream()
            .mapToInt(activity -> activity.roles().size() * activity.fields().size())
            .sum();
    assertThat(matrix.cells()).hasSize(expected);
    assertThat(matrix.at("auditor", "email")).isEmpty();
    assertThat(matrix.at("courier", "email"))
        .contains(
            new AccessMatrix.Cell(
                "courier",
                "email",
                "marketing.offers-by-email",
                "offers-marketing",
                Form.CLEAR,
                List.of("offers-by-email"),
                List.of("restricted", "unguarded-child", "marketing-refused", "frozen")))
        .hasSize(3);
    assertThat(matrix.at("care", "payment-card"))
        .singleElement()
        .satisfies(cell -> assertThat(cell.form()).isEqualTo(Form.MASKED));
  }

  @Test
  void theMatrixTellsEachRoleInWordsWhatItMaySeeAndWhen() {
    String page = AccessMatrix.of(NEXT).toMarkdown(NEXT, Locale.ENGLISH);
    assertThat(page)
        .contains("### Customer care staff")
        .contains("| Payment card | View a customer's details, masked (`care.view-customer`) |")
        .contains("only if: The customer agrees at present to offers by email.")
        .contains("No field at all.");
    assertThat(AccessMatrix.of(NEXT).toMarkdown(NEXT, VIETNAMESE))
        .contains("Không có mục thông tin nào.");
  }
}
