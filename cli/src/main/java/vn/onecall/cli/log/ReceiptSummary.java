package vn.onecall.cli.log;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/** Describes a verified receipt in words. */
final class ReceiptSummary {
  private static final Map<String, String> LABELS =
      Map.of(
          "show", "shown",
          "queue", "to be shown",
          "search", "searched by",
          "open", "opened entry",
          "set", "facts set",
          "clear", "facts cleared",
          "erase", "erased",
          "unrecoverable-at", "last backup");

  private final long index;
  private final Receipt.Verified verified;

  ReceiptSummary(long index, Receipt.Verified verified) {
    this.index = index;
    this.verified = verified;
  }

  void print(PrintWriter out) {
    DecisionRecord decided = verified.opening().decided();
    out.printf(
        "verified       entry %d of %s, under its checkpoint of %d entries%n",
        index, verified.checkpoint().origin(), verified.checkpoint().size());
    line(out, "decided", outcome(decided.outcome()));
    if (!decided.heldText().isEmpty()) {
      line(out, "facts held", decided.heldText());
    }
    line(out, "policy", "version " + decided.policyVersion());
    part(verified.opening()).forEach((name, value) -> line(out, name, value));
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-13s%s%n", name, value);
  }

  /** The lines of the opened part by label; lines with the same name are joined. */
  static Map<String, String> part(Opening opening) {
    Map<String, String> lines = new LinkedHashMap<>();
    opening
        .partText()
        .lines()
        .skip(1)
        .map(ReceiptSummary::printable)
        .forEach(line -> {
          int space = line.indexOf(' ');
          String name = space < 0 ? line : line.substring(0, space);
          String value = space < 0 ? "" : line.substring(space + 1);
          lines.merge(LABELS.getOrDefault(name, name), value, (one, more) -> one + ", " + more);
        });
    return lines;
  }

  /**
   * The log's operator writes the part, so control characters are removed: they could command a
   * terminal.
   */
  private static String printable(String line) {
    return line.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  private static String outcome(DecisionRecord.Outcome outcome) {
    return switch (outcome) {
      case PERMITTED -> "permitted";
      case REFUSED_BY_A_FACT -> "refused: a choice of the customer stood against it";
      case NOBODY -> "nobody was shown";
      case REFUSED_BY_POLICY -> "refused by the policy";
      case NOT_ENTITLED -> "refused: not entrusted to this client";
    };
  }
}
