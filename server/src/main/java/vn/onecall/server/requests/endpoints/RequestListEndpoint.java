package vn.onecall.server.requests.endpoints;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.policy.law.Deadline;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.cursors.Cursors;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.requests.records.RequestStore;

/**
 * {@code /api/v1/requests}: the open requests of all customers, oldest first, optionally only the
 * overdue ones. It contains ids, codes and dates, and no text that a person wrote.
 */
@RestController
final class RequestListEndpoint {
  private static final int MOST = 100;
  private static final String LIST = "requests";

  private final Door door;
  private final Cursors cursors;
  private final Clock clock;

  RequestListEndpoint(Door door, Cursors cursors, Clock clock) {
    this.door = door;
    this.cursors = cursors;
    this.clock = clock;
  }

  @GetMapping(path = "/api/v1/requests", produces = MediaType.APPLICATION_JSON_VALUE)
  Outcome<?> list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(defaultValue = "false") boolean overdue,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      Call call) {
    refuseWrong(state, limit);
    String which = LIST + (overdue ? "/overdue" : "");
    long after = cursor == null ? 0 : cursors.position(which, call.caller().client(), cursor);
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, Deadline.ZONE);
    List<RequestStore.Listed> page = new ArrayList<>();
    return door.manage(
            call,
            ActivityKind.MANAGE,
            List.of("list open requests" + (overdue ? " overdue" : "")),
            (entry, transaction) ->
                page.addAll(new RequestStore(transaction).open(after, overdue, today, limit)))
        .map(entry ->
            ResponseEntity.ok(
                new RequestViews.ListView(
                    page.stream().map(each -> RequestViews.plain(each.request(), now)).toList(),
                    page.size() < limit
                        ? null
                        : cursors.at(which, call.caller().client(), page.getLast().place()),
                    entry.hex())));
  }

  private static void refuseWrong(String state, int limit) {
    if (!state.equals("open")) {
      throw new InputException(FieldError.notListed("state", List.of("open")));
    }
    if (limit < 1 || limit > MOST) {
      throw new InputException(FieldError.notAPageSize("limit", MOST));
    }
  }
}
