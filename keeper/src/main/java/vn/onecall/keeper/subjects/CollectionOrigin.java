package vn.onecall.keeper.subjects;

/**
 * How values came to us; each kept with them. All three are names that the policy lists, but for
 * what the company or an authority writes itself.
 *
 * @param source who supplied them
 * @param moment on what occasion
 * @param channel by which way
 */
public record CollectionOrigin(String source, String moment, String channel) {
  /** Its line in an entry's part. */
  public String line() {
    return "collected %s %s %s".formatted(source, moment, channel);
  }
}
