package vn.onecall.server.requests;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.onecall.policy.ActivityKind;
import vn.onecall.policy.Condition;
import vn.onecall.policy.RequestKind;
import vn.onecall.server.access.Call;
import vn.onecall.server.access.Change;
import vn.onecall.server.access.Denial;
import vn.onecall.server.access.Door;
import vn.onecall.server.access.FactChange;
import vn.onecall.server.access.Outcome;
import vn.onecall.server.access.SubjectId;
import vn.onecall.server.access.Together;
import vn.onecall.server.access.TypedFields;
import vn.onecall.server.access.Written;
import vn.onecall.server.instances.Instances;
import vn.onecall.translog.Hash;

/**
 * Takes the steps of requests. Row, letter, facts and entry of a step are one commit; what is not
 * allowed now is refused in words and leaves everything as it was.
 */
@Component
final class Handling {
  private static final String ERASE = "requests.erase";
  private static final String CLOSE = "requests.close-erased";
  private static final int TRIES = 5;

  private final Door door;
  private final RequestStore store;
  private final Clocks clocks;
  private final Letters letters;
  private final Papers papers;
  private final Rules rules;
  private final Clock clock;

  Handling(
      Door door,
      Clocks clocks,
      Letters letters,
      Instances instances,
      TypedFields types,
      Clock clock) {
    this.door = door;
    this.store = new RequestStore(instances.main().client());
    this.clocks = clocks;
    this.letters = letters;
    this.papers = new Papers(types);
    this.rules = new Rules(door, store);
    this.clock = clock;
  }

  /**
   * A step that was taken.
   *
   * @param request as it is now
   * @param letter what the customer is written
   */
  record Done(Request request, Hash entry, boolean overdue, @Nullable String letter) {}

  /** A step made ready. */
  private record Plan(
      Request before,
      Request after,
      RequestInput.Taking taking,
      RequestStore.Ground ground,
      boolean overdue,
      Optional<String> letter) {}

  /** Something moved between reading and writing; it is read again. */
  private static final class Moved extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    Moved() {
      super("the request has moved", null, false, false);
    }
  }

  Outcome<Done> take(Call call, SubjectId subject, UUID id, RequestInput.Taking taking) {
    Set<String> fields = fields(taking);
    for (int tries = 1; ; tries++) {
      Optional<Request> found = store.find(subject, id);
      if (found.isEmpty() || !Submitting.admits(door, call, fields)) {
        return new Refusals(door).unknown(call, ActivityKind.REQUEST, fields);
      }
      try {
        return take(call, found.get(), taking);
      } catch (Moved e) {
        if (tries == TRIES) {
          throw RequestErrors.notNow(found.get());
        }
      }
    }
  }

  private static Set<String> fields(RequestInput.Taking taking) {
    return taking.step().isTheOfficers() ? Set.of(Papers.LETTER) : Set.of(Papers.TEXT);
  }

  private Outcome<Done> take(Call call, Request request, RequestInput.Taking taking) {
    if (taking.step().isTheOfficers()
        && request.asked().isForAnother()
        && !request.asked().recordedBy().isAnotherThan(call.caller())) {
      return new Refusals(door).lacking(call, fields(taking), Condition.ANOTHER_HANDLER);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    RequestState next =
        request.state().after(taking.step()).orElseThrow(() -> RequestErrors.notNow(request));
    rules.check(request, taking);
    return switch (rules.ground(call, request, taking)) {
      case Outcome.Denied<RequestStore.Ground>(var denial) -> new Outcome.Denied<>(denial);
      case Outcome.Permitted<RequestStore.Ground>(RequestStore.Ground ground) ->
          taking.step() == Step.ANSWER && request.kind() == RequestKind.DELETE
              ? erase(call, request, taking, now)
              : write(call, plan(request, next, taking, ground, now));
    };
  }

  private Plan plan(
      Request request,
      RequestState next,
      RequestInput.Taking taking,
      RequestStore.Ground ground,
      Instant now) {
    Request.Times times =
        taking.step() == Step.EXTEND ? clocks.extend(request, taking.text(), now) : request.times();
    Request after = new Request(request.subject(), request.id(), request.asked(), times, next);
    boolean overdue = request.isLate(taking.step(), now);
    return new Plan(
        request,
        after,
        taking,
        ground,
        overdue,
        taking.step().isTheOfficers()
            ? Optional.of(letters.of(taking.step(), after, overdue, ground, now))
            : Optional.empty());
  }

  private Outcome<Done> write(Call call, Plan plan) {
    boolean frozenByOthers = store.isFrozenByOthers(plan.before.subject(), plan.before.id());
    boolean thaws = plan.before.freezes() && !plan.after.state().isOpen() && !frozenByOthers;
    Change change =
        new Change(
            thaws ? new FactChange(Map.of(), Set.of(frozen())) : FactChange.NONE,
            Set.of(),
            papers.texts(plan.before.id(), texts(plan)),
            plan.taking.collected(),
            details(plan),
            entry -> {
              // The customer's facts are locked here: whoever else opens or closes one waits.
              if (store.isFrozenByOthers(plan.before.subject(), plan.before.id())
                  != frozenByOthers) {
                throw new Moved();
              }
              move(entry, plan);
            });
    return switch (door.request(call, plan.before.subject(), change)) {
      case Outcome.Permitted<Written>(Written written) -> done(plan, written.entry());
      case Outcome.Denied<Written>(Denial denial) ->
          denial instanceof Denial.NotShown && plan.taking.step().isTheOfficers()
              ? closeErased(call, plan)
              : new Outcome.Denied<>(denial);
    };
  }

  private void move(Together.Entered entry, Plan plan) {
    if (!store.move(
        plan.before, plan.after.state(), plan.after.times(), plan.taking.into().orElse(null))) {
      throw new Moved();
    }
    store.took(plan.before, plan.taking.step(), entry, plan.overdue, plan.ground);
  }

  /**
   * Erases the customer and closes the request. Whoever is gone already, as after they asked for it
   * themselves or after a crash between the two, is gone: then only the closing is left to do.
   */
  private Outcome<Done> erase(Call call, Request request, RequestInput.Taking taking, Instant now) {
    Call closing = new Call(CLOSE, call.caller());
    if (!door.admits(closing, ActivityKind.MANAGE, Set.of())) {
      return new Refusals(door).unknown(closing, ActivityKind.MANAGE, Set.of());
    }
    Optional<Hash> erasure;
    switch (door.erase(new Call(ERASE, call.caller()), request.subject())) {
      case Outcome.Permitted<vn.onecall.server.access.Erased>(var erased) ->
          erasure = Optional.of(erased.entry());
      case Outcome.Denied<vn.onecall.server.access.Erased>(Denial denial) -> {
        if (!(denial instanceof Denial.NotShown)) {
          return new Outcome.Denied<>(denial);
        }
        erasure = Optional.empty();
      }
    }
    return closeErased(
        call,
        plan(
            request,
            RequestState.ANSWERED,
            taking,
            new RequestStore.Ground(erasure, Optional.empty(), Optional.empty()),
            now));
  }

  /**
   * Nothing can be sealed with a customer who is gone: the step is kept in plain, with its entry.
   */
  private Outcome<Done> closeErased(Call call, Plan plan) {
    Call closing = new Call(CLOSE, call.caller());
    return switch (door.manage(
        closing, ActivityKind.MANAGE, details(plan), entry -> move(entry, plan))) {
      case Outcome.Permitted<Hash>(Hash entry) -> done(plan, entry);
      case Outcome.Denied<Hash>(Denial denial) -> new Outcome.Denied<>(denial);
    };
  }

  private static Outcome<Done> done(Plan plan, Hash entry) {
    return new Outcome.Permitted<>(
        new Done(plan.after, entry, plan.overdue, plan.letter.orElse(null)));
  }

  private static Map<String, String> texts(Plan plan) {
    Map<String, String> texts = new LinkedHashMap<>();
    plan.letter.ifPresentOrElse(
        letter -> {
          texts.put(Papers.LETTER, letter);
          if (!plan.taking.text().isEmpty()) {
            texts.put(Papers.REASON, plan.taking.text());
          }
        },
        () -> texts.put(Papers.TEXT, plan.taking.text()));
    return texts;
  }

  private static List<String> details(Plan plan) {
    List<String> details = new ArrayList<>();
    details.add(
        "request %s %s %s"
            .formatted(plan.before.id(), plan.before.kind().id(), plan.after.state().id()));
    plan.ground.fulfilledBy().ifPresent(leaf -> details.add("fulfilled-by " + leaf.hex()));
    plan.ground
        .source()
        .ifPresent(
            source -> details.add("law " + source + " " + plan.ground.article().orElse("-")));
    plan.taking.into().ifPresent(into -> details.add("into " + into));
    if (plan.overdue) {
      details.add("overdue");
    }
    return details;
  }

  private int frozen() {
    return Objects.requireNonNull(door.policy().facts().get(Submitting.FROZEN)).number();
  }
}
