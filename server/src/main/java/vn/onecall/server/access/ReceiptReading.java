package vn.onecall.server.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.onecall.policy.ActivityKind;
import vn.onecall.sealing.DataKey;
import vn.onecall.server.instances.Instance;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.EntryCommitment;
import vn.onecall.translog.entries.Opening;

/** Opens one access entry of a subject for a receipt, which is an access of its own. */
final class ReceiptReading {
  private final Rulebook rulebook;
  private final KeyRing keys;
  private final Decider decider;
  private final Instance.Main main;
  private final SealedEntryStore entries;

  ReceiptReading(Rulebook rulebook, KeyRing keys, Decider decider, Instance.Main main) {
    this.rulebook = rulebook;
    this.keys = keys;
    this.decider = decider;
    this.main = main;
    this.entries = new SealedEntryStore(main);
  }

  private record Fetched(DecidedEntry decided, EntryFeed.@Nullable SealedEntry entry) {}

  Outcome<Opening> open(Call call, SubjectId subject, Hash leaf) {
    return switch (rulebook.admit(call, ActivityKind.RECEIPT, List.of())) {
      case Rulebook.Admission.Turned turned -> decider.turnAway(call, turned);
      case Rulebook.Admission.Admitted(Rulebook.DoorRule rule) -> {
        Map<SubjectId, KeyRing.SubjectKeys> theirs = keys.of(List.of(subject));
        EntryAsk ask =
            decider.ask(call, rule, subject, theirs, List.of("open " + leaf.hex()), null);
        Fetched fetched =
            Objects.requireNonNull(
                main.transactions()
                    .execute(status -> {
                      DecidedEntry decided = decider.decideWithin(ask);
                      return new Fetched(
                          decided,
                          decided.permitted() ? entries.find(subject, leaf).orElse(null) : null);
                    }));
        if (fetched.entry == null) {
          yield new Outcome.Denied<>(new Denial.NotShown(rule.notShown(), fetched.decided.leaf()));
        }
        KeyRing.SubjectKeys known = theirs.get(subject);
        DataKey logKey = known == null ? null : known.logKey();
        if (logKey == null) {
          throw new KeysMissingException(
              "The log key of the subject " + subject + " is missing: keys is older than main.");
        }
        yield new Outcome.Permitted<>(opening(fetched.entry, logKey, leaf));
      }
    };
  }

  private static Opening opening(EntryFeed.SealedEntry entry, DataKey logKey, Hash leaf) {
    byte[] salted =
        logKey.open(
            EntryDrafts.subjectAddress(entry.subject(), entry.id()), entry.subjectSide().sealed());
    Opening opening =
        new Opening(
            Opening.Side.SUBJECT,
            Arrays.copyOfRange(salted, EntryCommitment.SALT_BYTES, salted.length),
            Arrays.copyOf(salted, EntryCommitment.SALT_BYTES),
            entry.actorSide().commitment(),
            entry.decided());
    if (!Arrays.equals(opening.entry(), leaf.bytes())) {
      throw new EntryTamperedException(
          "The log entry "
              + entry.id()
              + " was changed in the database after it was written: no receipt can be made.");
    }
    return opening;
  }
}
