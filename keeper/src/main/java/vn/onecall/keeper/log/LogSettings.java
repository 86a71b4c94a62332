package vn.onecall.keeper.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The log's settings.
 *
 * @param origin the log's name, a URL without scheme (C2SP tlog-checkpoint); it is for ever
 * @param directory where tiles, archived openings and the published checkpoint lie
 * @param interval how often new entries are published
 * @param lease how long after the end of the server that publishes another one begins to
 */
public record LogSettings(String origin, Path directory, Duration interval, Duration lease) {
  private static final Pattern ORIGIN = Pattern.compile("[a-z0-9][a-z0-9.:/_-]{2,99}");

  public LogSettings {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException("the log's origin must be a URL without its scheme");
    }
    if (interval.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException("the log's interval must be 10 ms at least");
    }
    if (lease.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException("the log's lease must be 100 ms at least");
    }
  }
}
