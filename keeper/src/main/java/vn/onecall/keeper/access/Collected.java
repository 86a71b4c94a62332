package vn.onecall.keeper.access;

/**
 * How values came to us; each kept with them. All three are names that the policy lists, but for
 * what the company or an authority writes itself.
 *
 * @param source who supplied them
 * @param moment on what occasion
 * @param channel by which way
 */
public record Collected(String source, String moment, String channel) {
  /** Its line in an entry's part. */
  String line() {
    return "collected %s %s %s".formatted(source, moment, channel);
  }
}
