package vn.onecall.keeper.door;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.onecall.keeper.audit.AccessHistory;
import vn.onecall.keeper.audit.Provenance;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.decisions.Decider;
import vn.onecall.keeper.decisions.Disclosure;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.decisions.Grant;
import vn.onecall.keeper.decisions.Rulebook;
import vn.onecall.keeper.erasure.DueList;
import vn.onecall.keeper.erasure.Erased;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.faults.ConflictException;
import vn.onecall.keeper.faults.ErasureWaitsException;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.keeper.idempotency.CarriedOutCall;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.ExpectedVersion;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.keeper.writes.Registration;
import vn.onecall.keeper.writes.RegistrationResult;
import vn.onecall.keeper.writes.SubjectChange;
import vn.onecall.keeper.writes.Written;
import vn.onecall.policy.Policy;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DenialExplanation;
import vn.onecall.policy.deciding.DenialReason;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.PromiseId;
import vn.onecall.translog.Hash;
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
  private final Operations.Reads reads;
  private final Operations.Writes writes;
  private final Operations.Administration administration;
  private final Operations.Erasures erasures;
  private final Decider decider;
  private final DoorInstrumentation instrumentation;

  Door(
      Rulebook rulebook,
      Operations.Reads reads,
      Operations.Writes writes,
      Operations.Administration administration,
      Operations.Erasures erasures,
      Decider decider,
      DoorInstrumentation instrumentation) {
    this.rulebook = rulebook;
    this.reads = reads;
    this.writes = writes;
    this.administration = administration;
    this.erasures = erasures;
    this.decider = decider;
    this.instrumentation = instrumentation;
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
    return run(call, () -> reads.read().find(call, field, term));
  }

  /**
   * Shows subjects, one entry each. Those whom the facts forbid, or who do not exist, are left out;
   * if nobody is left, the answer is a denial that does not say which.
   */
  public Outcome<Grant> read(Call call, List<SubjectId> subjects) {
    return run(call, () -> reads.read().read(call, ActivityKind.READ, subjects));
  }

  /** Shows a subject with every version of each value, the oldest first. */
  public Outcome<Grant> history(Call call, SubjectId subject) {
    return run(call, () -> reads.read().read(call, ActivityKind.HISTORY, List.of(subject)));
  }

  /** Hands out all that the activity gives of a subject, for a machine to read. */
  public Outcome<Grant> export(Call call, SubjectId subject) {
    return run(call, () -> reads.read().read(call, ActivityKind.EXPORT, List.of(subject)));
  }

  /** Shows the records of a subject's consents. */
  public Outcome<Grant> consents(Call call, SubjectId subject) {
    return run(call, () -> reads.read().read(call, ActivityKind.CONSENTS, List.of(subject)));
  }

  /**
   * Registers a new subject.
   *
   * @throws IllegalArgumentException if it lacks what its services need or the statement of truth
   */
  public Outcome<Written> register(Call call, Registration registration) {
    return run(call, () -> writes.register().register(call, registration));
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
  public Outcome<RegistrationResult.Tally> registerMany(
      Call call, Iterator<Registration> registrations, Consumer<RegistrationResult> told) {
    return run(call, () -> writes.registerMany().register(call, registrations, told));
  }

  /**
   * Replaces values, keeping those before.
   *
   * @param version the version of the subject that the caller has read, or several, or any
   * @throws ConflictException if the subject has changed since; nothing was written
   */
  public Outcome<Written> correct(
      Call call,
      SubjectId subject,
      ExpectedVersion version,
      CollectionOrigin collected,
      NewValues values) {
    return run(call, () -> writes.correct().correct(call, subject, version, collected, values));
  }

  /** The same for one version. */
  public Outcome<Written> correct(
      Call call, SubjectId subject, long version, CollectionOrigin collected, NewValues values) {
    return correct(call, subject, ExpectedVersion.of(version), collected, values);
  }

  /**
   * Sets or clears the facts of a restricting activity.
   *
   * @param version the version of the subject that the caller has read, or several, or any
   * @throws ConflictException if the subject has changed since; nothing was written
   */
  public Outcome<Written> restrict(
      Call call, SubjectId subject, ExpectedVersion version, boolean hold) {
    return run(
        call, () -> writes.change().setFacts(call, ActivityKind.RESTRICT, subject, version, hold));
  }

  /** The same for one version. */
  public Outcome<Written> restrict(Call call, SubjectId subject, long version, boolean hold) {
    return restrict(call, subject, ExpectedVersion.of(version), hold);
  }

  /**
   * Records that a guardian agrees for a subject, or no longer does.
   *
   * @param version the version of the subject that the caller has read, or several, or any
   * @throws ConflictException if the subject has changed since; nothing was written
   */
  public Outcome<Written> guardian(
      Call call, SubjectId subject, ExpectedVersion version, boolean agrees) {
    return run(
        call,
        () -> writes.change().setFacts(call, ActivityKind.GUARDIAN, subject, version, agrees));
  }

  /** Gives, refuses or withdraws consents; effective for every decision after it returns. */
  public Outcome<Written> consent(Call call, SubjectId subject, SubjectChange change) {
    return run(
        call, () -> writes.change().change(call, ActivityKind.CONSENT, List.of(), subject, change));
  }

  /** Adds values beside those there are; nothing is replaced. */
  public Outcome<Written> record(
      Call call, SubjectId subject, CollectionOrigin collected, NewValues records) {
    return record(
        call,
        subject,
        new SubjectChange(
            FactChange.NONE, Set.of(), records, collected, List.of(), EntryWork.NONE));
  }

  /**
   * Erases a subject; returns once the keys are gone and both stores and the journal know.
   *
   * @throws ErasureWaitsException if something owed to the subject comes first; nothing was erased
   */
  public Outcome<Erased> erase(Call call, SubjectId subject) {
    return erase(call, subject, List.of(), EntryWork.NONE);
  }

  /**
   * The same, as what a feature was asked for: its rows stand in the commit that marks the erasure,
   * under the lock of the subject, and what they refuse is not erased.
   */
  public Outcome<Erased> erase(Call call, SubjectId subject, List<String> details, EntryWork work) {
    return run(call, () -> erasures.erase().erase(call, subject, details, work));
  }

  /** What an erasure answered that was asked for before. */
  public Erased erased(CarriedOutCall.Act act) {
    return erasures.erase().again(act);
  }

  /** What has been kept for its time, of some subjects at a time. */
  public Outcome<DueList> due(Call call, int limit) {
    return run(call, () -> erasures.retention().due(call, limit));
  }

  /**
   * Erases what is due of a subject; a denial if nothing is, as after it was asked for, or while
   * something owed to the subject comes first.
   */
  public Outcome<Erased> eraseDue(Call call, SubjectId subject) {
    return run(call, () -> erasures.eraseDue(call, subject));
  }

  /**
   * Hands fields of a subject to a recipient or an authority: entry and the feature's rows are one
   * commit, and what the grant opens is for that end alone.
   */
  public Outcome<Grant> disclose(
      Call call, ActivityKind kind, SubjectId subject, Disclosure disclosure) {
    return run(call, () -> reads.disclose().disclose(call, kind, subject, disclosure));
  }

  /**
   * Decides in the same way what is to be handed over later, by calls of their own: nothing is
   * opened, and the entry says that it was queued.
   */
  public Outcome<Hash> queue(
      Call call, ActivityKind kind, SubjectId subject, Disclosure disclosure) {
    return run(call, () -> reads.disclose().queue(call, kind, subject, disclosure));
  }

  /**
   * Refuses a call for want of what a feature alone knows of, such as an agreement or an order,
   * once the policy has admitted it. It opens nothing; the refusal is an entry as any other, and
   * names the promise that the policy has for it.
   *
   * @param refusal a refusal that the feature declares for calls of this kind
   */
  public <T> Outcome<T> refuse(Call call, ActivityKind kind, Set<String> fields, Refusal refusal) {
    return run(call, () -> decider.refuse(call, rulebook.refusal(call, kind, fields, refusal)));
  }

  /** Refuses a call in the same way, under a promise that the policy names elsewhere. */
  public <T> Outcome<T> refuse(
      Call call, ActivityKind kind, Set<String> fields, Decision.Deny deny) {
    return run(call, () -> decider.refuse(call, rulebook.refusal(call, kind, fields, deny)));
  }

  /**
   * Whether the policy lets this caller name this activity for these fields; no entry, no facts.
   */
  public boolean admits(Call call, ActivityKind kind, Set<String> fields) {
    return rulebook.admit(call, kind, fields) instanceof Rulebook.Admission.Admitted;
  }

  /** Opens a file that belongs to no customer, and keeps values in it. */
  public Outcome<Written> file(
      Call call, NewValues content, CollectionOrigin collected, EntryWork work) {
    return run(call, () -> administration.caseFiles().file(call, content, collected, work));
  }

  /** Keeps what speaks of nobody, with an entry of its own; the leaf of that. */
  public Outcome<Hash> manage(Call call, ActivityKind kind, List<String> details, EntryWork work) {
    return manage(call, kind, SubjectId.NOBODY, details, work);
  }

  /**
   * Keeps what has happened to what was handed over of a subject. It is an entry of theirs whatever
   * they have chosen since, for it is done; it shows nothing.
   */
  public Outcome<Hash> manage(
      Call call, ActivityKind kind, SubjectId subject, List<String> details, EntryWork work) {
    return run(call, () -> administration.manage().manage(call, kind, subject, details, work));
  }

  /** Adds records, changes facts and keeps a feature's rows, all in one commit. */
  public Outcome<Written> record(Call call, SubjectId subject, SubjectChange change) {
    return run(
        call,
        () ->
            writes
                .change()
                .change(call, ActivityKind.RECORD, change.records().fields(), subject, change));
  }

  /**
   * Takes or moves what a subject asks for by right: what was written, the facts that keep the data
   * from other use meanwhile, and the feature's rows, all in one commit.
   */
  public Outcome<Written> request(Call call, SubjectId subject, SubjectChange change) {
    return run(
        call,
        () ->
            writes
                .change()
                .change(call, ActivityKind.REQUEST, change.records().fields(), subject, change));
  }

  /** Notes something shown of a subject's contact: the feature's rows, with an entry. */
  public Outcome<Written> confirm(Call call, SubjectId subject, SubjectChange change) {
    return run(
        call, () -> writes.change().change(call, ActivityKind.CONFIRM, List.of(), subject, change));
  }

  /** Whether a value still is of a version; it says nothing of the value. */
  public boolean isCurrent(SubjectId subject, String field, int item, int version) {
    return writes.change().isCurrent(subject, field, item, version);
  }

  /** Opens an address of a subject for the server's own courier, once for each call. */
  public Outcome<Grant> send(Call call, SubjectId subject) {
    return run(call, () -> reads.read().read(call, ActivityKind.SEND, List.of(subject)));
  }

  /** The leaf of the entry by which a subject was registered; it says nothing of anybody. */
  public Optional<Hash> registration(SubjectId subject) {
    return reads.provenance().registration(subject);
  }

  /**
   * Whether a value is the one first registered, proved by the entries of its writes.
   *
   * @param work the feature's statements, in the entry's own commit
   */
  public Outcome<Provenance> provenance(
      Call call, SubjectId subject, String field, int item, Provenance.Work work) {
    return run(call, () -> reads.provenance().of(call, subject, field, item, work));
  }

  /** A subject's entries from before a time, the newest first. */
  public Outcome<AccessHistory> entries(Call call, SubjectId subject, Instant before, int limit) {
    return run(call, () -> reads.entries().page(call, subject, before, limit));
  }

  /** Opens one entry about a subject, named by its leaf, for a receipt. */
  public Outcome<Opening> receipt(Call call, SubjectId subject, Hash leaf) {
    return run(call, () -> reads.entries().open(call, subject, leaf));
  }

  /** Writes the entry by which a policy version begins to serve; the leaf of the entry. */
  public Hash announcePolicy() {
    refuseAmbient();
    return administration.manage().announcePolicy();
  }

  /** The denial in words, for people. */
  public String explain(Denial denial, java.util.Locale reader) {
    return switch (denial) {
      case Denial.ByPolicy(Decision.Deny deny, Hash entry) ->
          DenialExplanation.of(policy(), deny).in(reader);
      case Denial.NotShown(PromiseId promise, Hash entry) ->
          DenialExplanation.of(policy(), new Decision.Deny(promise, new DenialReason.NotShown()))
              .in(reader);
    };
  }

  /** Every call is outside any transaction, and measured. */
  private <T> Outcome<T> run(Call call, Supplier<Outcome<T>> work) {
    refuseAmbient();
    return instrumentation.over(call, work);
  }

  private static void refuseAmbient() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "the door owns its transaction: it is never called inside another");
    }
  }
}
