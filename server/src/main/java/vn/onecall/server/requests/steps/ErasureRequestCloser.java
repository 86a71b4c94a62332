package vn.onecall.server.requests.steps;

import java.util.List;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.requests.RequestsFeature;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.translog.Hash;

/**
 * Closes requests with which the customer goes, or of one who is gone. An erasure and the end of
 * the request for it are one commit: whatever halts the server then, the one is not without the
 * other.
 */
final class ErasureRequestCloser {
  private final Door door;
  private final RequestStore store;
  private final RequestLetters letters;
  private final RequestTransition moving;

  ErasureRequestCloser(
      Door door, RequestStore store, RequestLetters letters, RequestTransition moving) {
    this.door = door;
    this.store = store;
    this.letters = letters;
    this.moving = moving;
  }

  /** Erases the customer; for whoever is gone already, only the closing is left to do. */
  Outcome<RequestHandler.Done> erase(Call call, PlannedStep plan) {
    return switch (door.erase(
        call.within(RequestsFeature.ERASE, RequestsFeature.FULFILMENT),
        plan.before().subject(),
        plan.details(),
        (entry, transaction) -> moving.move(entry, transaction, plan.carriedOutBy(entry.leaf())))) {
      case Outcome.Permitted<Erased>(Erased erased) ->
          new Outcome.Permitted<>(
              RequestHandler.Done.of(plan.carriedOutBy(erased.entry()), erased.entry(), letters));
      case Outcome.Denied<Erased>(Denial denial) ->
          denial instanceof Denial.NotShown ? gone(call, plan) : new Outcome.Denied<>(denial);
    };
  }

  /**
   * Nothing can be sealed with a customer who is gone: the step is kept in plain, with its entry.
   */
  Outcome<RequestHandler.Done> gone(Call call, PlannedStep plan) {
    return manage(
        call,
        plan.details(),
        (entry, transaction) -> moving.move(entry, transaction, plan),
        entry -> RequestHandler.Done.of(plan, entry, letters));
  }

  /** The letter of an erasure that was carried out, for whom its answer did not reach. */
  Outcome<RequestHandler.Done> again(Call call, Request request) {
    RequestStore.Taken answer = store.steps(request).getLast();
    return manage(
        call,
        List.of("letter of request %s again".formatted(request.id())),
        EntryWork.NONE,
        entry ->
            new RequestHandler.Done(
                request,
                answer.leaf(),
                answer.overdue(),
                letters.of(
                    answer.step(), request, answer.overdue(), answer.ground(), answer.at())));
  }

  private interface Telling {
    RequestHandler.Done of(Hash entry);
  }

  private Outcome<RequestHandler.Done> manage(
      Call call, List<String> details, EntryWork together, Telling telling) {
    return switch (door.manage(
        call.within(RequestsFeature.CLOSE, RequestsFeature.FULFILMENT),
        ActivityKind.MANAGE,
        details,
        together)) {
      case Outcome.Permitted<Hash>(Hash entry) -> new Outcome.Permitted<>(telling.of(entry));
      case Outcome.Denied<Hash>(Denial denial) -> new Outcome.Denied<>(denial);
    };
  }
}
