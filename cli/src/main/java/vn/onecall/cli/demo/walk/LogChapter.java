package vn.onecall.cli.demo.walk;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import vn.onecall.cli.rest.RestResponse;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.LogException;
import vn.onecall.translog.LogVerifier;
import vn.onecall.translog.TilePath;
import vn.onecall.translog.TileSource;
import vn.onecall.translog.TlogProof;
import vn.onecall.translog.VerificationReport;

/** Verifies the log and its receipts from outside. */
final class LogChapter {
  private static final String AUDIT = "1.6";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** The activities that the receipts of one customer must cover at least. */
  private static final int ACTIVITIES_OF_A_WALK = 12;

  private final WalkContext context;

  LogChapter(WalkContext context) {
    this.context = context;
  }

  /** Verifies the log after the company is registered. Later checkpoints must continue this one. */
  Checkpoint firstLook(int customers) {
    context.transcript().part("A synthetic company of " + customers + " customers is there");
    VerificationReport report =
        new LogVerifier(context.log(), context.key()).verify(checkpointOver(customers));
    context
        .transcript()
        .line(
            "an outsider verifies the whole log",
            report.size() > customers,
            "an entry for each registration",
            "verified: " + report.size() + " entries",
            AUDIT);
    return report.checkpoint();
  }

  /**
   * The first checkpoint with at least this many entries; the log is published about once a second.
   */
  private String checkpointOver(int entries) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (true) {
      String checkpoint = context.log().checkpoint();
      if (Checkpoint.open(checkpoint, context.key()).size() > entries
          || System.nanoTime() - deadline > 0) {
        return checkpoint;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Fetches the receipts of one access, as the customer and as the auditor. */
  void receipts(String id, String entry) {
    context.transcript().part("Who saw it? The access of the care desk, as a receipt");
    receipt("customer-site", "account.receipt", id, entry);
    ReceiptLine line = receipt("auditor", "audit.receipt", id, entry);
    line.failsWithOneByteChanged("the same receipt with one byte changed");
    everyReceipt(id);
    context.refused(
        "care-desk takes the receipt",
        context.api().receipt("care-desk", "audit.receipt", id, entry),
        403,
        "caller-not-entitled",
        "6.2");
  }

  /** Fetches the receipt of every entry so far, and verifies each offline. */
  private void everyReceipt(String id) {
    List<String> entries = context.entriesOf(id);
    Set<String> activities = new TreeSet<>();
    int verified = 0;
    for (String entry : entries) {
      String text =
          context.api().receipt("customer-site", "account.receipt", id, entry).text("receipt");
      Optional<String> activity = new ReceiptLine(context, text).activityAbout(id);
      if (activity.isPresent()) {
        verified++;
        activities.add(activity.get());
      }
    }
    context
        .transcript()
        .line(
            "the receipt of every use and change so far, offline",
            verified == entries.size() && activities.size() >= ACTIVITIES_OF_A_WALK,
            "each verified",
            "%d of %d verified, of %d activities"
                .formatted(verified, entries.size(), activities.size()),
            AUDIT);
  }

  private ReceiptLine receipt(String client, String activity, String id, String entry) {
    RestResponse answer = context.api().receipt(client, activity, id, entry);
    context.given(
        client + " takes the receipt",
        answer,
        !answer.text("receipt").isEmpty(),
        "a receipt",
        "a receipt of " + answer.text("receipt").length() + " characters",
        context.promiseOf(activity));
    ReceiptLine line = new ReceiptLine(context, answer.text("receipt"));
    line.verifies(
        "that receipt, offline",
        "care.reveal-contact",
        "care-desk",
        "subject " + id,
        "purpose customer-care",
        "show email clear");
    return line;
  }

  /** Proves from public data alone that an entry is in the log, once it is published. */
  void proves(String asked, String entry) {
    String proof = "/log/proof/" + entry;
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (context.api().getAsNobody(proof).status() != 200 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    String cameBack;
    boolean there = false;
    try {
      TlogProof found = TlogProof.parse(context.api().publicText(proof));
      found.verify(HexFormat.of().parseHex(entry), context.key());
      there = true;
      cameBack = "verified: the entry at " + found.index();
    } catch (LogException e) {
      cameBack = String.valueOf(e.getMessage());
    }
    context.transcript().line(asked, there, "verified", cameBack, AUDIT);
  }

  /** Verifies the whole log, and that it continues the earlier checkpoint. */
  void lastLook(Checkpoint before) {
    context.transcript().part("An outsider verifies the log");
    String checkpoint = context.log().checkpoint();
    String cameBack;
    boolean grew = false;
    try {
      VerificationReport report =
          new LogVerifier(context.log(), context.key()).verify(checkpoint, before);
      grew = report.size() > before.size();
      cameBack = "verified: %d entries, continuing %d".formatted(report.size(), before.size());
    } catch (LogException e) {
      cameBack = String.valueOf(e.getMessage());
    }
    context
        .transcript()
        .line("the whole log, against an earlier checkpoint", grew, "verified", cameBack, AUDIT);
    forged("the log with one bit of an entry changed", checkpoint, TilePath::isEntries);
    forged("the log with one bit of a tile changed", checkpoint, path -> path.level() == 0);
  }

  private void forged(String asked, String checkpoint, Predicate<TilePath> victim) {
    TileSource forged =
        path ->
            context
                .log()
                .read(path)
                .map(content -> {
                  if (victim.test(path)) {
                    content[content.length / 2 + 5] ^= 1;
                  }
                  return content;
                });
    String cameBack;
    boolean rejected = false;
    try {
      cameBack = "verified: " + new LogVerifier(forged, context.key()).verify(checkpoint).size();
    } catch (LogException e) {
      rejected = true;
      cameBack = "rejected: " + e.getMessage();
    }
    context.transcript().line(asked, rejected, "rejected", cameBack, AUDIT);
  }
}
