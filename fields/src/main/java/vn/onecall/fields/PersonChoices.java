package vn.onecall.fields;

import java.util.List;
import java.util.Map;
import vn.onecall.fields.FieldType.Option;

/** The closed lists by which a person is addressed and described. */
final class PersonChoices {

  static final String FEMALE = "female";
  static final String MALE = "male";

  private PersonChoices() {}

  /**
   * How a person wishes to be addressed. Vietnamese titles tell age and standing, so that none can
   * stand for another; {@code none} is for who wishes for none.
   */
  static FieldType title() {
    return new Choice(
        "title",
        List.of(
            option("ong", "Ông", "Ông (Mr, an older man)"),
            option("ba", "Bà", "Bà (Ms, an older woman)"),
            option("anh", "Anh", "Anh (Mr, a man of one's age)"),
            option("chi", "Chị", "Chị (Ms, a woman of one's age)"),
            option("co", "Cô", "Cô (Ms, an aunt or a teacher)"),
            option("chu", "Chú", "Chú (Mr, an uncle)"),
            option("bac", "Bác", "Bác (an elder aunt or uncle)"),
            option("di", "Dì", "Dì (Ms, a mother's sister)"),
            option("cau", "Cậu", "Cậu (Mr, a mother's brother)"),
            option("em", "Em", "Em (someone younger)"),
            option("chau", "Cháu", "Cháu (a child)"),
            option("ban", "Bạn", "Bạn (a friend)"),
            option("thay", "Thầy", "Thầy (a male teacher or a monk)"),
            option("mr", "Mr (ông, anh)", "Mr"),
            option("mrs", "Mrs (bà, đã kết hôn)", "Mrs"),
            option("ms", "Ms (bà, cô, chị)", "Ms"),
            option("miss", "Miss (cô, chưa kết hôn)", "Miss"),
            option("mx", "Mx (không nêu giới tính)", "Mx"),
            option("dr", "Dr (tiến sĩ, bác sĩ)", "Dr"),
            option("prof", "Prof (giáo sư)", "Prof"),
            option("none", "Không dùng danh xưng", "No title")),
        Map.of());
  }

  /**
   * A person's gender, in the codes of HL7 FHIR's AdministrativeGender; {@code unknown} is for who
   * does not state it.
   */
  static FieldType gender() {
    return new Choice(
        "gender",
        List.of(
            option(FEMALE, "Nữ", "Female"),
            option(MALE, "Nam", "Male"),
            option("other", "Khác", "Other"),
            option("unknown", "Không nêu", "Not stated")),
        Map.of("unstated", "unknown", "f", FEMALE, "m", MALE));
  }

  /** Yes or no. */
  static FieldType yesNo() {
    return new Choice(
        "yes-no",
        List.of(option("yes", "Có", "Yes"), option("no", "Không", "No")),
        Map.of("true", "yes", "false", "no"));
  }

  private static Option option(String value, String vi, String en) {
    return new Option(value, new Reason.Words(vi, en));
  }
}
