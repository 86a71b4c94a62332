package vn.onecall.translog;

/** ASCII decimal from 0 to 2^63-1 without a leading zero, as C2SP texts write sizes and indexes. */
final class CanonicalDecimal {

  private CanonicalDecimal() {}

  static long parse(String text, String what) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
      throw new LogException.Malformed(what + " is not a decimal without leading zeroes");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new LogException.Malformed(what + " is too large");
    }
  }
}
