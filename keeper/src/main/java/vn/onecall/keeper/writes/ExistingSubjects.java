package vn.onecall.keeper.writes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.facts.FactStore;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.faults.KeysMissingException;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.ExpectedVersion;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.sealing.DataKey;

/** The steps with which every write to an existing subject begins. */
public final class ExistingSubjects {
  private final ValueStore store;
  private final FactStore facts;
  private final KeyRing keys;
  private final Sweeper sweeper;
  private final Decider decider;

  public ExistingSubjects(
      ValueStore store, FactStore facts, KeyRing keys, Sweeper sweeper, Decider decider) {
    this.store = store;
    this.facts = facts;
    this.keys = keys;
    this.sweeper = sweeper;
    this.decider = decider;
  }

  ValueStore store() {
    return store;
  }

  FactStore facts() {
    return facts;
  }

  /** The opened keys of one subject, to draft an entry with. */
  Map<SubjectId, KeyRing.SubjectKeys> keys(SubjectId subject) {
    return keys.of(List.of(subject));
  }

  /**
   * The keys that a write may seal under, once what others left unfinished is ended; none if there
   * is no such subject.
   */
  Optional<Map<String, DataKey>> keysForWriting(SubjectId subject) {
    sweeper.settle(subject);
    return keys.confirmed(subject).map(known -> new HashMap<>(known.byCategory()));
  }

  /** The denial of a write to somebody who has no keys. */
  <T> Outcome<T> notShown(Call call, Rulebook.DoorRule rule, SubjectId subject) {
    DecisionRequest ask = decider.ask(call, rule, subject, Map.of(), List.of(), null);
    DecidedEntry decided = decider.decide(List.of(ask)).getFirst();
    if (decided.permitted()) {
      throw new KeysMissingException(
          "The keys of the subject " + subject + " are missing: keys is older than main.");
    }
    return new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
  }

  /**
   * Decides with the facts locked. What the caller has read must still be so; but whoever is not
   * permitted learns nothing of that, and a refused subject answers as a missing one does.
   *
   * @throws ConflictException if the subject has another version
   */
  DecidedEntry decideOn(SubjectId subject, ExpectedVersion version, DecisionRequest ask) {
    Optional<Long> now = facts.lock(subject);
    facts.expire(subject, ask.draft().at());
    DecidedEntry entry = decider.decideWrite(ask, 1);
    if (entry.permitted() && now.isPresent() && !version.admits(now.get())) {
      throw new ConflictException(
          "The subject has version " + now.get() + ", not one of " + version.versions() + ".");
    }
    return entry;
  }

  /** The conflict undid its own entry with the rest; that somebody tried is known all the same. */
  void logConflict(Call call, Rulebook.DoorRule rule, SubjectId subject) {
    decider.decide(
        List.of(
            decider.ask(
                call,
                rule,
                subject,
                keys(subject),
                List.of("conflict, nothing was changed"),
                null)));
  }
}
