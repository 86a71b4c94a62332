package vn.onecall.server.customers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.audit.AccessHistory;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.Activity;
import vn.onecall.server.cursors.Cursors;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.SubjectInput;

/**
 * {@code /api/v1/customers/{id}/entries}: who read or used a customer's data, and why, newest
 * first. Each entry comes with its opening, with which it can be verified in the public log.
 */
@RestController
@RequestMapping(path = "/api/v1/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class AccessHistoryEndpoint {
  private static final int MOST = 100;
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Door door;
  private final Cursors cursors;

  AccessHistoryEndpoint(Door door, Cursors cursors) {
    this.door = door;
    this.cursors = cursors;
  }

  /** A page, and where the next one begins; {@code entry} is this view's own. */
  record EntriesView(List<EntryView> entries, @Nullable String next, String entry) {}

  /** One access: what was done, in the policy's words too, and what the entry says of it. */
  record EntryView(
      String entry,
      String at,
      String activity,
      @Nullable String words,
      String purpose,
      String client,
      String outcome,
      List<String> details,
      String opening) {}

  @GetMapping("/{id}/entries")
  Outcome<?> entries(
      @PathVariable String id,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      Call call,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    if (limit < 1 || limit > MOST) {
      throw new InputException(FieldError.notAPageSize("limit", MOST));
    }
    String list = "entries/" + subject;
    Instant before =
        cursor == null
            ? EVER
            : Instant.EPOCH.plus(
                cursors.position(list, call.caller().client(), cursor), ChronoUnit.MICROS);
    return door.entries(call, subject, before, limit)
        .map(page ->
            ResponseEntity.ok(
                new EntriesView(
                    page.entries().stream().map(one -> view(one, reader)).toList(),
                    page.next()
                        .map(at ->
                            cursors.at(
                                list,
                                call.caller().client(),
                                ChronoUnit.MICROS.between(Instant.EPOCH, at)))
                        .orElse(null),
                    page.entry().hex())));
  }

  private EntryView view(AccessHistory.Opened opened, Locale reader) {
    String activity = "";
    String purpose = "";
    String client = "";
    String at = "";
    List<String> details = new ArrayList<>();
    for (String line : opened.opening().partText().lines().skip(1).toList()) {
      int space = line.indexOf(' ');
      String rest = line.substring(space + 1);
      switch (space < 0 ? line : line.substring(0, space)) {
        case "subject" -> {}
        case "activity" -> activity = rest;
        case "purpose" -> purpose = rest;
        case "client" -> client = rest;
        case "at" -> at = rest;
        default -> details.add(line);
      }
    }
    return new EntryView(
        opened.leaf().hex(),
        at,
        activity,
        Optional.ofNullable(door.policy().permitted().get(activity))
            .map(Activity::words)
            .map(words -> words.in(reader))
            .orElse(null),
        purpose,
        client,
        opened.opening().decided().outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        details,
        opened.opening().format());
  }
}
