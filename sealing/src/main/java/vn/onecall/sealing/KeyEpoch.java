package vn.onecall.sealing;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One epoch of key-encryption keys, as the readable header of a keystore lists it; no secret.
 *
 * @param number its number, from 1; the highest is the current epoch
 * @param begun when it was begun, in whole seconds; unknown for a keystore of the first format
 * @param retired when its keys were destroyed, in whole seconds; nothing while they are held
 */
public record KeyEpoch(int number, @Nullable Instant begun, @Nullable Instant retired) {
  private static final String UNKNOWN = "unknown";
  private static final Pattern LINE =
      Pattern.compile("epoch ([1-9][0-9]{0,8}) begun (\\S+)(?: retired (\\S+))?");
  private static final Pattern TIME =
      Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  public KeyEpoch {
    if (number < 1) {
      throw new IllegalArgumentException("An epoch counts from 1");
    }
    begun = begun == null ? null : begun.truncatedTo(ChronoUnit.SECONDS);
    retired = retired == null ? null : retired.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether its keys are still held, and open what was wrapped under them. */
  public boolean held() {
    return retired == null;
  }

  /** The same epoch with its keys destroyed. */
  KeyEpoch retiredAt(Instant now) {
    return new KeyEpoch(number, begun, now);
  }

  /** The epoch's line in the header, without its end. */
  String line() {
    return "epoch "
        + number
        + " begun "
        + (begun == null ? UNKNOWN : begun)
        + (retired == null ? "" : " retired " + retired);
  }

  /** Parses such a line; empty if it is malformed. */
  static Optional<KeyEpoch> parse(String line) {
    Matcher words = LINE.matcher(line);
    if (!words.matches()) {
      return Optional.empty();
    }
    String begun = words.group(2);
    String retired = words.group(3);
    if (!(begun.equals(UNKNOWN) || isTime(begun)) || !(retired == null || isTime(retired))) {
      return Optional.empty();
    }
    return Optional.of(
        new KeyEpoch(
            Integer.parseInt(words.group(1)),
            begun.equals(UNKNOWN) ? null : Instant.parse(begun),
            retired == null ? null : Instant.parse(retired)));
  }

  private static boolean isTime(String text) {
    if (!TIME.matcher(text).matches()) {
      return false;
    }
    try {
      return Instant.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return line();
  }
}
