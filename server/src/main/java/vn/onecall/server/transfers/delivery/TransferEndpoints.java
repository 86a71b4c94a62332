package vn.onecall.server.transfers.delivery;

import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.server.transfers.CallerChosenIds;

/**
 * {@code /api/v1/customers/{id}/transfers}: asks that fields of a customer be handed to a
 * recipient. The caller chooses the transfer's id, so that a call sent twice is one transfer.
 */
@RestController
@RequestMapping(
    path = "/api/v1/customers/{id}/transfers",
    produces = MediaType.APPLICATION_JSON_VALUE)
final class TransferEndpoints {
  private final Transfers transfers;

  TransferEndpoints(Transfers transfers, Door door) {
    this.transfers = transfers;
  }

  /** A transfer in the outbox. */
  record AskedView(String id, String state, String entry) {}

  @PutMapping(path = "/{transfer}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> ask(@PathVariable String id, @PathVariable String transfer, JsonBody body, Call call) {
    SubjectId customer = SubjectInput.read(id);
    UUID chosen = CallerChosenIds.read("transfer", transfer);
    String recipient = body.text("recipient");
    Set<String> fields = body.names("fields");
    if (fields.isEmpty()) {
      body.wrong(FieldError.missing("fields"));
    }
    body.finish();
    return Write.of(
            () -> transfers.ask(call, customer, chosen, new Transfers.Wanted(recipient, fields)),
            done -> transfers.find(chosen).orElseThrow())
        .map(queued ->
            ResponseEntity.accepted()
                .body(
                    new AskedView(
                        transfer, queued.progress().state().word(), queued.entry().hex())));
  }
}
