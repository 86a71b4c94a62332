package vn.onecall.server.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import vn.onecall.policy.ActivityKind;
import vn.onecall.sealing.DataKey;

/**
 * Registers, corrects and restricts.
 *
 * <p>A write that spans instances goes: keys and index rows as pending, then main (claim, facts,
 * values and entry in one commit), then confirm. Main's commit is the write; what follows only
 * tidies, and the {@link Sweeper} does it if we cannot.
 */
final class Writing {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

  private final Rulebook rulebook;
  private final KeyRing keys;
  private final KeysStore keysStore;
  private final SubjectStore subjects;
  private final Decider decider;
  private final ValueWriting values;
  private final Sweeper sweeper;

  Writing(
      Rulebook rulebook,
      KeyRing keys,
      KeysStore keysStore,
      SubjectStore subjects,
      Decider decider,
      ValueWriting values,
      Sweeper sweeper) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.keysStore = keysStore;
    this.subjects = subjects;
    this.decider = decider;
    this.values = values;
    this.sweeper = sweeper;
  }

  Outcome<Written> register(Call call, Collected collected, Map<String, String> canonical) {
    return switch (rulebook.admit(call, ActivityKind.REGISTER, canonical.keySet())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        SubjectId subject = SubjectId.random();
        Map<String, DataKey> theirs = new HashMap<>();
        ValueWriting.Prepared prepared =
            values.prepare(subject, theirs, List.of(), canonical, true);
        EntryAsk ask = ask(call, rule, subject, theirs, collected, prepared);
        UUID writeId = begin(subject, prepared, ask);
        DecidedEntry decided =
            inMain(() -> {
              claim(subject, writeId, ask);
              subjects.insertFacts(subject, ask.draft().at());
              subjects.insertValues(subject, prepared.values(), collected, true, ask.draft());
              return decider.decideWithin(ask);
            });
        end(subject, writeId);
        yield new Outcome.Permitted<>(new Written(subject, 1, decided.leaf()));
      }
    };
  }

  Outcome<Written> correct(
      Call call,
      SubjectId subject,
      long version,
      Collected collected,
      Map<String, String> canonical) {
    return switch (rulebook.admit(call, ActivityKind.CORRECT, canonical.keySet())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        sweeper.settle(subject);
        Optional<KeyRing.SubjectKeys> known = keys.confirmed(subject);
        if (known.isEmpty()) {
          yield notShown(call, rule, subject);
        }
        Map<String, DataKey> theirs = new HashMap<>(known.get().byCategory());
        ValueWriting.Prepared prepared =
            values.prepare(subject, theirs, subjects.newest(subject), canonical, false);
        EntryAsk ask = ask(call, rule, subject, theirs, collected, prepared);
        UUID writeId = begin(subject, prepared, ask);
        DecidedEntry decided;
        try {
          decided =
              inMain(() -> {
                claim(subject, writeId, ask);
                DecidedEntry entry = decideOn(subject, version, ask);
                if (entry.permitted()) {
                  subjects.insertValues(subject, prepared.values(), collected, false, ask.draft());
                  subjects.raiseVersion(subject);
                }
                return entry;
              });
        } catch (ConflictException e) {
          keysStore.discard(writeId, subject);
          logConflict(call, rule, subject);
          throw e;
        }
        if (!decided.permitted()) {
          keysStore.discard(writeId, subject);
          yield new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
        }
        end(subject, writeId);
        yield new Outcome.Permitted<>(new Written(subject, version + 1, decided.leaf()));
      }
    };
  }

  Outcome<Written> restrict(Call call, SubjectId subject, long version, boolean hold) {
    return switch (rulebook.admit(call, ActivityKind.RESTRICT, List.of())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        String detail = (hold ? "set " : "clear ") + rule.activity().sets();
        EntryAsk ask =
            decider.ask(call, rule, subject, keys.of(List.of(subject)), List.of(detail), null);
        DecidedEntry decided;
        try {
          decided =
              inMain(() -> {
                DecidedEntry entry = decideOn(subject, version, ask);
                if (entry.permitted()) {
                  subjects.setFacts(subject, rule.activity().sets(), hold);
                }
                return entry;
              });
        } catch (ConflictException e) {
          logConflict(call, rule, subject);
          throw e;
        }
        yield decided.permitted()
            ? new Outcome.Permitted<>(new Written(subject, version + 1, decided.leaf()))
            : new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
      }
    };
  }

  private EntryAsk ask(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<String, DataKey> theirs,
      Collected collected,
      ValueWriting.Prepared prepared) {
    List<String> details = new java.util.ArrayList<>(prepared.details());
    details.add(
        "collected %s %s %s"
            .formatted(collected.source(), collected.moment(), collected.channel()));
    return decider.ask(
        call, rule, subject, Map.of(subject, new KeyRing.SubjectKeys(theirs)), details, null);
  }

  private Outcome<Written> notShown(Call call, Rulebook.DoorRule rule, SubjectId subject) {
    EntryAsk ask = decider.ask(call, rule, subject, Map.of(), List.of(), null);
    DecidedEntry decided = decider.decide(List.of(ask)).getFirst();
    if (decided.permitted()) {
      throw new KeysMissingException(
          "The keys of the subject " + subject + " are missing: keys is older than main.");
    }
    return new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), decided.leaf()));
  }

  private UUID begin(SubjectId subject, ValueWriting.Prepared prepared, EntryAsk ask) {
    UUID writeId = ValueWriting.newWriteId();
    keysStore.begin(writeId, subject, prepared.newKeys(), prepared.index(), ask.draft().at());
    Gap.KEYS_PENDING.reached();
    return writeId;
  }

  private void claim(SubjectId subject, UUID writeId, EntryAsk ask) {
    if (!subjects.claim(subject, writeId, SubjectStore.Winner.WRITER, ask.draft().at())) {
      throw new OverloadedException(
          "The write took too long, or gave way to another of the same subject; nothing was stored.");
    }
  }

  /**
   * Decides with the facts locked. What the caller has read must still be so; but whoever is not
   * permitted learns nothing of that, and a refused subject answers as a missing one does.
   */
  private DecidedEntry decideOn(SubjectId subject, long version, EntryAsk ask) {
    Optional<Long> now = subjects.lock(subject);
    DecidedEntry entry = decider.decideWithin(ask);
    if (entry.permitted() && now.isPresent() && now.get() != version) {
      throw new ConflictException(
          "The subject has version " + now.get() + ", not " + version + ".");
    }
    return entry;
  }

  /** The refusal undid its own entry with the rest; that somebody tried is known all the same. */
  private void logConflict(Call call, Rulebook.DoorRule rule, SubjectId subject) {
    decider.decide(
        List.of(
            decider.ask(
                call,
                rule,
                subject,
                keys.of(List.of(subject)),
                List.of("conflict, nothing was changed"),
                null)));
  }

  private DecidedEntry inMain(java.util.function.Supplier<DecidedEntry> statements) {
    return Objects.requireNonNull(
        subjects.main().transactions().execute(status -> statements.get()));
  }

  private void end(SubjectId subject, UUID writeId) {
    Gap.MAIN_COMMITTED.reached();
    keys.forget(subject);
    try {
      keysStore.confirm(writeId, subject);
    } catch (DataAccessException e) {
      LOG.warn("A write is durable but not yet confirmed in keys; the sweeper will do it.");
    }
    Gap.KEYS_CONFIRMED.reached();
  }
}
