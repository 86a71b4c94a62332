package vn.onecall.cli.demo.walk;

import java.util.List;
import java.util.Optional;
import vn.onecall.translog.LogException;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/** Verifies one receipt as an outsider does: from its text and the log's public key alone. */
final class ReceiptLine {
  private static final String AUDIT = "1.6";

  private final WalkContext context;
  private final String text;

  ReceiptLine(WalkContext context, String text) {
    this.context = context;
    this.text = text;
  }

  /** Prints what the receipt proves: an activity by a client, with these details. */
  void verifies(String asked, String activity, String client, String... details) {
    String cameBack;
    boolean right = false;
    try {
      Receipt.Verified verified = Receipt.parse(text).verify(context.key());
      List<String> part = verified.opening().partText().lines().toList();
      right =
          part.contains("activity " + activity)
              && part.contains("client " + client)
              && part.containsAll(List.of(details));
      cameBack = "verified: " + activity + " by " + client + ", " + at(part);
    } catch (LogException e) {
      cameBack = String.valueOf(e.getMessage());
    }
    context
        .transcript()
        .line(asked, right, "verified: " + activity + " by " + client, cameBack, AUDIT);
  }

  /**
   * The activity that the receipt proves; empty if it is not valid or is about another customer.
   */
  Optional<String> activityAbout(String id) {
    try {
      List<String> part =
          Receipt.parse(text).verify(context.key()).opening().partText().lines().toList();
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

  /** Prints that the receipt is invalid once one byte of its content is changed. */
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
      Receipt.parse(forged).verify(context.key());
      cameBack = "verified";
    } catch (LogException e) {
      rejected = true;
      cameBack = "rejected: " + e.getMessage();
    }
    context.transcript().line(asked, rejected, "rejected", cameBack, AUDIT);
  }
}
