package vn.onecall.keeper.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/**
 * Registers new subjects, one or many by the same steps: judged by the policy one by one, sealed,
 * then written all in one commit of each instance.
 */
final class Registering {
  private final Policy policy;
  private final Rulebook rulebook;
  private final Taking taking;
  private final DerivedFacts derived;
  private final Function<List<List<KeysStore.IndexRow>>, List<FactChange>> refusedBefore;
  private final Stores into;

  /** Where new subjects go. */
  record Stores(
      SubjectStore store,
      FactStore facts,
      ValueWriting values,
      SpanningWrites writes,
      Decider decider) {}

  Registering(
      Rulebook rulebook,
      Stores into,
      Function<List<List<KeysStore.IndexRow>>, List<FactChange>> refusedBefore) {
    this.policy = rulebook.policy();
    this.rulebook = rulebook;
    this.taking = new Taking(policy);
    this.derived = new DerivedFacts(policy);
    this.refusedBefore = refusedBefore;
    this.into = into;
  }

  /** What the policy says of a registration before anything is stored. */
  private sealed interface Judged {
    record Fit(Rulebook.DoorRule rule) implements Judged {}

    record Turned(Rulebook.Admission.Turned by) implements Judged {}

    record Faulty(Registered.Fault fault) implements Judged {}
  }

  /** A registration that is sealed and has its entry, and is stored nowhere yet. */
  private record Drafted(
      Registration registration,
      SubjectId subject,
      ValueWriting.Prepared prepared,
      FactChange follows,
      EntryAsk ask) {}

  private record Turned(int index, Rulebook.Admission.Turned by) {}

  /**
   * Registers one.
   *
   * @throws IllegalArgumentException if it is no whole registration
   */
  Outcome<Written> register(Call call, Registration registration) {
    return switch (judge(call, registration)) {
      case Judged.Turned(var by) -> into.decider.turnAway(call, by);
      case Judged.Faulty(var fault) -> throw new IllegalArgumentException(fault.words());
      case Judged.Fit(var rule) ->
          new Outcome.Permitted<>(
              write(List.of(draft(call, rule, registration, into.decider.drafts().now())))
                  .getFirst());
    };
  }

  /** Whether the call may register at all, whatever the fields. */
  Rulebook.Admission admit(Call call) {
    return rulebook.admit(call, ActivityKind.REGISTER, List.of());
  }

  /**
   * Registers all that can be, in one commit of each instance.
   *
   * @param from the place of the first
   * @return one answer for each, in their order
   */
  List<Registered> register(Call call, long from, List<Registration> registrations) {
    Registered[] answers = new Registered[registrations.size()];
    List<Turned> turned = new ArrayList<>();
    List<Drafted> drafted = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Instant at = into.decider.drafts().now();
    for (int i = 0; i < answers.length; i++) {
      switch (judge(call, registrations.get(i))) {
        case Judged.Turned(var by) -> turned.add(new Turned(i, by));
        case Judged.Faulty(var fault) -> answers[i] = new Registered.Faulty(from + i, fault);
        case Judged.Fit(var rule) -> {
          try {
            drafted.add(draft(call, rule, registrations.get(i), at));
            places.add(i);
          } catch (IllegalArgumentException | DateTimeException e) {
            // The message could repeat the value.
            answers[i] = new Registered.Faulty(from + i, Registered.Fault.NOT_CANONICAL);
          }
        }
      }
    }
    if (!turned.isEmpty()) {
      List<Denial> denials = into.decider.turnAway(call, turned.stream().map(Turned::by).toList());
      for (int n = 0; n < denials.size(); n++) {
        int i = turned.get(n).index;
        answers[i] = new Registered.Refused(from + i, denials.get(n));
      }
    }
    if (!drafted.isEmpty()) {
      List<Written> stored = write(drafted);
      for (int n = 0; n < stored.size(); n++) {
        int i = places.get(n);
        answers[i] = new Registered.Done(from + i, stored.get(n));
      }
    }
    return Arrays.asList(answers);
  }

  private Judged judge(Call call, Registration registration) {
    Set<String> services = registration.services();
    Collection<String> fields = registration.values().fields();
    return switch (rulebook.admit(call, ActivityKind.REGISTER, fields)) {
      case Rulebook.Admission.Turned turned -> new Judged.Turned(turned);
      case Rulebook.Admission.Admitted(var rule) -> {
        if (!policy.services().keySet().containsAll(services)) {
          yield new Judged.Faulty(Registered.Fault.UNKNOWN_SERVICE);
        }
        if (!taking.lists(registration.collected())) {
          yield new Judged.Faulty(Registered.Fault.UNLISTED_ORIGIN);
        }
        Optional<String> tooMuch =
            taking
                .notAskedFor(services, fields)
                .or(() -> taking.notTakenBy(registration.collected(), fields));
        yield tooMuch.isPresent()
            ? new Judged.Turned(rulebook.notGiven(call, tooMuch.get()))
            : whole(registration, rule);
      }
    };
  }

  private Judged whole(Registration registration, Rulebook.DoorRule rule) {
    if (!taking.missing(registration.services(), registration.values().fields()).isEmpty()) {
      return new Judged.Faulty(Registered.Fault.LACKS_A_FIELD);
    }
    if (policy.attestation().isPresent()
        && registration.attested().orElse(0) != policy.attestation().get().version()) {
      return new Judged.Faulty(Registered.Fault.LACKS_THE_STATEMENT);
    }
    return new Judged.Fit(rule);
  }

  private Drafted draft(Call call, Rulebook.DoorRule rule, Registration registration, Instant at) {
    SubjectId subject = SubjectId.random();
    Map<String, DataKey> theirs = new HashMap<>();
    ValueWriting.Prepared prepared =
        into.values.prepare(
            subject, theirs, ValueWriting.Placed.first(registration.values()), "first");
    List<String> details = new ArrayList<>(prepared.details());
    new TreeSet<>(registration.services()).forEach(service -> details.add("service " + service));
    registration.attested().ifPresent(version -> details.add("attested " + version));
    details.add(registration.collected().line());
    EntryDraft entry =
        into.decider
            .drafts()
            .draft(
                call,
                rule.activity().purpose(),
                subject,
                theirs.get(EntryDrafts.LOG_CATEGORY),
                details,
                at);
    return new Drafted(
        registration,
        subject,
        prepared,
        derived.following(registration.values(), at),
        new EntryAsk(entry, rule.text(), null, null));
  }

  private List<Written> write(List<Drafted> all) {
    // What follows from the values, and whether marketing was refused before.
    List<FactChange> before =
        refusedBefore.apply(all.stream().map(each -> each.prepared.index()).toList());
    List<FactStore.Beginning> beginnings = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      Drafted each = all.get(i);
      beginnings.add(
          new FactStore.Beginning(
              each.subject, each.follows.and(before.get(i)), each.ask.draft().at()));
    }
    return into
        .writes
        .runFirst(
            all.stream().map(each -> each.prepared.inKeys(each.subject)).toList(),
            all.getFirst().ask.draft().at(),
            () -> inMain(all, beginnings))
        .stream()
        .map(entry -> new Written(entry.draft().subject(), 1, entry.leaf()))
        .toList();
  }

  private List<DecidedEntry> inMain(List<Drafted> all, List<FactStore.Beginning> beginnings) {
    into.facts.begin(beginnings);
    into.store.insertAttestations(
        all.stream()
            .filter(each -> each.registration.attested().isPresent())
            .map(each ->
                new SubjectStore.Attested(
                    each.subject, each.registration.attested().getAsInt(), each.ask.draft()))
            .toList());
    into.store.insertFirst(
        all.stream()
            .map(each ->
                new SubjectStore.Brought(
                    each.subject,
                    each.prepared.values(),
                    each.registration.collected(),
                    each.ask.draft()))
            .toList());
    List<DecidedEntry> entries = into.decider.decideWithin(all.stream().map(Drafted::ask).toList());
    if (!entries.stream().allMatch(DecidedEntry::permitted)) {
      throw new IllegalStateException("a registration depends on no fact");
    }
    return entries;
  }
}
