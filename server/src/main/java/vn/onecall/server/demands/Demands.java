package vn.onecall.server.demands;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Disclosure;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.keeper.idempotency.CarriedOutCall;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Written;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.envelopes.EnvelopeContent;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;
import vn.onecall.translog.Hash;

/**
 * The process of a demand: recorded, approved by two people, released. A release requires that the
 * order names its legal basis, that two different people approved this exact order, that its
 * deadline has not passed, and that the requested fields lie within its scope. Each release goes
 * through the door as its own log entry.
 */
@Component
final class Demands {
  private static final Messages MESSAGES = Messages.beside(Demands.class);

  private final Door door;
  private final DemandStore store;
  private final Clock clock;

  Demands(Door door, Instances instances, Clock clock) {
    this.door = door;
    this.store = new DemandStore(instances.feature("demands").client());
    this.clock = clock;
  }

  /** An order as it was opened for a legal officer. */
  record Viewed(Demand demand, ShownSubject shown) {}

  /** The entry of an approval, and whether two people have approved. */
  record Approved(Hash entry, boolean complete) {}

  /** An envelope for the authority, if it is there still, and the entry of its release. */
  record Released(Optional<String> envelope, Hash entry) {}

  Policy policy() {
    return door.policy();
  }

  Outcome<Written> record(Call call, DemandInput.Read read) {
    if (!read.hasBasis()) {
      return door.refuse(
          call, ActivityKind.FILE, read.content().fields(), DemandRefusals.LEGAL_BASIS);
    }
    return door.file(
        call,
        read.content(),
        read.collected(),
        (entry, transaction) -> new DemandStore(transaction).insert(entry, read.terms()));
  }

  Outcome<Viewed> view(Call call, SubjectId file) {
    Optional<Demand> demand = store.find(file);
    return switch (door.read(call, List.of(file))) {
      case Outcome.Denied<Grant>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<Grant>(Grant grant) ->
          new Outcome.Permitted<>(
              new Viewed(
                  demand.orElseThrow(() -> new IllegalStateException("a file without a demand")),
                  grant.open().getFirst()));
    };
  }

  Outcome<Approved> approve(Call call, SubjectId file, Hash order) {
    Optional<Demand> demand = store.find(file);
    if (demand.isEmpty() || !demand.get().order().equals(order)) {
      return door.refuse(
          call, ActivityKind.APPROVE, Set.of(), DemandRefusals.THE_ORDER_AS_RECORDED);
    }
    String person = call.caller().verifiedPerson().orElse("");
    return switch (door.manage(
        call,
        ActivityKind.APPROVE,
        List.of("demand " + file, "order " + order.hex()),
        (entry, transaction) -> new DemandStore(transaction).approve(entry, file, person))) {
      case Outcome.Denied<Hash>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<Hash>(Hash entry) ->
          new Outcome.Permitted<>(new Approved(entry, store.find(file).orElseThrow().isApproved()));
    };
  }

  /** What an approval answered that was given before: whether it was the second. */
  Approved approved(SubjectId file, CarriedOutCall.Act act) {
    return new Approved(act.entry(), store.find(file).orElseThrow().wasApprovedBy(act.at()));
  }

  Outcome<Released> release(Call call, SubjectId file, DemandInput.Wanted wanted) {
    Optional<Demand> found = store.find(file);
    if (found.isEmpty()) {
      return refuseRelease(call, wanted, DemandRefusals.LEGAL_BASIS);
    }
    Demand demand = found.get();
    RecipientKey key = usable(demand);
    // The order is opened to be compared with what is wanted: an access with an entry of its own.
    return switch (door.read(
        call.within(DemandsFeature.VIEW, DemandsFeature.COMPARE), List.of(file))) {
      case Outcome.Denied<Grant>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<Grant>(Grant order) -> {
        Optional<Refusal> lacking =
            lacking(demand, AuthorityOrders.scope(order.open().getFirst()), wanted);
        yield lacking.isPresent()
            ? refuseRelease(call, wanted, lacking.get())
            : hand(call, demand, key, wanted);
      }
    };
  }

  /** Known before anything is opened: an older version took keys that this one refuses. */
  private static RecipientKey usable(Demand demand) {
    return demand
        .key()
        .orElseThrow(() ->
            new InputException(new FieldError("key", "unusable", MESSAGES.words("key-unusable"))));
  }

  private Optional<Refusal> lacking(Demand demand, DemandScope scope, DemandInput.Wanted wanted) {
    if (!scope.covers(wanted.customer(), wanted.fields())) {
      return Optional.of(DemandRefusals.WITHIN_SCOPE);
    }
    if (!demand.isApproved()) {
      return Optional.of(DemandRefusals.TWO_APPROVALS);
    }
    return clock.instant().isAfter(demand.deadline())
        ? Optional.of(DemandRefusals.BEFORE_DEADLINE)
        : Optional.empty();
  }

  private Outcome<Released> hand(
      Call call, Demand demand, RecipientKey key, DemandInput.Wanted wanted) {
    Instant now = clock.instant();
    Disclosure what =
        new Disclosure(
            wanted.fields(),
            Set.of(),
            List.of("to authority by demand " + demand.file(), "key " + key.thumbprint()),
            demand.secretUntil().filter(until -> until.isAfter(now)),
            (entry, transaction) -> new DemandStore(transaction).release(entry, demand.file()));
    return switch (door.disclose(call, ActivityKind.DISCLOSE, wanted.customer(), what)) {
      case Outcome.Denied<Grant>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<Grant>(Grant grant) -> {
        ShownSubject shown = grant.open().getFirst();
        Map<String, String> head = new LinkedHashMap<>();
        head.put("demand", demand.file().toString());
        head.put("controller", policy().controller());
        head.put("releasedAt", now.toString());
        head.put("entry", shown.entry().hex());
        yield new Outcome.Permitted<>(
            new Released(
                Optional.of(key.seal(EnvelopeContent.of(head, shown), EnvelopeContent.TYPE)),
                shown.entry()));
      }
    };
  }

  private Outcome<Released> refuseRelease(Call call, DemandInput.Wanted wanted, Refusal refusal) {
    return door.refuse(call, ActivityKind.DISCLOSE, wanted.fields(), refusal);
  }
}
