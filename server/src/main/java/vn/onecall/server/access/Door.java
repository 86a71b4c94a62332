package vn.onecall.server.access;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.onecall.policy.ActivityKind;
import vn.onecall.policy.Decision;
import vn.onecall.policy.Policy;
import vn.onecall.policy.PromiseId;
import vn.onecall.policy.Reason;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Decided;
import vn.onecall.translog.entries.Opening;

/**
 * The only way to personal data.
 *
 * <p>Whatever is asked of it, the answer exists only after its entry in the log is committed; if
 * the log cannot be written, nothing is returned. It asks the policy first, then the keys instance,
 * then main, where one statement decides by the subject's facts, writes the entry and reads the
 * sealed rows. Denials are entries too. The door owns its transactions and refuses to be called
 * inside another's: an entry must not be undone by somebody else's rollback.
 *
 * <p>Values handed in are canonical: accepted by their {@link vn.onecall.fields.FieldType}.
 */
public final class Door {
  private final Rulebook rulebook;
  private final Reading reading;
  private final Writes writes;
  private final Ends ends;
  private final ReceiptReading receipts;
  private final Decider decider;
  private final Watching watching;

  /** What takes values, and what changes what is known. */
  record Writes(
      Registering registering, RegisteringMany many, Correcting correcting, Changing changing) {}

  /** What erases on demand, and what knows when it is time. */
  record Ends(Erasing erasing, Retaining retaining) {}

  Door(
      Rulebook rulebook,
      Reading reading,
      Writes writes,
      Ends ends,
      ReceiptReading receipts,
      Decider decider,
      Watching watching) {
    this.rulebook = rulebook;
    this.reading = reading;
    this.writes = writes;
    this.ends = ends;
    this.receipts = receipts;
    this.decider = decider;
    this.watching = watching;
  }

  /** The policy by which this door decides. */
  public Policy policy() {
    return rulebook.policy();
  }

  /**
   * Finds subjects by the index term of a field. Nobody found is a grant that opens nothing, and an
   * entry; more than 20 found is the same, so that nobody is shown by a guess.
   */
  public Outcome<Grant> find(Call call, String field, String term) {
    refuseAmbient();
    return watching.over(call, () -> reading.find(call, field, term));
  }

  /**
   * Shows subjects, one entry each. Those whom the facts forbid, or who do not exist, are left out;
   * if nobody is left, the answer is a denial that does not say which.
   */
  public Outcome<Grant> read(Call call, List<SubjectId> subjects) {
    refuseAmbient();
    return watching.over(call, () -> reading.read(call, ActivityKind.READ, subjects));
  }

  /** Shows a subject with every version of each value, the oldest first. */
  public Outcome<Grant> history(Call call, SubjectId subject) {
    refuseAmbient();
    return watching.over(call, () -> reading.read(call, ActivityKind.HISTORY, List.of(subject)));
  }

  /** Hands out all that the activity gives of a subject, for a machine to read. */
  public Outcome<Grant> export(Call call, SubjectId subject) {
    refuseAmbient();
    return watching.over(call, () -> reading.read(call, ActivityKind.EXPORT, List.of(subject)));
  }

  /** Shows the records of a subject's consents. */
  public Outcome<Grant> consents(Call call, SubjectId subject) {
    refuseAmbient();
    return watching.over(call, () -> reading.read(call, ActivityKind.CONSENTS, List.of(subject)));
  }

  /**
   * Registers a new subject.
   *
   * @throws IllegalArgumentException if it lacks what its services need or the statement of truth
   */
  public Outcome<Written> register(Call call, Registration registration) {
    refuseAmbient();
    return watching.over(call, () -> writes.registering().register(call, registration));
  }

  /**
   * Registers many new subjects, as an import does: at most 500 in one commit, each with an entry
   * of its own. A registration that is refused or faulty is told by its place and keeps nobody else
   * back. If the database refuses a chunk, nobody of it is stored, no further one is begun, and the
   * fault is thrown once all that was under way has been told.
   *
   * @param registrations taken as they are needed, never more than a few chunks ahead
   * @param told hears, in order, what came of each; called by the calling thread
   * @return how many were stored; a denial if the call may not register at all
   */
  public Outcome<Registered.Tally> registerMany(
      Call call, Iterator<Registration> registrations, Consumer<Registered> told) {
    refuseAmbient();
    return watching.over(call, () -> writes.many().register(call, registrations, told));
  }

  /**
   * Replaces values, keeping those before.
   *
   * @param version the version of the subject that the caller has read
   * @throws ConflictException if the subject has changed since; nothing was written
   */
  public Outcome<Written> correct(
      Call call, SubjectId subject, long version, Collected collected, NewValues values) {
    refuseAmbient();
    return watching.over(
        call, () -> writes.correcting().correct(call, subject, version, collected, values));
  }

  /**
   * Sets or clears the facts of a restricting activity.
   *
   * @param version the version of the subject that the caller has read
   * @throws ConflictException if the subject has changed since; nothing was written
   */
  public Outcome<Written> restrict(Call call, SubjectId subject, long version, boolean hold) {
    refuseAmbient();
    return watching.over(
        call,
        () -> writes.changing().setFacts(call, ActivityKind.RESTRICT, subject, version, hold));
  }

  /**
   * Records that a guardian agrees for a subject, or no longer does.
   *
   * @param version the version of the subject that the caller has read
   * @throws ConflictException if the subject has changed since; nothing was written
   */
  public Outcome<Written> guardian(Call call, SubjectId subject, long version, boolean agrees) {
    refuseAmbient();
    return watching.over(
        call,
        () -> writes.changing().setFacts(call, ActivityKind.GUARDIAN, subject, version, agrees));
  }

  /** Gives, refuses or withdraws consents; effective for every decision after it returns. */
  public Outcome<Written> consent(Call call, SubjectId subject, Change change) {
    refuseAmbient();
    return watching.over(
        call,
        () -> writes.changing().change(call, ActivityKind.CONSENT, List.of(), subject, change));
  }

  /** Adds values beside those there are; nothing is replaced. */
  public Outcome<Written> record(
      Call call, SubjectId subject, Collected collected, NewValues records) {
    refuseAmbient();
    return watching.over(
        call,
        () ->
            writes
                .changing()
                .change(
                    call,
                    ActivityKind.RECORD,
                    records.fields(),
                    subject,
                    new Change(FactChange.NONE, Set.of(), records, collected, List.of())));
  }

  /** Erases a subject; returns once the keys are gone and both stores and the journal know. */
  public Outcome<Erased> erase(Call call, SubjectId subject) {
    refuseAmbient();
    return watching.over(call, () -> ends.erasing().erase(call, subject));
  }

  /** What has been kept for its time, of some subjects at a time. */
  public Outcome<DueList> due(Call call, int limit) {
    refuseAmbient();
    return watching.over(call, () -> ends.retaining().due(call, limit));
  }

  /** Erases what is due of a subject; a denial if nothing is, as after it was asked for. */
  public Outcome<Erased> eraseDue(Call call, SubjectId subject) {
    refuseAmbient();
    return watching.over(
        call,
        () ->
            ends.erasing().eraseDue(call, subject, held -> ends.retaining().dueOf(subject, held)));
  }

  /** Opens one entry about a subject, named by its leaf, for a receipt. */
  public Outcome<Opening> receipt(Call call, SubjectId subject, Hash leaf) {
    refuseAmbient();
    return watching.over(call, () -> receipts.open(call, subject, leaf));
  }

  /** Writes the entry by which a policy version begins to serve; the leaf of the entry. */
  public Hash announcePolicy() {
    refuseAmbient();
    Call call =
        new Call("policy.serve", new Caller("server", Set.of(), java.util.Optional.empty()));
    EntryDraft draft =
        decider
            .drafts()
            .draft(
                call,
                "-",
                SubjectId.NOBODY,
                null,
                List.of("policy %d %s".formatted(policy().version(), policy().sha256())),
                decider.drafts().now());
    return decider
        .decide(
            List.of(new EntryAsk(draft, EntryAsk.RuleText.NONE, null, Decided.Outcome.PERMITTED)))
        .getFirst()
        .leaf();
  }

  /** The denial in words, for people. */
  public String explain(Denial denial, java.util.Locale reader) {
    return switch (denial) {
      case Denial.ByPolicy(Decision.Deny deny, Hash entry) -> policy().explain(deny).in(reader);
      case Denial.NotShown(PromiseId promise, Hash entry) ->
          policy().explain(new Decision.Deny(promise, new Reason.NotShown())).in(reader);
    };
  }

  private static void refuseAmbient() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "the door owns its transaction: it is never called inside another");
    }
  }
}
