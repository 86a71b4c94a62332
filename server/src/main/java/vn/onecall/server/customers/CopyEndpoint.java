package vn.onecall.server.customers;

import java.time.Clock;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.problems.SubjectInput;

/**
 * {@code /api/v1/customers/{id}/export}: the customer's copy of their data in the format that
 * {@code Accept} requests: JSON, CSV or PDF. The copy is decided, logged and opened once, before it
 * is formatted; an unsupported format is refused before anything is opened.
 */
@RestController
final class CopyEndpoint {
  private final Door door;
  private final Clock clock;

  CopyEndpoint(Door door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  @GetMapping(
      path = "/api/v1/customers/{id}/export",
      produces = {
        MediaType.APPLICATION_JSON_VALUE,
        CsvCopyConverter.TEXT_CSV,
        MediaType.APPLICATION_PDF_VALUE
      })
  Outcome<?> export(@PathVariable String id, Call call, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    return door.export(call, subject)
        .map(grant ->
            ResponseEntity.ok(
                CustomerViews.ExportView.of(
                    grant.open().getFirst(), clock.instant(), door.policy().version(), reader)));
  }
}
