package vn.onecall.cli.demo;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import vn.onecall.cli.Answer;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.LogException;
import vn.onecall.translog.LogReport;
import vn.onecall.translog.LogVerifier;
import vn.onecall.translog.TilePath;
import vn.onecall.translog.TileSource;
import vn.onecall.translog.TlogProof;

/** The log and its receipts, verified from outside. */
final class WalkLog {
  private static final String AUDIT = "1.6";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** The least that a customer's receipts speak of, so that none of the kinds is left out. */
  private static final int ACTIVITIES_OF_A_WALK = 12;

  private final Scene scene;

  WalkLog(Scene scene) {
    this.scene = scene;
  }

  /** Verifies the log after the company was loaded; its checkpoint is what later ones continue. */
  Checkpoint firstLook(int customers) {
    scene.transcript().part("A synthetic company of " + customers + " customers is there");
    LogReport report = new LogVerifier(scene.log(), scene.key()).verify(checkpointOver(customers));
    scene
        .transcript()
        .line(
            "an outsider verifies the whole log",
            report.size() > customers,
            "an entry for each registration",
            "verified: " + report.size() + " entries",
            AUDIT);
    return report.checkpoint();
  }

  /** The first checkpoint with so many entries: the log is published about once a second. */
  private String checkpointOver(int entries) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (true) {
      String checkpoint = scene.log().checkpoint();
      if (Checkpoint.open(checkpoint, scene.key()).size() > entries
          || System.nanoTime() - deadline > 0) {
        return checkpoint;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Takes the receipts of one access, as the customer and as the auditor. */
  void receipts(String id, String entry) {
    scene.transcript().part("Who saw it? The access of the care desk, as a receipt");
    receipt("customer-site", "account.receipt", id, entry);
    ReceiptLine line = receipt("auditor", "audit.receipt", id, entry);
    line.failsWithOneByteChanged("the same receipt with one byte changed");
    everyReceipt(id);
    scene.refused(
        "care-desk takes the receipt",
        scene.api().receipt("care-desk", "audit.receipt", id, entry),
        403,
        "caller-not-entitled",
        "6.2");
  }

  /** Takes the receipt of everything so far, and verifies each offline. */
  private void everyReceipt(String id) {
    List<String> entries = scene.entriesOf(id);
    Set<String> activities = new TreeSet<>();
    int verified = 0;
    for (String entry : entries) {
      String text =
          scene.api().receipt("customer-site", "account.receipt", id, entry).text("receipt");
      Optional<String> activity = new ReceiptLine(scene, text).activityAbout(id);
      if (activity.isPresent()) {
        verified++;
        activities.add(activity.get());
      }
    }
    scene
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
    Answer answer = scene.api().receipt(client, activity, id, entry);
    scene.given(
        client + " takes the receipt",
        answer,
        !answer.text("receipt").isEmpty(),
        "a receipt",
        "a receipt of " + answer.text("receipt").length() + " characters",
        scene.promiseOf(activity));
    ReceiptLine line = new ReceiptLine(scene, answer.text("receipt"));
    line.verifies(
        "that receipt, offline",
        "care.reveal-contact",
        "care-desk",
        "subject " + id,
        "purpose customer-care",
        "show email clear");
    return line;
  }

  /** Proves with public data alone that an entry is in the log, once it is published. */
  void proves(String asked, String entry) {
    String proof = "/log/proof/" + entry;
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (scene.api().getAsNobody(proof).status() != 200 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    String cameBack;
    boolean there = false;
    try {
      TlogProof found = TlogProof.parse(scene.api().publicText(proof));
      found.verify(HexFormat.of().parseHex(entry), scene.key());
      there = true;
      cameBack = "verified: the entry at " + found.index();
    } catch (LogException e) {
      cameBack = String.valueOf(e.getMessage());
    }
    scene.transcript().line(asked, there, "verified", cameBack, AUDIT);
  }

  /** Verifies the log with everything in it, and that it continues the earlier checkpoint. */
  void lastLook(Checkpoint before) {
    scene.transcript().part("An outsider verifies the log");
    String checkpoint = scene.log().checkpoint();
    String cameBack;
    boolean grew = false;
    try {
      LogReport report = new LogVerifier(scene.log(), scene.key()).verify(checkpoint, before);
      grew = report.size() > before.size();
      cameBack = "verified: %d entries, continuing %d".formatted(report.size(), before.size());
    } catch (LogException e) {
      cameBack = String.valueOf(e.getMessage());
    }
    scene
        .transcript()
        .line("the whole log, against an earlier checkpoint", grew, "verified", cameBack, AUDIT);
    forged("the log with one bit of an entry changed", checkpoint, TilePath::isEntries);
    forged("the log with one bit of a tile changed", checkpoint, path -> path.level() == 0);
  }

  private void forged(String asked, String checkpoint, Predicate<TilePath> victim) {
    TileSource forged =
        path ->
            scene
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
      cameBack = "verified: " + new LogVerifier(forged, scene.key()).verify(checkpoint).size();
    } catch (LogException e) {
      rejected = true;
      cameBack = "rejected: " + e.getMessage();
    }
    scene.transcript().line(asked, rejected, "rejected", cameBack, AUDIT);
  }
}
