package vn.onecall.cli.demo;

import java.util.List;
import java.util.Optional;
import vn.onecall.translog.LogException;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/** One receipt, verified as an outsider would: with nothing but its text and the log's key. */
final class ReceiptLine {
  private static final String AUDIT = "1.6";

  private final Scene scene;
  private final String text;

  ReceiptLine(Scene scene, String text) {
    this.scene = scene;
    this.text = text;
  }

  /** A line that says what the receipt proves: an activity by a client, with these details. */
  void verifies(String asked, String activity, String client, String... details) {
    String cameBack;
    boolean right = false;
    try {
      Receipt.Verified verified = Receipt.parse(text).verify(scene.key());
      List<String> part = verified.opening().partText().lines().toList();
      right =
          part.contains("activity " + activity)
              && part.contains("client " + client)
              && part.containsAll(List.of(details));
      cameBack = "verified: " + activity + " by " + client + ", " + at(part);
    } catch (LogException e) {
      cameBack = String.valueOf(e.getMessage());
    }
    scene
        .transcript()
        .line(asked, right, "verified: " + activity + " by " + client, cameBack, AUDIT);
  }

  /** The activity that the receipt proves, if it is verified and about this customer. */
  Optional<String> activityAbout(String id) {
    try {
      List<String> part =
          Receipt.parse(text).verify(scene.key()).opening().partText().lines().toList();
      return part.stream()
          .filter(line -> line.startsWith("activity ") && part.contains("subject " + id))
          .map(line -> line.substring("activity ".length()))
          .findFirst();
    } catch (LogException e) {
      return Optional.empty();
    }
  }

  private static String at(List<String> part) {
    return part.stream()
        .filter(line -> line.startsWith("at "))
        .map(line -> line.substring(3, Math.min(22, line.length())))
        .findFirst()
        .orElse("at no time");
  }

  /** A line that says that the receipt with one byte of what it tells changed proves nothing. */
  void failsWithOneByteChanged(String asked) {
    Receipt receipt = Receipt.parse(text);
    Opening opening = receipt.opening();
    byte[] part = opening.part();
    part[part.length / 2] ^= 1;
    Opening changed =
        new Opening(opening.side(), part, opening.salt(), opening.other(), opening.decided());
    String forged = Receipt.of(receipt.proof(), changed).format();
    String cameBack;
    boolean rejected = false;
    try {
      Receipt.parse(forged).verify(scene.key());
      cameBack = "verified";
    } catch (LogException e) {
      rejected = true;
      cameBack = "rejected: " + e.getMessage();
    }
    scene.transcript().line(asked, rejected, "rejected", cameBack, AUDIT);
  }
}
