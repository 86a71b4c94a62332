package vn.onecall.server.requests.steps;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.writes.Premise;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.problems.InputException;
import vn.onecall.server.requests.RequestsFeature;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestConcerns;
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
  private final RequestConcerns concerns;

  StepRules(Door door, RequestStore store) {
    this.door = door;
    this.store = store;
    this.fulfilment = new FulfilmentEvidence(door.policy());
    this.concerns = new RequestConcerns(door.policy());
  }

  /**
   * Checks that a step is allowed now. The call before the transaction only saves work; the call
   * inside it, with the requests locked, is decisive.
   */
  void check(Request request, StepInput.StepCommand taking) {
    checkConcerns(request, taking.concerns());
    switch (taking.step()) {
      case ANSWER -> {
        inOrder(request);
        if (!FulfilmentEvidence.isByEntry(request.kind())
            && request.kind() != RequestKind.DELETE
            && taking.text().isEmpty()) {
          throw RequestErrors.noAnswer();
        }
        if (concerns.isUnnamed(request) && taking.concerns().isEmpty()) {
          throw RequestErrors.noConcerns(concerns.nameable(request.kind()));
        }
      }
      case MERGE -> mergeable(request, taking.into().orElseThrow());
      case ACKNOWLEDGE, EXTEND, REFUSE, WITHDRAW -> {}
    }
  }

  /** What was named stands: only where nobody has, an officer names what a request is about. */
  private void checkConcerns(Request request, Set<String> named) {
    if (named.isEmpty()) {
      return;
    }
    if (!request.concerns().isEmpty() && !request.concerns().equals(named)) {
      throw RequestErrors.concernsKnown();
    }
    concerns
        .wrong(request.kind(), named)
        .ifPresent(error -> {
          throw new InputException(error);
        });
  }

  /**
   * Whether a caller may take a step at all. What is asked for another is in the hands of a second
   * person from first to last: whoever recorded it, or a request that was merged into it, takes no
   * step of it, be it the officer's or the requester's.
   */
  boolean mayTake(Caller caller, Request request, StepInput.StepCommand taking) {
    return !request.asked().isForAnother()
        || Stream.concat(Stream.of(request.id()), taking.into().stream())
            .flatMap(id -> store.recorders(request.subject(), id).stream())
            .allMatch(recorder -> recorder.isAnotherThan(caller));
  }

  /**
   * Requests that go the same way are answered as they came, so that the customer's last word holds
   * in the end. An erasure comes after everything else: once it is done, nothing can be copied,
   * corrected or looked into any more, and a copy that was asked for would be lost: the rule is
   * that of {@link RequestsBeforeErasure}, looked at here before anything is begun.
   */
  private void inOrder(Request request) {
    List<Request> open =
        store.of(request.subject()).stream().filter(other -> other.state().isOpen()).toList();
    if (request.kind() == RequestKind.DELETE) {
      RequestsBeforeErasure.first(
              open.stream().filter(other -> !other.id().equals(request.id())).toList(), true)
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
                .filter(other -> other.state().isOpen() && asksTheSame(request, other))
                .isPresent();
    if (!fits) {
      throw RequestErrors.notMergeable();
    }
  }

  /** Only duplicates are merged: of one kind, about the same, and in the name of the same. */
  private static boolean asksTheSame(Request one, Request other) {
    return one.kind() == other.kind()
        && one.asked().requester() == other.asked().requester()
        && one.concerns().equals(other.concerns());
  }

  /**
   * What a step rests on.
   *
   * @param ground the article of a refusal, the proved entry of an answer
   * @param premise what must be so when it is committed
   */
  record Basis(RequestStore.Ground ground, Premise premise) {}

  /**
   * Finds what a step rests on.
   *
   * @param request as the step leaves it
   */
  Outcome<Basis> basis(Call call, Request request, StepInput.StepCommand taking) {
    if (taking.step() == RequestStep.ANSWER && FulfilmentEvidence.isByEntry(request.kind())) {
      return fulfilledBy(
          call, request, taking.fulfilledBy().orElseThrow(RequestErrors::noEntryNamed));
    }
    return new Outcome.Permitted<>(
        new Basis(
            new RequestStore.Ground(
                Optional.empty(),
                taking.basis().map(StepInput.LegalBasis::source),
                taking.basis().map(StepInput.LegalBasis::article)),
            Premise.NONE));
  }

  private Outcome<Basis> fulfilledBy(Call call, Request request, Hash leaf) {
    return switch (door.receipt(
        call.within(RequestsFeature.EVIDENCE, RequestsFeature.FULFILMENT),
        request.subject(),
        leaf)) {
      case Outcome.Denied<Opening>(Denial.NotShown _) -> throw RequestErrors.noSuchEntry();
      case Outcome.Denied<Opening>(Denial denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<Opening>(Opening opening) ->
          new Outcome.Permitted<>(
              new Basis(
                  RequestStore.Ground.fulfilledBy(leaf),
                  fulfilment.premise(request, opening).orElseThrow(RequestErrors::noSuchEntry)));
    };
  }
}
