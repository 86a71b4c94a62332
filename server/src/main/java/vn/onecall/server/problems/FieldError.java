package vn.onecall.server.problems;

import java.util.regex.Pattern;
import vn.onecall.policy.model.BilingualText;

/**
 * What is wrong with one part of a request.
 *
 * @param field where it is, such as {@code fields.email}
 * @param code a stable word for the reason
 * @param words the reason for people; never holds the value
 */
public record FieldError(String field, String code, BilingualText words) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{0,39}");

  /**
   * A caller's name for a part, if it can be repeated: what somebody sends as a key could be a
   * person's address as well.
   */
  public static String repeatable(String name) {
    return NAME.matcher(name).matches() ? name : "(unnamed)";
  }
}
