package vn.onecall.server.problems;

import java.util.Collection;
import java.util.regex.Pattern;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * What is wrong with one part of a request.
 *
 * @param field where it is, such as {@code fields.email}
 * @param code a stable word for the reason
 * @param words the reason for people; never holds the value
 */
public record FieldError(String field, String code, BilingualText words) {
  private static final Messages MESSAGES = Messages.beside(FieldError.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{0,39}");

  /**
   * A caller's name for a part, if it can be repeated: what somebody sends as a key could be a
   * person's address as well.
   */
  public static String repeatable(String name) {
    return NAME.matcher(name).matches() ? name : "(unnamed)";
  }

  /** A part that has to be there. */
  public static FieldError missing(String field) {
    return new FieldError(field, "missing", MESSAGES.words("missing"));
  }

  /** A word that is none of those that there are. */
  public static FieldError notListed(String field, Collection<String> known) {
    return new FieldError(
        field, "not-listed", MESSAGES.words("not-listed", String.join(", ", known)));
  }

  /** No time as RFC 3339 writes it. */
  public static FieldError notATime(String field) {
    return new FieldError(field, "format", MESSAGES.words("not-a-time"));
  }

  /** No leaf of the log. */
  public static FieldError notALeaf(String field) {
    return new FieldError(field, "format", MESSAGES.words("not-a-leaf"));
  }

  /** No id of a customer. */
  public static FieldError notACustomer(String field) {
    return new FieldError(field, "format", MESSAGES.words("not-a-customer"));
  }

  /** A place among several values that is below the first. */
  public static FieldError notAnIndex(String field) {
    return new FieldError(field, "range", MESSAGES.words("not-an-index"));
  }

  /** A page with too few items, or more than there may be. */
  public static FieldError notAPageSize(String field, int most) {
    return new FieldError(field, "range", MESSAGES.words("not-a-page-size", most));
  }
}
