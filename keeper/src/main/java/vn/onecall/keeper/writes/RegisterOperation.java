package vn.onecall.keeper.writes;

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
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.entries.EntryDraft;
import vn.onecall.keeper.facts.DerivedFacts;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.facts.FactStore;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.keeper.subjects.CollectionRules;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;

/**
 * Registers new subjects, one or many by the same steps: judged by the policy one by one, sealed,
 * then written all in one commit of each instance.
 */
public final class RegisterOperation {
  private final Policy policy;
  private final Rulebook rulebook;
  private final CollectionRules rules;
  private final DerivedFacts derived;
  private final Function<List<List<SubjectKeyStore.IndexRow>>, List<FactChange>> refusedBefore;
  private final Stores into;

  /** Where new subjects go. */
  public record Stores(
      ValueStore store,
      FactStore facts,
      WritePreparation values,
      CrossInstanceWrites writes,
      Decider decider) {}

  public RegisterOperation(
      Rulebook rulebook,
      Stores into,
      Function<List<List<SubjectKeyStore.IndexRow>>, List<FactChange>> refusedBefore) {
    this.policy = rulebook.policy();
    this.rulebook = rulebook;
    this.rules = new CollectionRules(policy);
    this.derived = new DerivedFacts(policy);
    this.refusedBefore = refusedBefore;
    this.into = into;
  }

  /** What the policy says of a registration before anything is stored. */
  private sealed interface Judged {
    record Fit(Rulebook.DoorRule rule) implements Judged {}

    record Refused(Rulebook.Admission.Refused by) implements Judged {}

    record Faulty(RegistrationResult.Fault fault) implements Judged {}
  }

  /** A registration that is sealed and has its entry, and is stored nowhere yet. */
  private record Drafted(
      Registration registration,
      SubjectId subject,
      WritePreparation.Prepared prepared,
      FactChange follows,
      DecisionRequest ask) {}

  private record RefusedAt(int index, Rulebook.Admission.Refused by) {}

  /**
   * Registers one.
   *
   * @throws IllegalArgumentException if it is no whole registration
   */
  public Outcome<Written> register(Call call, Registration registration) {
    return switch (judge(call, registration)) {
      case Judged.Refused(var by) -> into.decider.refuse(call, by);
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
  public List<RegistrationResult> register(Call call, long from, List<Registration> registrations) {
    RegistrationResult[] answers = new RegistrationResult[registrations.size()];
    List<RefusedAt> refused = new ArrayList<>();
    List<Drafted> drafted = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Instant at = into.decider.drafts().now();
    for (int i = 0; i < answers.length; i++) {
      switch (judge(call, registrations.get(i))) {
        case Judged.Refused(var by) -> refused.add(new RefusedAt(i, by));
        case Judged.Faulty(var fault) ->
            answers[i] = new RegistrationResult.Faulty(from + i, fault);
        case Judged.Fit(var rule) -> {
          try {
            drafted.add(draft(call, rule, registrations.get(i), at));
            places.add(i);
          } catch (IllegalArgumentException | DateTimeException e) {
            // The message could repeat the value.
            answers[i] =
                new RegistrationResult.Faulty(from + i, RegistrationResult.Fault.NOT_CANONICAL);
          }
        }
      }
    }
    if (!refused.isEmpty()) {
      List<Denial> denials =
          into.decider.refuse(call, refused.stream().map(RefusedAt::by).toList());
      for (int n = 0; n < denials.size(); n++) {
        int i = refused.get(n).index;
        answers[i] = new RegistrationResult.Refused(from + i, denials.get(n));
      }
    }
    if (!drafted.isEmpty()) {
      List<Written> stored = write(drafted);
      for (int n = 0; n < stored.size(); n++) {
        int i = places.get(n);
        answers[i] = new RegistrationResult.Done(from + i, stored.get(n));
      }
    }
    return Arrays.asList(answers);
  }

  private Judged judge(Call call, Registration registration) {
    Set<String> services = registration.services();
    Collection<String> fields = registration.values().fields();
    return switch (rulebook.admit(call, ActivityKind.REGISTER, fields)) {
      case Rulebook.Admission.Refused refused -> new Judged.Refused(refused);
      case Rulebook.Admission.Admitted(var rule) -> {
        if (!policy.services().keySet().containsAll(services)) {
          yield new Judged.Faulty(RegistrationResult.Fault.UNKNOWN_SERVICE);
        }
        if (!rules.lists(registration.collected())) {
          yield new Judged.Faulty(RegistrationResult.Fault.UNLISTED_ORIGIN);
        }
        Optional<String> tooMuch =
            rules
                .notAskedFor(services, fields)
                .or(() -> rules.notTakenBy(registration.collected(), fields));
        yield tooMuch.isPresent()
            ? new Judged.Refused(rulebook.notGiven(call, tooMuch.get()))
            : whole(registration, rule);
      }
    };
  }

  private Judged whole(Registration registration, Rulebook.DoorRule rule) {
    Set<String> fields = registration.values().fields();
    if (!rules.missing(registration.services(), fields).isEmpty()
        || !rules.missingAlternatives(registration.services(), fields).isEmpty()) {
      return new Judged.Faulty(RegistrationResult.Fault.LACKS_A_FIELD);
    }
    if (policy.attestation().isPresent()
        && registration.attested().orElse(0) != policy.attestation().get().version()) {
      return new Judged.Faulty(RegistrationResult.Fault.LACKS_THE_STATEMENT);
    }
    return new Judged.Fit(rule);
  }

  private Drafted draft(Call call, Rulebook.DoorRule rule, Registration registration, Instant at) {
    SubjectId subject = SubjectId.random();
    Map<String, DataKey> theirs = new HashMap<>();
    WritePreparation.Prepared prepared =
        into.values.prepare(
            subject, theirs, WritePreparation.Placed.first(registration.values()), "first");
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
                theirs.get(KeyRing.LOG_CATEGORY),
                details,
                at);
    return new Drafted(
        registration,
        subject,
        prepared,
        derived.following(registration.values(), at),
        new DecisionRequest(entry, rule.text(), null, null));
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
                new ValueStore.Attested(
                    each.subject, each.registration.attested().getAsInt(), each.ask.draft()))
            .toList());
    into.store.insertFirst(
        all.stream()
            .map(each ->
                new ValueStore.Brought(
                    each.subject,
                    each.prepared.values(),
                    each.registration.collected(),
                    each.ask.draft()))
            .toList());
    List<DecidedEntry> entries =
        into.decider.decideWrites(all.stream().map(Drafted::ask).toList(), 0);
    if (!entries.stream().allMatch(DecidedEntry::permitted)) {
      throw new IllegalStateException("a registration depends on no fact");
    }
    return entries;
  }
}
