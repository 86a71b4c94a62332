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
 * Closes requests by erasing the customer, and requests of a customer who is already erased. The
 * erasure and the closing of its request are one commit, so that a crash cannot leave one without
 * the other.
 */
final class ErasureRequestCloser {
  private final Door door;
  private final RequestStore store;
  private final RequestLetters letters;
  private final RequestTransition transition;

  ErasureRequestCloser(
      Door door, RequestStore store, RequestLetters letters, RequestTransition transition) {
    this.door = door;
    this.store = store;
    this.letters = letters;
    this.transition = transition;
  }

  /** Erases the customer; for whoever is gone already, only the closing is left to do. */
  Outcome<RequestHandler.StepResult> erase(Call call, PlannedStep plan) {
    return switch (door.erase(
        call.within(RequestsFeature.ERASE, RequestsFeature.FULFILMENT),
        plan.before().subject(),
        plan.details(),
        (entry, transaction) ->
            transition.move(entry, transaction, plan.carriedOutBy(entry.leaf()), call.caller()))) {
      case Outcome.Permitted<Erased>(Erased erased) ->
          new Outcome.Permitted<>(
              RequestHandler.StepResult.of(
                  plan.carriedOutBy(erased.entry()), erased.entry(), letters));
      case Outcome.Denied<Erased>(Denial denial) ->
          denial instanceof Denial.NotShown ? gone(call, plan) : new Outcome.Denied<>(denial);
    };
  }

  /**
   * Nothing can be sealed for an erased customer: the step is stored with its log entry, without
   * texts.
   */
  Outcome<RequestHandler.StepResult> gone(Call call, PlannedStep plan) {
    return manage(
        call,
        plan.details(),
        (entry, transaction) -> transition.move(entry, transaction, plan, call.caller()),
        entry -> RequestHandler.StepResult.of(plan, entry, letters));
  }

  /** Returns the letter of a finished erasure again, for a customer who did not get it. */
  Outcome<RequestHandler.StepResult> again(Call call, Request request) {
    RequestStore.RecordedStep answer = store.steps(request).getLast();
    return manage(
        call,
        List.of("letter of request %s again".formatted(request.id())),
        EntryWork.NONE,
        entry ->
            new RequestHandler.StepResult(
                request,
                answer.leaf(),
                answer.overdue(),
                letters.of(
                    answer.step(), request, answer.overdue(), answer.ground(), answer.at())));
  }

  private interface ResultOfEntry {
    RequestHandler.StepResult of(Hash entry);
  }

  private Outcome<RequestHandler.StepResult> manage(
      Call call, List<String> details, EntryWork together, ResultOfEntry result) {
    return switch (door.manage(
        call.within(RequestsFeature.CLOSE, RequestsFeature.FULFILMENT),
        ActivityKind.MANAGE,
        details,
        together)) {
      case Outcome.Permitted<Hash>(Hash entry) -> new Outcome.Permitted<>(result.of(entry));
      case Outcome.Denied<Hash>(Denial denial) -> new Outcome.Denied<>(denial);
    };
  }
}
