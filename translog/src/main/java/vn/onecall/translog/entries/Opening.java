package vn.onecall.translog.entries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import vn.onecall.translog.LogException;

/**
 * The opening of one side of a log entry: with it anyone can compute the entry's commitment again,
 * and so see what the log has held from the start. It is personal data of the subject or the actor.
 *
 * <p>Its text has seven lines, in this order: {@code 1call/opening/v1}, {@code side}, {@code part},
 * {@code salt} and {@code other} in base64, {@code decided} (outcome code, facts version, policy
 * version) and {@code held} (facts, or {@code -}).
 *
 * @param side whose part this opens
 * @param part the part's bytes: UTF-8 lines {@code name value}
 * @param salt the part's salt
 * @param other the commitment of the other part, which stays sealed
 * @param decided the plain part of the entry
 */
public record Opening(Side side, byte[] part, byte[] salt, byte[] other, DecisionRecord decided) {

  /** The side of an entry. */
  public enum Side {
    SUBJECT,
    ACTOR
  }

  private static final String HEAD = "1call/opening/v1";

  public Opening {
    part = part.clone();
    salt = salt.clone();
    other = other.clone();
  }

  @Override
  public byte[] part() {
    return part.clone();
  }

  @Override
  public byte[] salt() {
    return salt.clone();
  }

  @Override
  public byte[] other() {
    return other.clone();
  }

  /** The part as text. */
  public String partText() {
    return new String(part, UTF_8);
  }

  /** The entry that this opens: the 32 bytes that stand in the log. */
  public byte[] entry() {
    return switch (side) {
      case SUBJECT -> EntryCommitment.leaf(EntryCommitment.ofSubject(salt, part), other, decided);
      case ACTOR -> EntryCommitment.leaf(other, EntryCommitment.ofActor(salt, part), decided);
    };
  }

  /** The opening as text, seven lines. */
  public String format() {
    Base64.Encoder base64 = Base64.getEncoder();
    String held = decided.heldText();
    return String.join(
        "\n",
        HEAD,
        "side " + (side == Side.SUBJECT ? "subject" : "actor"),
        "part " + base64.encodeToString(part),
        "salt " + base64.encodeToString(salt),
        "other " + base64.encodeToString(other),
        "decided "
            + decided.outcome().code()
            + " "
            + decided.factsVersion()
            + " "
            + decided.policyVersion(),
        "held " + (held.isEmpty() ? "-" : held),
        "");
  }

  /**
   * Reads an opening.
   *
   * @throws LogException.Malformed if it is not one, to the letter
   */
  public static Opening parse(String text) {
    try {
      List<String> lines = List.of(text.split("\n", -1));
      if (lines.size() != 8 || !lines.getFirst().equals(HEAD) || !lines.get(7).isEmpty()) {
        throw new IllegalArgumentException("not an opening of version 1");
      }
      Side side =
          switch (value(lines, 1, "side")) {
            case "subject" -> Side.SUBJECT;
            case "actor" -> Side.ACTOR;
            case String unknown -> throw new IllegalArgumentException("an unknown side");
          };
      String[] decided = value(lines, 5, "decided").split(" ", -1);
      if (decided.length != 3) {
        throw new IllegalArgumentException("'decided' has three numbers");
      }
      String held = value(lines, 6, "held");
      Opening opening =
          new Opening(
              side,
              bytes(lines, 2, "part"),
              bytes(lines, 3, "salt"),
              bytes(lines, 4, "other"),
              new DecisionRecord(
                  DecisionRecord.Outcome.of(Integer.parseInt(decided[0])),
                  held.equals("-")
                      ? new int[0]
                      : Arrays.stream(held.split(",", -1)).mapToInt(Integer::parseInt).toArray(),
                  Long.parseLong(decided[1]),
                  Integer.parseInt(decided[2])));
      // Sees that salt and commitment have their lengths.
      opening.entry();
      if (!opening.format().equals(text)) {
        throw new IllegalArgumentException("not in its one canonical form");
      }
      return opening;
    } catch (IllegalArgumentException e) {
      throw new LogException.Malformed("The opening cannot be read: " + e.getMessage());
    }
  }

  private static String value(List<String> lines, int line, String name) {
    String text = lines.get(line);
    if (!text.startsWith(name + " ")) {
      throw new IllegalArgumentException("line " + (line + 1) + " must be '" + name + "'");
    }
    return text.substring(name.length() + 1);
  }

  private static byte[] bytes(List<String> lines, int line, String name) {
    return Base64.getDecoder().decode(value(lines, line, name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Opening that && format().equals(that.format());
  }

  @Override
  public int hashCode() {
    return Objects.hash(side, Arrays.hashCode(part), Arrays.hashCode(salt));
  }

  /** Names the side only: a part is personal. */
  @Override
  public String toString() {
    return "Opening[" + side + "]";
  }
}
