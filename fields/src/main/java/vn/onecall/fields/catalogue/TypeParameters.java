package vn.onecall.fields.catalogue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.text.Choice;
import vn.onecall.fields.text.ShortText;
import vn.onecall.fields.text.WholeNumber;

/**
 * The parameters that a policy file gives to a field type. Each is read once, and an unknown one is
 * an error.
 */
final class TypeParameters {

  static final String SHORT_TEXT = "short-text";
  static final String WHOLE_NUMBER = "whole-number";
  static final String CHOICE = "choice";

  private static final int LONGEST_SHORT_TEXT = 500;

  /** The greatest number of eighteen digits; every one fits a {@code long}. */
  private static final long GREATEST = 999_999_999_999_999_999L;

  private final String type;
  private final Map<String, String> left;

  TypeParameters(String type, Map<String, String> given) {
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

  /** Refuses the parameters that were not read. */
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
      // The error below says so.
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
