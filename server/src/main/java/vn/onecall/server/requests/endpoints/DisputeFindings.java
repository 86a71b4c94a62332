package vn.onecall.server.requests.endpoints;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.audit.Provenance;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestErrors;
import vn.onecall.server.requests.records.RequestRefusals;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.server.requests.submission.RequestInput;
import vn.onecall.translog.Hash;

/**
 * Determines the finding for a complaint: whether a disputed detail is unchanged since its
 * registration, proved by the log entries of its writes. A finding is evidence and not an answer:
 * it does not change the request, and correction stays possible whatever it says. It is stored in
 * the same commit as its log entry.
 */
@Component
final class DisputeFindings {
  private static final Messages MESSAGES = Messages.beside(DisputeFindings.class);
  private static final Map<Provenance.Found, BilingualText> FOUND =
      MESSAGES.each("found-", Provenance.Found.class);

  private static final Set<RequestKind> DISPUTES =
      Set.of(RequestKind.COMPLAIN, RequestKind.CORRECT);

  /** How long a finding waits for the checkpoint of a registration that has just been. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Door door;
  private final TransparencyLog log;
  private final RequestStore store;

  DisputeFindings(Door door, TransparencyLog log, Instances instances) {
    this.door = door;
    this.log = log;
    this.store = new RequestStore(instances.feature("requests").client());
  }

  Outcome<RequestStore.Finding> dispute(
      Call call, SubjectId subject, UUID id, RequestInput.Disputed disputed) {
    Set<String> fields = Set.of(disputed.field());
    Optional<Request> found = store.find(subject, id);
    if (found.isEmpty() || !door.admits(call, ActivityKind.PROVENANCE, fields)) {
      return new RequestRefusals(door).unknown(call, ActivityKind.PROVENANCE, fields);
    }
    refuseWhereNothingIsDisputed(found);
    // It is waited for here, before there is a transaction that would wait as well.
    Optional<Hash> published = door.registration(subject).filter(this::isPublished);
    AtomicReference<RequestStore.Finding> finding = new AtomicReference<>();
    Outcome<Provenance> outcome =
        door.provenance(
            call,
            subject,
            disputed.field(),
            disputed.item(),
            (entry, provenance, transaction) -> {
              RequestStore requests = new RequestStore(transaction);
              refuseWhereNothingIsDisputed(requests.lock(subject, id));
              finding.set(finding(entry, provenance, published, disputed));
              requests.found(found.get(), finding.get());
            });
    return switch (outcome) {
      case Outcome.Denied<Provenance>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<Provenance> permitted -> new Outcome.Permitted<>(finding.get());
    };
  }

  /** The finding that an entry has recorded. */
  RequestStore.Finding disputed(SubjectId subject, UUID id, Hash entry) {
    return store.findings(store.find(subject, id).orElseThrow()).stream()
        .filter(finding -> finding.entry().equals(entry))
        .findFirst()
        .orElseThrow();
  }

  private static void refuseWhereNothingIsDisputed(Optional<Request> request) {
    if (request.filter(each -> each.state().isOpen() && DISPUTES.contains(each.kind())).isEmpty()) {
      throw RequestErrors.notDisputable();
    }
  }

  private boolean isPublished(Hash leaf) {
    return log.proof(leaf, PATIENCE).isPresent();
  }

  /** What rests on an entry that the published log does not have rests on nothing. */
  private static RequestStore.Finding finding(
      EntryWork.Entered entry,
      Provenance provenance,
      Optional<Hash> published,
      RequestInput.Disputed disputed) {
    boolean rests = provenance.registration().equals(published);
    return new RequestStore.Finding(
        disputed.field(),
        disputed.item(),
        word(rests ? provenance.found() : Provenance.Found.ALTERED),
        provenance.registration(),
        entry.leaf(),
        entry.at());
  }

  static RequestViews.FindingView view(RequestStore.Finding finding, String reader) {
    return new RequestViews.FindingView(
        finding.field(),
        finding.item(),
        finding.found(),
        Objects.requireNonNull(FOUND.get(found(finding.found()))).in(Locale.forLanguageTag(reader)),
        finding.registration().map(Hash::hex).orElse(null),
        finding.entry().hex());
  }

  private static String word(Provenance.Found found) {
    return found.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Provenance.Found found(String word) {
    return Provenance.Found.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
