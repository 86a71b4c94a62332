package vn.onecall.sealing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The readable header of a keystore file: lines of ASCII, each ended by a line feed, exactly in
 * this order.
 *
 * <pre>
 * 1call-keystore 2
 * installation 0f8fad5b-d9cb-469f-a165-70867728950e
 * slot passphrase argon2id m=65536 t=3 p=1 {salt} {sealed file key}
 * slot secret-file hkdf-sha256 {salt} {sealed file key}
 * epoch 1 begun 2026-01-31T08:00:00Z retired 2026-06-30T08:00:00Z
 * epoch 2 begun 2026-05-01T08:00:00Z
 * body
 * </pre>
 *
 * Salt and key are Base64 with padding. There are one to eight slots, in any order, and each opens
 * the same file key. Epochs rise from 1 without a gap, and the last is not retired. The body
 * follows at once: the {@link RootKeys}, sealed by the file key with the whole header as associated
 * data, so that a change of any byte makes the keystore unreadable for every slot.
 *
 * <p>Format 1 had no epoch lines. It is still read, and becomes format 2 with the first change.
 *
 * @param installation the random identity of the keystore
 * @param slots the key slots
 * @param epochs all epochs so far; empty in format 1
 */
record KeystoreHeader(UUID installation, List<KeySlot> slots, List<KeyEpoch> epochs) {
  private static final String FORMAT = "1call-keystore ";
  private static final String FIRST_VERSION = "1";
  private static final String VERSION = "2";
  private static final String INSTALLATION = "installation ";
  private static final String BODY = "body";
  private static final String EPOCH = "epoch ";
  static final int MAX_SLOTS = 8;
  private static final int MAX_LINE = 512;
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern SLOT =
      Pattern.compile("slot (.+) ([A-Za-z0-9+/]{1,64}={0,2}) ([A-Za-z0-9+/]{1,128}={0,2})");

  KeystoreHeader {
    if (slots.isEmpty() || slots.size() > MAX_SLOTS) {
      throw new IllegalArgumentException("A keystore has 1 to " + MAX_SLOTS + " slots");
    }
    if (epochs.size() > RootKeys.MAX_EPOCHS) {
      throw new IllegalArgumentException(
          "A keystore has at most " + RootKeys.MAX_EPOCHS + " epochs");
    }
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).number() != i + 1) {
        throw new IllegalArgumentException("the epochs do not rise from 1");
      }
    }
    if (!epochs.isEmpty() && !epochs.getLast().held()) {
      throw new IllegalArgumentException("the last epoch is retired");
    }
    slots = List.copyOf(slots);
    epochs = List.copyOf(epochs);
  }

  /** The bytes of the header, up to the first byte of the body. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append(epochs.isEmpty() ? FIRST_VERSION : VERSION).append('\n');
    text.append(INSTALLATION).append(installation).append('\n');
    slots.forEach(slot -> text.append(slot.line()).append('\n'));
    epochs.forEach(epoch -> text.append(epoch.line()).append('\n'));
    return text.append(BODY).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Parses the header at the start of a file.
   *
   * @throws KeystoreException.Malformed if any byte differs from what {@link #bytes} writes
   */
  static KeystoreHeader parse(String file, byte[] content) {
    Lines lines = new Lines(file, content);
    String first = lines.next("first line");
    if (!first.startsWith(FORMAT)) {
      throw new KeystoreException.Malformed(file, "first line", "it is no 1CALL keystore");
    }
    if (!first.equals(FORMAT + VERSION) && !first.equals(FORMAT + FIRST_VERSION)) {
      throw new KeystoreException.Malformed(
          file,
          "format version",
          "this program reads versions " + FIRST_VERSION + " and " + VERSION);
    }
    UUID installation = installation(file, lines.next("installation"));
    List<KeySlot> slots = new ArrayList<>();
    String line = lines.next("slots");
    while (!line.equals(BODY) && !line.startsWith(EPOCH)) {
      if (slots.size() == MAX_SLOTS) {
        throw new KeystoreException.Malformed(file, "slots", "there are more than " + MAX_SLOTS);
      }
      slots.add(slot(file, line));
      line = lines.next("slots");
    }
    if (slots.isEmpty()) {
      throw new KeystoreException.Malformed(file, "slots", "there is none");
    }
    List<KeyEpoch> epochs = new ArrayList<>();
    while (!line.equals(BODY)) {
      epochs.add(epoch(file, line));
      line = lines.next("epochs");
    }
    KeystoreHeader header = header(file, installation, slots, epochs);
    // Base64 has more than one spelling for some bytes; only ours is accepted.
    if (!Arrays.equals(header.bytes(), Arrays.copyOf(content, lines.position))) {
      throw new KeystoreException.Malformed(file, "header", "it is not in canonical form");
    }
    return header;
  }

  private static KeystoreHeader header(
      String file, UUID installation, List<KeySlot> slots, List<KeyEpoch> epochs) {
    try {
      return new KeystoreHeader(installation, slots, epochs);
    } catch (IllegalArgumentException e) {
      throw new KeystoreException.Malformed(file, "epochs", String.valueOf(e.getMessage()));
    }
  }

  private static KeyEpoch epoch(String file, String line) {
    return KeyEpoch.parse(line)
        .orElseThrow(() -> new KeystoreException.Malformed(file, "epochs", "a line is no epoch"));
  }

  private static UUID installation(String file, String line) {
    String id = line.startsWith(INSTALLATION) ? line.substring(INSTALLATION.length()) : "";
    if (!UUID_TEXT.matcher(id).matches()) {
      throw new KeystoreException.Malformed(file, "installation", "it is no lower-case UUID");
    }
    return UUID.fromString(id);
  }

  private static KeySlot slot(String file, String line) {
    Matcher words = SLOT.matcher(line);
    if (!words.matches()) {
      throw new KeystoreException.Malformed(file, "slots", "a line is no slot");
    }
    try {
      Optional<SlotKeyDerivation> key = SlotKeyDerivation.parse(words.group(1));
      if (key.isEmpty()) {
        throw new KeystoreException.Malformed(file, "slots", "this program knows no such slot");
      }
      Base64.Decoder base64 = Base64.getDecoder();
      return new KeySlot(key.get(), base64.decode(words.group(2)), base64.decode(words.group(3)));
    } catch (IllegalArgumentException e) {
      throw new KeystoreException.Malformed(file, "slots", String.valueOf(e.getMessage()));
    }
  }

  /** Reads lines from the start of the file. */
  private static final class Lines {
    private final String file;
    private final byte[] content;
    private int position;

    Lines(String file, byte[] content) {
      this.file = file;
      this.content = content;
    }

    String next(String part) {
      int end = position;
      while (end < content.length && content[end] >= ' ' && content[end] <= '~') {
        end++;
      }
      if (end == content.length) {
        throw new KeystoreException.Malformed(file, part, "the file ends too early");
      }
      if (content[end] != '\n') {
        throw new KeystoreException.Malformed(file, part, "a byte is no printable ASCII");
      }
      if (end - position > MAX_LINE) {
        throw new KeystoreException.Malformed(file, part, "a line is too long");
      }
      String line = new String(content, position, end - position, StandardCharsets.US_ASCII);
      position = end + 1;
      return line;
    }
  }
}
