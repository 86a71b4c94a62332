package vn.onecall.server.customers;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import vn.onecall.keeper.subjects.ExpectedVersion;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/**
 * Reads {@code If-Match} (RFC 9110, section 13.1.1): a list of entity tags, or {@code *}. A tag
 * that this server never gave is well-formed and fits nothing.
 *
 * <p>A weak tag counts as the version that it names. By the letter it never matches, since two
 * weakly equal answers may differ in their bytes; here a tag names the state of a customer and no
 * bytes, and a proxy that compresses answers makes each of our tags weak.
 */
final class IfMatch {
  private static final Messages MESSAGES = Messages.beside(IfMatch.class);
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  private IfMatch() {}

  /**
   * The versions that a header names.
   *
   * @throws InputException if it is not formed as the RFC has it
   */
  static ExpectedVersion read(String header) {
    if (header.strip().equals("*")) {
      return ExpectedVersion.ANY;
    }
    Set<Long> versions = new HashSet<>();
    boolean some = false;
    Matcher tag = TAG.matcher(header);
    int at = 0;
    while (true) {
      at = past(header, at, " \t,");
      if (at == header.length()) {
        break;
      }
      if (!tag.find(at) || tag.start() != at) {
        throw malformed();
      }
      some = true;
      if (VERSION.matcher(tag.group(1)).matches()) {
        versions.add(Long.parseLong(tag.group(1)));
      }
      at = past(header, tag.end(), " \t");
      if (at < header.length() && header.charAt(at) != ',') {
        throw malformed();
      }
    }
    if (!some) {
      throw malformed();
    }
    return ExpectedVersion.oneOf(versions);
  }

  private static int past(String text, int from, String signs) {
    int at = from;
    while (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static InputException malformed() {
    return new InputException(
        new FieldError(HttpHeaders.IF_MATCH, "format", MESSAGES.words("not-a-version")));
  }
}
