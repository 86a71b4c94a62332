package vn.onecall.server.requests.steps;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.requests.RequestsFeature;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestErrors;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Opening;

/**
 * The conditions of a step besides the state: the order in which contradictory requests are
 * answered, the evidence that an answer needs, and which requests may be merged.
 */
final class StepRules {
  /** Kinds that move the same facts to and fro: the last word is to stand last. */
  private static final Set<RequestKind> IN_ORDER =
      EnumSet.of(RequestKind.RESTRICT, RequestKind.OBJECT, RequestKind.WITHDRAW);

  private final Door door;
  private final RequestStore store;
  private final FulfilmentEvidence fulfilment;

  StepRules(Door door, RequestStore store) {
    this.door = door;
    this.store = store;
    this.fulfilment = new FulfilmentEvidence(door.policy());
  }

  /**
   * Checks that a step is allowed now. The call before the transaction only saves work; the call
   * inside it, with the requests locked, is decisive.
   */
  void check(Request request, StepInput.StepCommand taking) {
    switch (taking.step()) {
      case ANSWER -> {
        inOrder(request);
        if (!FulfilmentEvidence.isByEntry(request.kind())
            && request.kind() != RequestKind.DELETE
            && taking.text().isEmpty()) {
          throw RequestErrors.noAnswer();
        }
      }
      case MERGE -> mergeable(request, taking.into().orElseThrow());
      case ACKNOWLEDGE, EXTEND, REFUSE, WITHDRAW -> {}
    }
  }

  /**
   * Requests that go the same way are answered as they came, so that the customer's last word holds
   * in the end. An erasure comes after everything else: once it is done, nothing can be copied,
   * corrected or looked into any more, and a copy that was asked for would be lost.
   */
  private void inOrder(Request request) {
    List<Request> open =
        store.of(request.subject()).stream().filter(other -> other.state().isOpen()).toList();
    if (request.kind() == RequestKind.DELETE) {
      open.stream()
          .filter(other -> other.kind() != RequestKind.DELETE)
          .findFirst()
          .ifPresent(other -> {
            throw RequestErrors.othersFirst(other);
          });
    } else if (IN_ORDER.contains(request.kind())) {
      open.stream()
          .takeWhile(other -> !other.id().equals(request.id()))
          .filter(other -> IN_ORDER.contains(other.kind()))
          .findFirst()
          .ifPresent(other -> {
            throw RequestErrors.earlierFirst(other);
          });
    }
  }

  private void mergeable(Request request, UUID into) {
    boolean fits =
        !into.equals(request.id())
            && store
                .find(request.subject(), into)
                .filter(other -> other.state().isOpen() && other.kind() == request.kind())
                .isPresent();
    if (!fits) {
      throw RequestErrors.notMergeable();
    }
  }

  /** What a step rests on: the article of a refusal, the proved entry of an answer. */
  Outcome<RequestStore.Ground> ground(Call call, Request request, StepInput.StepCommand taking) {
    if (taking.step() == RequestStep.ANSWER && FulfilmentEvidence.isByEntry(request.kind())) {
      return fulfilledBy(
          call, request, taking.fulfilledBy().orElseThrow(RequestErrors::noEntryNamed));
    }
    return new Outcome.Permitted<>(
        new RequestStore.Ground(Optional.empty(), taking.source(), taking.article()));
  }

  private Outcome<RequestStore.Ground> fulfilledBy(Call call, Request request, Hash leaf) {
    return switch (door.receipt(
        call.within(RequestsFeature.EVIDENCE, RequestsFeature.FULFILMENT),
        request.subject(),
        leaf)) {
      case Outcome.Denied<Opening>(Denial denial) -> {
        if (denial instanceof Denial.NotShown) {
          throw RequestErrors.noSuchEntry();
        }
        yield new Outcome.Denied<>(denial);
      }
      case Outcome.Permitted<Opening>(Opening opening) -> {
        if (!fulfilment.isBy(request, opening)) {
          throw RequestErrors.noSuchEntry();
        }
        yield new Outcome.Permitted<>(
            new RequestStore.Ground(Optional.of(leaf), Optional.empty(), Optional.empty()));
      }
    };
  }
}
