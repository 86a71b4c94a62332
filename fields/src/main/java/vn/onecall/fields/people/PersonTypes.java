package vn.onecall.fields.people;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.FieldType.Option;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.Choice;

/** The field types that describe a person. */
public final class PersonTypes {

  static final String FEMALE = "female";
  static final String MALE = "male";

  private PersonTypes() {}

  /**
   * One of each type.
   *
   * @param clock tells which day it is, since a birth date is never in the future
   */
  public static List<FieldType> all(InstantSource clock) {
    CurrentDate today = new CurrentDate(clock);
    return List.of(
        title(),
        new FullName(),
        gender(),
        new BirthDate(today),
        new IdentityNumber(today),
        new LegacyIdentityNumber());
  }

  /**
   * How a person wishes to be addressed. Vietnamese titles express age and standing, so none
   * replaces another; {@code none} is for a person who wishes for no title.
   */
  private static FieldType title() {
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
   * A person's gender, in the codes of HL7 FHIR's AdministrativeGender; {@code unknown} is for a
   * person who does not state it.
   */
  private static FieldType gender() {
    return new Choice(
        "gender",
        List.of(
            option(FEMALE, "Nữ", "Female"),
            option(MALE, "Nam", "Male"),
            option("other", "Khác", "Other"),
            option("unknown", "Không nêu", "Not stated")),
        Map.of("unstated", "unknown", "f", FEMALE, "m", MALE));
  }

  private static Option option(String value, String vi, String en) {
    return new Option(value, new ValidationError.Words(vi, en));
  }
}
