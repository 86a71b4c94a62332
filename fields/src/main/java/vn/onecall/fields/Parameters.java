package vn.onecall.fields;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters that a policy file gives to a type, each read once and none left over. */
final class Parameters {

  static final String SHORT_TEXT = "short-text";
  static final String WHOLE_NUMBER = "whole-number";
  static final String CHOICE = "choice";

  private static final int LONGEST_SHORT_TEXT = 500;

  /** Eighteen digits, which every {@code long} holds. */
  private static final long GREATEST = 999_999_999_999_999_999L;

  private final String type;
  private final Map<String, String> left;

  Parameters(String type, Map<String, String> given) {
    this.type = type;
    this.left = new LinkedHashMap<>(given);
  }

  FieldType shortText() {
    return new ShortText(SHORT_TEXT, (int) number("longest", 1, LONGEST_SHORT_TEXT));
  }

  FieldType wholeNumber() {
    long least = number("least", -GREATEST, GREATEST);
    return new WholeNumber(least, number("most", least, GREATEST));
  }

  FieldType choice() {
    List<String> options =
        Arrays.stream(take("options").split(",", -1)).map(String::strip).toList();
    for (String option : options) {
      if (!Choice.CODE.matcher(option).matches()) {
        throw bad("options", "is a list of codes such as on-site, with commas between them");
      }
    }
    if (Set.copyOf(options).size() < options.size()) {
      throw bad("options", "has one option twice");
    }
    return Choice.ofCodes(CHOICE, options);
  }

  /** Refuses what no one has asked for. */
  void finish() {
    for (String parameter : left.keySet()) {
      throw bad(parameter, "is none that the type takes");
    }
  }

  private long number(String parameter, long least, long most) {
    try {
      long number = Long.parseLong(take(parameter).strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw bad(parameter, "is a whole number from " + least + " to " + most);
  }

  private String take(String parameter) {
    String value = left.remove(parameter);
    if (value == null) {
      throw bad(parameter, "is missing");
    }
    return value;
  }

  private IllegalArgumentException bad(String parameter, String why) {
    return new IllegalArgumentException(
        "The parameter " + parameter + " of the field type " + type + " " + why);
  }
}
