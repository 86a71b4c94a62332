package vn.onecall.server.transfers.agreements;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A company that may receive data.
 *
 * @param id its code
 * @param kind the policy's kind of recipient
 * @param name its name, which is published
 * @param client the client by which it confirms, if it has one
 * @param fact for an affiliate, the fact that stands for a customer's yes to it
 */
public record Recipient(
    String id, String kind, String name, Optional<String> client, OptionalInt fact) {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_ID = 40;

  /** Whether a text can be a company's code. */
  static boolean isId(String text) {
    return text.length() <= LONGEST_ID && ID.matcher(text).matches();
  }
}
