package vn.onecall.server.requests.steps;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.keeper.writes.Written;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.server.requests.RequestAttachments;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestClocks;
import vn.onecall.server.requests.records.RequestErrors;
import vn.onecall.server.requests.records.RequestRefusals;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.RequestStore;
import vn.onecall.server.requests.submission.RequestSubmission;
import vn.onecall.translog.Hash;

/**
 * Takes the steps of requests. One commit contains the row, the letter, the facts and the log entry
 * of a step. A step that is not allowed now is refused with its reason and changes nothing.
 */
@Component
public final class RequestHandler {
  private static final int TRIES = 5;

  private final Door door;
  private final RequestStore store;
  private final RequestClocks clocks;
  private final RequestLetters letters;
  private final RequestAttachments attachments;
  private final StepRules stepRules;
  private final RequestTransition transition;
  private final ErasureRequestCloser closer;
  private final Clock clock;

  public RequestHandler(
      Door door,
      RequestClocks clocks,
      RequestLetters letters,
      Instances instances,
      PolicyFieldTypes types,
      Clock clock) {
    this.door = door;
    this.store = new RequestStore(instances.feature("requests").client());
    this.clocks = clocks;
    this.letters = letters;
    this.attachments = new RequestAttachments(types);
    this.stepRules = new StepRules(door, store);
    this.transition = new RequestTransition(door);
    this.closer = new ErasureRequestCloser(door, store, letters, transition);
    this.clock = clock;
  }

  /**
   * The result of a step.
   *
   * @param request as it is now
   * @param letter what the customer is written
   */
  public record StepResult(Request request, Hash entry, boolean overdue, @Nullable String letter) {
    static StepResult of(PlannedStep plan, Hash entry, RequestLetters letters) {
      return new StepResult(plan.after(), entry, plan.overdue(), letters.of(plan).orElse(null));
    }
  }

  public Outcome<StepResult> take(
      Call call, SubjectId subject, UUID id, StepInput.StepCommand taking) {
    Set<String> fields = fields(taking);
    for (int tries = 1; ; tries++) {
      Optional<Request> found = store.find(subject, id);
      if (found.isEmpty() || !RequestSubmission.admits(door, call, fields)) {
        return new RequestRefusals(door).unknown(call, ActivityKind.REQUEST, fields);
      }
      try {
        return take(call, found.get(), taking);
      } catch (RequestTransition.Moved e) {
        if (tries == TRIES) {
          throw RequestErrors.notNow(found.get());
        }
      }
    }
  }

  /** The result of a step that was taken before, by its entry. */
  public StepResult taken(SubjectId subject, UUID id, Hash entry) {
    Request now = store.find(subject, id).orElseThrow();
    List<RequestStore.RecordedStep> steps = store.steps(now);
    // A letter that was asked for again has an entry of its own, and is that of the last step.
    RequestStore.RecordedStep step =
        steps.stream()
            .filter(each -> each.leaf().equals(entry))
            .findFirst()
            .orElseGet(steps::getLast);
    Request after = now.in(RequestState.leftBy(step.step()));
    return new StepResult(
        after,
        step.leaf(),
        step.overdue(),
        step.step().isTheOfficers()
            ? letters.of(step.step(), after, step.overdue(), step.ground(), step.at())
            : null);
  }

  private static Set<String> fields(StepInput.StepCommand taking) {
    return taking.step().isTheOfficers()
        ? Set.of(RequestAttachments.LETTER)
        : Set.of(RequestAttachments.TEXT);
  }

  private Outcome<StepResult> take(Call call, Request request, StepInput.StepCommand taking) {
    if (!stepRules.mayTake(call.caller(), request, taking)) {
      return new RequestRefusals(door)
          .lacking(call, fields(taking), RequestRefusals.ANOTHER_HANDLER);
    }
    boolean erases = taking.step() == RequestStep.ANSWER && request.kind() == RequestKind.DELETE;
    if (erases && request.state() == RequestState.ANSWERED) {
      return closer.again(call, request);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    RequestState next =
        request.state().after(taking.step()).orElseThrow(() -> RequestErrors.notNow(request));
    stepRules.check(request, taking);
    Request.Asked asked =
        taking.concerns().isEmpty()
            ? request.asked()
            : request.asked().concerning(taking.concerns());
    Request after = new Request(request.subject(), request.id(), asked, request.times(), next);
    return switch (stepRules.basis(call, after, taking)) {
      case Outcome.Denied<StepRules.Basis>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<StepRules.Basis>(StepRules.Basis basis) -> {
        PlannedStep plan = plan(request, after, taking, basis, now);
        yield erases ? closer.erase(call, plan) : write(call, plan);
      }
    };
  }

  private PlannedStep plan(
      Request request,
      Request after,
      StepInput.StepCommand taking,
      StepRules.Basis basis,
      Instant now) {
    Request.Times times =
        taking.step() == RequestStep.EXTEND
            ? clocks.extend(request, taking.text(), now)
            : request.times();
    return new PlannedStep(
        request,
        new Request(request.subject(), request.id(), after.asked(), times, after.state()),
        taking,
        basis.ground(),
        basis.premise(),
        request.isLate(taking.step(), now),
        now);
  }

  private Outcome<StepResult> write(Call call, PlannedStep plan) {
    Request before = plan.before();
    boolean frozenByOthers = store.isFrozenByOthers(before.subject(), before.id());
    boolean thaws = before.freezes() && !plan.after().state().isOpen() && !frozenByOthers;
    SubjectChange change =
        new SubjectChange(
            thaws ? new FactChange(Map.of(), Set.of(frozen())) : FactChange.NONE,
            Set.of(),
            attachments.texts(before.id(), plan.texts(letters.of(plan))),
            plan.taking().collected(),
            plan.details(),
            (entry, transaction) -> {
              transition.move(entry, transaction, plan, call.caller());
              // The customer's facts are locked here: whoever else opens or closes one waits.
              if (new RequestStore(transaction).isFrozenByOthers(before.subject(), before.id())
                  != frozenByOthers) {
                throw new RequestTransition.Moved();
              }
            });
    try {
      return switch (door.request(call, before.subject(), change.restingOn(plan.premise()))) {
        case Outcome.Permitted<Written>(Written written) ->
            new Outcome.Permitted<>(StepResult.of(plan, written.entry(), letters));
        case Outcome.Denied<Written>(Denial denial) ->
            denial instanceof Denial.NotShown && plan.step().isTheOfficers()
                ? closer.gone(call, plan)
                : new Outcome.Denied<>(denial);
      };
    } catch (ConflictException e) {
      throw RequestErrors.noLongerSo();
    }
  }

  private int frozen() {
    return Objects.requireNonNull(door.policy().facts().get(RequestSubmission.FROZEN)).number();
  }
}
