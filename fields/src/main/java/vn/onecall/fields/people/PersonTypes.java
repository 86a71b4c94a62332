package vn.onecall.fields.people;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.FieldType.Option;
import vn.onecall.fields.text.Choice;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/** The field types that describe a person. */
public final class PersonTypes {

  private static final Messages MESSAGES = Messages.beside(PersonTypes.class);

  static final String FEMALE = "female";
  static final String MALE = "male";

  private static final List<String> TITLES =
      List.of(
          "ong", "ba", "anh", "chi", "co", "chu", "bac", "di", "cau", "em", "chau", "ban", "thay",
          "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "none");
  private static final List<String> GENDERS = List.of(FEMALE, MALE, "other", "unknown");

  private static final List<String> PAPERS =
      List.of(
          "passport",
          "residence-card",
          "identity-certificate",
          "travel-document",
          "birth-certificate",
          "other");

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
        new LegacyIdentityNumber(),
        new IdentityPaper(paperKinds(), today));
  }

  /**
   * How a person wishes to be addressed. Vietnamese titles express age and standing, so none
   * replaces another; {@code none} is for a person who wishes for no title.
   */
  private static FieldType title() {
    return new Choice("title", options(TITLES, MESSAGES.startingWith("title-")), Map.of());
  }

  /**
   * A person's gender, in the codes of HL7 FHIR's AdministrativeGender; {@code unknown} is for a
   * person who does not state it.
   */
  private static FieldType gender() {
    return new Choice(
        "gender",
        options(GENDERS, MESSAGES.startingWith("gender-")),
        Map.of("unstated", "unknown", "f", FEMALE, "m", MALE));
  }

  /** The kinds of papers other than the identity card that say who somebody is. */
  private static Choice paperKinds() {
    return new Choice(
        "kind",
        options(PAPERS, MESSAGES.startingWith("paper-")),
        Map.of(
            "the thuong tru", "residence-card",
            "the tam tru", "residence-card",
            "permanent residence card", "residence-card",
            "temporary residence card", "residence-card"));
  }

  /** The options of a list in its order, each with its words. */
  private static List<Option> options(List<String> codes, Map<String, BilingualText> words) {
    if (!words.keySet().equals(Set.copyOf(codes))) {
      throw new IllegalStateException("Other words than options: " + words.keySet());
    }
    return codes.stream()
        .map(code -> new Option(code, Objects.requireNonNull(words.get(code))))
        .toList();
  }
}
