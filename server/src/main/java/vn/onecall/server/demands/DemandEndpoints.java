package vn.onecall.server.demands;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.idempotency.Write;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.server.problems.DenialProblems;
import vn.onecall.server.problems.JsonBody;
import vn.onecall.server.problems.SubjectInput;
import vn.onecall.translog.Hash;

/**
 * {@code /api/v1/demands}: demands of State authorities. An order is recorded completely, approved
 * by two people who each sign in personally, and released field by field, encrypted to the
 * authority's key. A demand without a legal basis, and anything beyond the order, is refused with a
 * letter that can be sent.
 */
@RestController
@RequestMapping(path = "/api/v1/demands", produces = MediaType.APPLICATION_JSON_VALUE)
final class DemandEndpoints {
  private final Demands demands;
  private final DemandInput input;
  private final DenialProblems denials;

  DemandEndpoints(Door door, Demands demands, DemandInput input) {
    this.demands = demands;
    this.input = input;
    this.denials = new DenialProblems(door);
  }

  /** A recorded order; its entry commits to all of its content. */
  record RecordedView(String id, String order) {}

  /** One person's approval. */
  record ApprovalView(String person, String at, String entry) {}

  /** An order: its unencrypted part, and the opened content. */
  record DemandView(
      String id,
      String order,
      String deadline,
      @Nullable String secretUntil,
      String key,
      List<ApprovalView> approvals,
      Map<String, Object> fields,
      String entry) {}

  /**
   * What was released: an envelope that only the authority opens, and its entry. It has none if the
   * call is a repeated one and a halt kept the first from leaving its envelope.
   */
  record ReleasedView(@Nullable String envelope, String entry) {}

  /** An approval's own entry. */
  record ApprovedView(String id, String entry, boolean complete) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> record(JsonBody body, Call call, Locale reader) {
    return Write.of(() -> demands.record(call, input.read(body)), Written::again)
        .map(written ->
            ResponseEntity.created(URI.create("/api/v1/demands/" + written.subject()))
                .body(new RecordedView(written.subject().toString(), written.entry().hex())))
        .refusedWith(denial -> letter(denial, call, reader));
  }

  @GetMapping("/{id}")
  Outcome<?> view(@PathVariable String id, Call call) {
    SubjectId file = SubjectInput.read(id);
    return demands.view(call, file).map(viewed -> view(viewed.demand(), viewed.shown()));
  }

  @PostMapping(path = "/{id}/approvals", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> approve(@PathVariable String id, JsonBody body, Call call) {
    SubjectId file = SubjectInput.read(id);
    Hash order = input.order(body);
    body.finish();
    return Write.of(
            () -> demands.approve(call, file, order), done -> demands.approved(file, done.act()))
        .map(approved ->
            new ApprovedView(file.toString(), approved.entry().hex(), approved.complete()));
  }

  @PostMapping(path = "/{id}/release", consumes = MediaType.APPLICATION_JSON_VALUE)
  Write<?> release(@PathVariable String id, JsonBody body, Call call, Locale reader) {
    SubjectId file = SubjectInput.read(id);
    DemandInput.Wanted wanted = input.wanted(body);
    return Write.of(
            () -> demands.release(call, file, wanted),
            done -> new Demands.Released(done.act().kept(), done.entry()))
        .keeping(Demands.Released::envelope)
        .map(released -> new ReleasedView(released.envelope().orElse(null), released.entry().hex()))
        .refusedWith(denial -> letter(denial, call, reader));
  }

  /** A denial with the letter by which the authority can be refused. */
  private ResponseEntity<?> letter(Denial denial, Call call, Locale reader) {
    Outcome.Denied<?> denied = new Outcome.Denied<>(denial);
    var problem = denials.detail(denied, call.activity(), reader);
    problem.setProperty("letter", DemandRefusals.letter(denial, demands.policy()));
    return denials.response(denied, problem, reader);
  }

  private static DemandView view(Demand demand, ShownSubject shown) {
    return new DemandView(
        demand.file().toString(),
        demand.order().hex(),
        demand.deadline().toString(),
        demand.secretUntil().map(Object::toString).orElse(null),
        demand.key().map(RecipientKey::thumbprint).orElse(""),
        demand.approvals().stream()
            .map(one -> new ApprovalView(one.person(), one.at().toString(), one.entry().hex()))
            .toList(),
        AuthorityOrders.written(shown),
        shown.entry().hex());
  }
}
