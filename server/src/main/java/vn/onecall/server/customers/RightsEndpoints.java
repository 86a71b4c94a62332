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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.access.Call;
import vn.onecall.keeper.access.Caller;
import vn.onecall.keeper.access.Door;
import vn.onecall.keeper.access.Erased;
import vn.onecall.keeper.access.Outcome;
import vn.onecall.keeper.access.SubjectId;
import vn.onecall.keeper.access.Written;
import vn.onecall.keeper.ledger.Ledger;
import vn.onecall.policy.Words;
import vn.onecall.server.problems.Denials;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/**
 * {@code /api/v1/customers/{id}/…}: what customers may ask for: to restrict the use of their data,
 * to close the account, to refuse marketing, to have all erased, and a receipt of every access.
 */
@RestController
@RequestMapping(path = "/api/v1/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class RightsEndpoints {
  /** How long an answer waits for the checkpoint that its receipt needs. */
  private static final Duration RECEIPT_PATIENCE = Duration.ofSeconds(5);

  private final Door door;
  private final Ledger ledger;
  private final Denials denials;
  private final Versions versions;

  RightsEndpoints(Door door, Ledger ledger) {
    this.door = door;
    this.ledger = ledger;
    this.denials = new Denials(door);
    this.versions = new Versions(denials);
  }

  /** A finished erasure and its receipt; the opening can be had nowhere else. */
  record ErasedView(
      String id,
      List<String> erased,
      List<KeptView> kept,
      String goneAt,
      String unrecoverableAt,
      long journalPosition,
      String entry,
      String opening,
      @Nullable String receipt) {}

  /** A category that the law orders kept, sealed, until then at the latest. */
  record KeptView(String category, String until, String law) {}

  /** An opened entry as a receipt to be verified offline. */
  record ReceiptView(String entry, String opening, @Nullable String receipt) {}

  @PostMapping(path = "/{id}/guardian", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> guardian(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    return setFacts(id, ifMatch, body, "agrees", door::guardian, caller, reader);
  }

  @PostMapping(path = "/{id}/restriction", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> restrict(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    return setFacts(id, ifMatch, body, "restricted", door::restrict, caller, reader);
  }

  @PostMapping(path = "/{id}/closure", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> close(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    return setFacts(id, ifMatch, body, "closed", door::restrict, caller, reader);
  }

  @PostMapping(path = "/{id}/marketing-refusal", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> refuseMarketing(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      JsonBody body,
      Caller caller,
      Locale reader) {
    return setFacts(id, ifMatch, body, "refused", door::restrict, caller, reader);
  }

  /** What the door does with a flag that a customer, or somebody for them, sets or clears. */
  private interface Setting {
    Outcome<Written> set(Call call, SubjectId subject, long version, boolean hold);
  }

  private ResponseEntity<?> setFacts(
      String id,
      @Nullable String ifMatch,
      JsonBody body,
      String flag,
      Setting setting,
      Caller caller,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    if (ifMatch == null) {
      return versions.needed(reader);
    }
    String activity = body.text("activity");
    boolean hold = body.flag(flag);
    body.finish();
    return versions.written(
        setting.set(new Call(activity, caller), subject, Versions.of(ifMatch), hold),
        activity,
        reader);
  }

  @PostMapping(path = "/{id}/erasure", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> erase(@PathVariable String id, JsonBody body, Caller caller, Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    String activity = body.text("activity");
    body.finish();
    return switch (door.erase(new Call(activity, caller), subject)) {
      case Outcome.Permitted<Erased>(Erased erased) ->
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
                  erased.opening().format(),
                  receipt(erased.entry(), erased.opening()).orElse(null)));
      case Outcome.Denied<Erased> denied -> denials.answer(denied, activity, reader);
    };
  }

  @GetMapping("/{id}/entries/{entry}/receipt")
  ResponseEntity<?> receipt(
      @PathVariable String id,
      @PathVariable String entry,
      @RequestParam String activity,
      Caller caller,
      Locale reader) {
    SubjectId subject = SubjectInput.read(id);
    Hash leaf = leaf(entry);
    return switch (door.receipt(new Call(activity, caller), subject, leaf)) {
      case Outcome.Permitted<Opening>(Opening opening) ->
          ResponseEntity.ok(
              new ReceiptView(leaf.hex(), opening.format(), receipt(leaf, opening).orElse(null)));
      case Outcome.Denied<Opening> denied -> denials.answer(denied, activity, reader);
    };
  }

  private Optional<String> receipt(Hash leaf, Opening opening) {
    return ledger.proof(leaf, RECEIPT_PATIENCE).map(proof -> Receipt.of(proof, opening).format());
  }

  private static Hash leaf(String text) {
    try {
      return Hash.fromHex(text);
    } catch (RuntimeException e) {
      throw new InputException(
          new FieldError(
              "entry",
              "format",
              new Words(
                  "Mã của mục nhật ký gồm 64 chữ số hệ mười sáu.",
                  "An entry's leaf has 64 hexadecimal digits.")));
    }
  }
}
