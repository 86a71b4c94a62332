package vn.onecall.server.customers;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.keeper.subjects.ExpectedVersion;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/**
 * {@code /api/v1/customers/{id}/…}: the rights of customers: restrict processing, close the
 * account, refuse marketing, erase all data, and get a receipt for every access.
 */
@RestController
@RequestMapping(path = "/api/v1/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class RightsEndpoints {
  /** How long an answer waits for the checkpoint that its receipt needs. */
  private static final Duration RECEIPT_PATIENCE = Duration.ofSeconds(5);

  private final Door door;
  private final TransparencyLog log;

  RightsEndpoints(Door door, TransparencyLog log) {
    this.door = door;
    this.log = log;
  }

  /**
   * A finished erasure and its receipt. The opening can be had nowhere else: a repeated call has it
   * if it was kept under the caller's key.
   */
  record ErasedView(
      String id,
      List<String> erased,
      List<KeptView> kept,
      String goneAt,
      String unrecoverableAt,
      long journalPosition,
      String entry,
      @Nullable String opening,
      @Nullable String receipt) {}

  /** A category that the law orders kept, sealed, until then at the latest. */
  record KeptView(String category, String until, String law) {}

  /** An opened entry as a receipt to be verified offline. */
  record ReceiptView(String entry, String opening, @Nullable String receipt) {}

  @PostMapping(path = "/{id}/guardian", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> guardian(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Call call,
      Locale reader) {
    return setFacts(id, ifMatch, body, "agrees", door::guardian, call, reader);
  }

  @PostMapping(path = "/{id}/restriction", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> restrict(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Call call,
      Locale reader) {
    return setFacts(id, ifMatch, body, "restricted", door::restrict, call, reader);
  }

  @PostMapping(path = "/{id}/closure", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> close(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Call call,
      Locale reader) {
    return setFacts(id, ifMatch, body, "closed", door::restrict, call, reader);
  }

  @PostMapping(path = "/{id}/marketing-refusal", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> refuseMarketing(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Call call,
      Locale reader) {
    return setFacts(id, ifMatch, body, "refused", door::restrict, call, reader);
  }

  /** What the door does with a flag that a customer, or somebody for them, sets or clears. */
  private interface Setting {
    Outcome<Written> set(Call call, SubjectId subject, ExpectedVersion version, boolean hold);
  }

  private Write<?> setFacts(
      String id,
      @Nullable String ifMatch,
      JsonBody body,
      String flag,
      Setting setting,
      Call call,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    if (ifMatch == null) {
      return CustomerEtag.needed(reader);
    }
    boolean hold = body.flag(flag);
    body.finish();
    ExpectedVersion version = IfMatch.read(ifMatch);
    return CustomerEtag.written(() -> setting.set(call, subject, version, hold));
  }

  @PostMapping(path = "/{id}/erasure", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> erase(@PathVariable String id, JsonBody body, Call call) {
    SubjectId subject = SubjectInput.read(id);
    body.finish();
    return Write.of(() -> door.erase(call, subject), done -> door.erased(done.act()))
        .map(erased ->
            ResponseEntity.ok(
                new ErasedView(
                    erased.subject().toString(),
                    erased.categories(),
                    erased.kept().stream()
                        .map(kept ->
                            new KeptView(kept.category(), kept.until().toString(), kept.law()))
                        .toList(),
                    erased.goneAt().toString(),
                    erased.unrecoverableAt().toString(),
                    erased.journalPosition(),
                    erased.entry().hex(),
                    erased.opening().map(Opening::format).orElse(null),
                    erased
                        .opening()
                        .flatMap(opening -> receipt(erased.entry(), opening))
                        .orElse(null))));
  }

  @GetMapping("/{id}/entries/{entry}/receipt")
  Outcome<?> receipt(@PathVariable String id, @PathVariable String entry, Call call) {
    SubjectId subject = SubjectInput.read(id);
    Hash leaf = leaf(entry);
    return door.receipt(call, subject, leaf)
        .map(opening ->
            ResponseEntity.ok(
                new ReceiptView(
                    leaf.hex(), opening.format(), receipt(leaf, opening).orElse(null))));
  }

  private Optional<String> receipt(Hash leaf, Opening opening) {
    return log.proof(leaf, RECEIPT_PATIENCE).map(proof -> Receipt.of(proof, opening).format());
  }

  private static Hash leaf(String text) {
    try {
      return Hash.fromHex(text);
    } catch (RuntimeException e) {
      throw new InputException(FieldError.notALeaf("entry"));
    }
  }
}
