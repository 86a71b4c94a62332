package vn.onecall.translog;

import java.util.List;

/**
 * The state of a log at one size: its name, its number of entries, and the root of their tree. Two
 * checkpoints of one log are consistent unless the log has misbehaved. The text is the body of a
 * signed note (C2SP tlog-checkpoint); by itself, unsigned, it proves nothing.
 *
 * @param origin the log's name, on one line
 * @param size entries in the tree
 * @param root the root of the tree
 */
public record Checkpoint(String origin, long size, Hash root) {

  /** Checks that the text can be read back. */
  public Checkpoint {
    if (origin.isEmpty() || origin.chars().anyMatch(c -> c < ' ')) {
      throw new LogException.Malformed("A checkpoint's origin is one line that is not empty");
    }
    if (size < 0) {
      throw new LogException.Malformed("A checkpoint's size is not negative");
    }
    if (size == 0 && !root.equals(Hash.EMPTY_ROOT)) {
      throw new LogException.Malformed("An empty tree has one root only");
    }
  }

  /** The text that is signed: three lines, each with its newline. */
  public String body() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * Reads the body of a note that was opened before. Extension lines, which this log never writes,
   * are opaque and passed over, as the format asks.
   */
  public static Checkpoint parse(String body) {
    if (!body.endsWith("\n")) {
      throw new LogException.Malformed("A checkpoint ends with a newline");
    }
    List<String> lines = List.of(body.substring(0, body.length() - 1).split("\n", -1));
    if (lines.size() < 3 || lines.contains("")) {
      throw new LogException.Malformed("A checkpoint has at least three lines, none of them empty");
    }
    return new Checkpoint(
        lines.get(0),
        CanonicalDecimal.parse(lines.get(1), "A checkpoint's size"),
        Hash.fromBase64(lines.get(2)));
  }

  /**
   * Opens a signed checkpoint of the log whose key this is. The key's name is the log's origin.
   *
   * @throws LogException.NotVerified if the key did not sign it, or signed it for another origin
   * @throws LogException.Malformed if it is no signed checkpoint
   */
  public static Checkpoint open(String note, NoteVerifier verifier) {
    Checkpoint checkpoint = parse(verifier.open(note));
    if (!checkpoint.origin.equals(verifier.name())) {
      throw new LogException.NotVerified("The checkpoint's origin is not the name of its key");
    }
    return checkpoint;
  }
}
