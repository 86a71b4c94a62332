package vn.onecall.server.requests.steps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.onecall.keeper.writes.Premise;
import vn.onecall.server.requests.RequestAttachments;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.translog.Hash;

/**
 * A step that is checked and ready to be written.
 *
 * @param before the request as it was read
 * @param after the request as the step leaves it
 * @param taking the step as it was sent
 * @param ground what it rests on
 * @param premise what must be so when it is committed
 * @param overdue whether it comes after the last day
 * @param at when
 */
record PlannedStep(
    Request before,
    Request after,
    StepInput.StepCommand taking,
    RequestStore.Ground ground,
    Premise premise,
    boolean overdue,
    Instant at) {

  RequestStep step() {
    return taking.step();
  }

  /** Returns this step with the log entry that has carried it out. */
  PlannedStep carriedOutBy(Hash entry) {
    return new PlannedStep(
        before, after, taking, RequestStore.Ground.fulfilledBy(entry), premise, overdue, at);
  }

  /** Returns the texts of the step by field: the letter and its reason, or the customer's words. */
  Map<String, String> texts(Optional<String> letter) {
    Map<String, String> texts = new LinkedHashMap<>();
    letter.ifPresentOrElse(
        text -> {
          texts.put(RequestAttachments.LETTER, text);
          if (!taking.text().isEmpty()) {
            texts.put(RequestAttachments.REASON, taking.text());
          }
        },
        () -> texts.put(RequestAttachments.TEXT, taking.text()));
    return texts;
  }

  /** The lines of its entry. */
  List<String> details() {
    List<String> details = new ArrayList<>();
    details.add("request %s %s %s".formatted(before.id(), before.kind().id(), after.state().id()));
    ground.fulfilledBy().ifPresent(leaf -> details.add("fulfilled-by " + leaf.hex()));
    ground
        .source()
        .ifPresent(source -> details.add("law " + source + " " + ground.article().orElse("-")));
    taking.into().ifPresent(into -> details.add("into " + into));
    if (!after.concerns().isEmpty()) {
      details.add("concerns " + String.join(",", after.concerns()));
    }
    if (overdue) {
      details.add("overdue");
    }
    return details;
  }
}
