package vn.onecall.keeper.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.DecidedEntry;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.DecisionRequest;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.entries.EntryDrafter;
import vn.onecall.keeper.entries.EntryFeed;
import vn.onecall.keeper.entries.SealedEntryStore;
import vn.onecall.keeper.faults.EntryTamperedException;
import vn.onecall.keeper.faults.KeysMissingException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.sealing.DataKey;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.EntryCommitment;
import vn.onecall.translog.entries.Opening;

/**
 * Opens access entries of a subject: one for a receipt, or page by page for their own view. Each is
 * an access of its own. What an order of secrecy hides is not there until its date.
 */
public final class ReadEntriesOperation {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Instance.Main main;
  private final SealedEntryStore entries;

  public ReadEntriesOperation(
      Rulebook rulebook, KeyRing keys, Decider decider, Instance.Main main) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.main = main;
    this.entries = new SealedEntryStore(main);
  }

  private record Fetched(DecidedEntry decided, List<SealedEntryStore.Kept> entries) {}

  public Outcome<Opening> open(Call call, SubjectId subject, Hash leaf) {
    return switch (rulebook.admit(call, ActivityKind.RECEIPT, List.of())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
        DecisionRequest ask =
            decider.ask(call, rule, subject, theirs, List.of("open " + leaf.hex()), null);
        Fetched fetched =
            fetch(ask, () -> entries.find(subject, leaf, ask.draft().at()).stream().toList());
        yield fetched.entries.isEmpty()
            ? new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), fetched.decided.leaf()))
            : new Outcome.Permitted<>(opening(fetched.entries.getFirst(), logKey(subject, theirs)));
      }
    };
  }

  public Outcome<AccessHistory> page(Call call, SubjectId subject, Instant before, int limit) {
    return switch (rulebook.admit(call, ActivityKind.ENTRIES, List.of())) {
      case Rulebook.Admission.Refused refused -> decider.refuse(call, refused);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
        DecisionRequest ask =
            decider.ask(call, rule, subject, theirs, List.of("show entries"), null);
        Fetched fetched =
            fetch(
                ask, () -> entries.before(subject, earlier(before, ask), limit, ask.draft().at()));
        if (!fetched.decided.permitted()) {
          yield new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), fetched.decided.leaf()));
        }
        DataKey logKey = logKey(subject, theirs);
        List<SealedEntryStore.Kept> page = fetched.entries;
        yield new Outcome.Permitted<>(
            new AccessHistory(
                page.stream()
                    .map(one -> new AccessHistory.Opened(one.leaf(), opening(one, logKey)))
                    .toList(),
                page.size() < limit ? Optional.empty() : Optional.of(page.getLast().entry().at()),
                fetched.decided.leaf()));
      }
    };
  }

  /** A view does not show itself; the next one does. */
  private static Instant earlier(Instant before, DecisionRequest ask) {
    return before.isBefore(ask.draft().at()) ? before : ask.draft().at();
  }

  private Fetched fetch(DecisionRequest ask, Supplier<List<SealedEntryStore.Kept>> wanted) {
    return Objects.requireNonNull(
        main.transactions()
            .execute(status -> {
              DecidedEntry decided = decider.decideWithin(ask);
              return new Fetched(decided, decided.permitted() ? wanted.get() : List.of());
            }));
  }

  private static DataKey logKey(SubjectId subject, Map<SubjectId, KeyRing.SubjectKeys> theirs) {
    KeyRing.SubjectKeys known = theirs.get(subject);
    DataKey logKey = known == null ? null : known.logKey();
    if (logKey == null) {
      throw new KeysMissingException(
          "The log key of the subject " + subject + " is missing: keys is older than main.");
    }
    return logKey;
  }

  /**
   * Opens the subject's part of an entry.
   *
   * @throws EntryTamperedException if it does not give the leaf that stands beside it
   */
  static Opening opening(SealedEntryStore.Kept kept, DataKey logKey) {
    EntryFeed.SealedEntry entry = kept.entry();
    byte[] salted =
        logKey.open(
            EntryDrafter.subjectAddress(entry.subject(), entry.id()), entry.subjectSide().sealed());
    Opening opening =
        new Opening(
            Opening.Side.SUBJECT,
            Arrays.copyOfRange(salted, EntryCommitment.SALT_BYTES, salted.length),
            Arrays.copyOf(salted, EntryCommitment.SALT_BYTES),
            entry.actorSide().commitment(),
            entry.decided());
    if (!Arrays.equals(opening.entry(), kept.leaf().bytes())) {
      throw new EntryTamperedException(
          "The log entry "
              + entry.id()
              + " was changed in the database after it was written: no receipt can be made.");
    }
    return opening;
  }
}
