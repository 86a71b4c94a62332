package vn.onecall.server.problems;

import java.util.Collection;
import java.util.regex.Pattern;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * A validation error of one part of a request.
 *
 * @param field where it is, such as {@code fields.email}
 * @param code a stable word for the reason
 * @param words the reason for people; never holds the value
 */
public record FieldError(String field, String code, BilingualText words) {
  private static final Messages MESSAGES = Messages.beside(FieldError.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{0,39}");

  /**
   * Returns the name that a caller used for a part if it is safe to repeat; an arbitrary key could
   * itself be personal data such as an address.
   */
  public static String repeatable(String name) {
    return NAME.matcher(name).matches() ? name : "(unnamed)";
  }

  /** A required part is missing. */
  public static FieldError missing(String field) {
    return new FieldError(field, "missing", MESSAGES.words("missing"));
  }

  /** The value is not in the list of permitted values. */
  public static FieldError notListed(String field, Collection<String> known) {
    return new FieldError(
        field, "not-listed", MESSAGES.words("not-listed", String.join(", ", known)));
  }

  /** The value is not an RFC 3339 timestamp. */
  static FieldError notATime(String field) {
    return new FieldError(field, "format", MESSAGES.words("not-a-time"));
  }

  /** The value is a time outside of the years 1900 to 2199. */
  static FieldError notATimeOfOurs(String field) {
    return new FieldError(field, "range", MESSAGES.words("not-a-time-of-ours"));
  }

  /** The value is not a leaf hash of the log. */
  public static FieldError notALeaf(String field) {
    return new FieldError(field, "format", MESSAGES.words("not-a-leaf"));
  }

  /** The value is not a customer id. */
  public static FieldError notACustomer(String field) {
    return new FieldError(field, "format", MESSAGES.words("not-a-customer"));
  }

  /** The index of a value is less than 1. */
  public static FieldError notAnIndex(String field) {
    return new FieldError(field, "range", MESSAGES.words("not-an-index"));
  }

  /** The page size is out of range. */
  public static FieldError notAPageSize(String field, int most) {
    return new FieldError(field, "range", MESSAGES.words("not-a-page-size", most));
  }
}
