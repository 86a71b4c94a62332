package vn.onecall.server.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.erasure.DueCategories;
import vn.onecall.keeper.erasure.DueList;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.idempotency.CarriedOutCall;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Receipt;

/**
 * {@code /api/v1/retention}: counts of data whose retention period has ended, and its erasure. A
 * run erases a limited number of subjects and reports whether more are due; the next run continues
 * an interrupted one.
 */
@RestController
@RequestMapping(path = "/api/v1/retention", produces = MediaType.APPLICATION_JSON_VALUE)
final class RetentionEndpoints {
  private static final int AT_A_TIME = 200;
  private static final int PREVIEWED = 100_000;

  /** How long the receipts of one answer wait for their publication, all together. */
  private static final Duration RECEIPT_PATIENCE = Duration.ofSeconds(5);

  private final Door door;
  private final TransparencyLog log;

  RetentionEndpoints(Door door, TransparencyLog log) {
    this.door = door;
    this.log = log;
  }

  /** What is due: how many customers, and how many of them by category. */
  record PreviewView(int customers, Map<String, Integer> categories, String entry) {}

  /** One customer's erasure; what it left, and its receipt if the log has published it. */
  record RanView(
      String id,
      List<String> erased,
      List<KeptView> kept,
      long journalPosition,
      String goneAt,
      String entry,
      @Nullable String receipt) {}

  /** A category that the law orders kept, sealed, until then at the latest. */
  record KeptView(String category, String until, String law) {}

  /** What a run erased, and whether there is more. */
  record RunView(List<RanView> customers, boolean more, String entry) {}

  @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
  Outcome<?> preview(JsonBody body, Call call) {
    body.finish();
    return door.due(call, PREVIEWED)
        .map(list -> {
          Map<String, Integer> categories = new TreeMap<>();
          for (DueCategories due : list.due()) {
            due.categories().forEach(category -> categories.merge(category, 1, Integer::sum));
          }
          return ResponseEntity.ok(
              new PreviewView(list.due().size(), categories, list.entry().hex()));
        });
  }

  @PostMapping(path = "/run", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> run(JsonBody body, Call call) {
    body.finish();
    return Write.of(() -> door.due(call, AT_A_TIME).map(list -> run(call, list)), this::ranBefore)
        .map(this::view);
  }

  /** What a run has erased. */
  private record Run(List<Erased> erased, boolean more, Hash entry) {}

  /** Whoever was erased meanwhile is no longer due: that is no reason to stop. */
  private Run run(Call call, DueList list) {
    List<Erased> erased = new ArrayList<>();
    for (DueCategories due : list.due()) {
      if (door.eraseDue(call, due.subject()) instanceof Outcome.Permitted<Erased>(Erased each)) {
        erased.add(each);
      }
    }
    return new Run(erased, list.due().size() == AT_A_TIME && !erased.isEmpty(), list.entry());
  }

  /** A run that a halt has cut short is not carried on: another run finds what it has left. */
  private Run ranBefore(CarriedOutCall done) {
    List<Erased> erased = done.acts().stream().skip(1).map(door::erased).toList();
    return new Run(erased, !done.whole() || erased.size() == AT_A_TIME, done.entry());
  }

  private ResponseEntity<RunView> view(Run run) {
    long deadline = System.nanoTime() + RECEIPT_PATIENCE.toNanos();
    List<RanView> ran = new ArrayList<>();
    for (Erased each : run.erased) {
      ran.add(
          new RanView(
              each.subject().toString(),
              each.categories(),
              each.kept().stream()
                  .map(kept -> new KeptView(kept.category(), kept.until().toString(), kept.law()))
                  .toList(),
              each.journalPosition(),
              each.goneAt().toString(),
              each.entry().hex(),
              receipt(each, Duration.ofNanos(deadline - System.nanoTime()))));
    }
    return ResponseEntity.ok(new RunView(ran, run.more, run.entry.hex()));
  }

  private @Nullable String receipt(Erased erased, Duration patience) {
    return erased
        .opening()
        .flatMap(opening ->
            log.proof(erased.entry(), patience).map(proof -> Receipt.of(proof, opening).format()))
        .orElse(null);
  }
}
