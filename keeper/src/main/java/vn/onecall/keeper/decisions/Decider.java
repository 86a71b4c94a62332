package vn.onecall.keeper.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.entries.EntryDrafter;
import vn.onecall.keeper.faults.CrashPoint;
import vn.onecall.keeper.features.RouteTable;
import vn.onecall.keeper.idempotency.Attempt;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.sealing.DataKey;
import vn.onecall.translog.entries.DecisionRecord;

/**
 * Takes a call to the deciding statement: alone inside a write's transaction, or with others in a
 * group commit. Whatever comes of it has its entry.
 */
public final class Decider implements AutoCloseable {
  private final RouteTable routes;
  private final EntryDrafter drafts;
  private final DecisionStore store;
  private final GroupCommit<List<DecisionRequest>, List<DecidedEntry>> group;

  public Decider(
      EntryDrafter drafts,
      Instance.Main main,
      int policyVersion,
      RouteTable routes,
      DoorObserver observer) {
    this.routes = routes;
    this.drafts = drafts;
    this.store = new DecisionStore(main, policyVersion);
    this.group = new GroupCommit<>("door", this::decideTogether, observer::shared);
  }

  public EntryDrafter drafts() {
    return drafts;
  }

  /** Decides and commits, perhaps together with other calls; returns after the commit. */
  public List<DecidedEntry> decide(List<DecisionRequest> asks) {
    List<DecidedEntry> decided = group.submit(asks);
    CrashPoint.READ_COMMITTED.reached();
    return decided;
  }

  /** Decides inside the transaction that is open on main; its commit is the caller's. */
  public DecidedEntry decideWithin(DecisionRequest ask) {
    return decideWithin(List.of(ask)).getFirst();
  }

  /** Decides all inside the transaction that is open on main; its commit is the caller's. */
  public List<DecidedEntry> decideWithin(List<DecisionRequest> asks) {
    return store.decide(asks);
  }

  /**
   * Decides a write inside the transaction that is open on main, and claims the call that asks for
   * it: of two attempts to carry out one call, one commits.
   *
   * @param versions by how much the write moves the version of the subject's facts
   */
  public DecidedEntry decideWrite(DecisionRequest ask, int versions) {
    return decideWrites(List.of(ask), versions).getFirst();
  }

  /** Decides all writes of one commit in the same way. */
  public List<DecidedEntry> decideWrites(List<DecisionRequest> asks, int versions) {
    List<DecidedEntry> decided = store.decide(asks);
    decided.stream().filter(DecidedEntry::permitted).forEach(entry -> claim(entry, versions));
    return decided;
  }

  /**
   * Decides and commits what ends in something that must not be done twice, such as a message to
   * somebody: it claims the call whatever comes of it, so that a repeated one answers alike whether
   * there was anybody or not. Outside a call with a key it is decided as any other.
   *
   * @param note what its answer is made again of; no personal data
   */
  public List<DecidedEntry> decideOnce(List<DecisionRequest> asks, String note) {
    return Attempt.isUnderWay()
        ? store.alone(() -> {
          List<DecidedEntry> decided = store.decide(asks);
          decided.forEach(entry -> claim(entry, 0));
          Attempt.note(note, "");
          return decided;
        })
        : decide(asks);
  }

  private static void claim(DecidedEntry entry, int versions) {
    Attempt.claim(
        entry.draft().subject(),
        entry.decided().factsVersion() + versions,
        entry.leaf(),
        entry.draft().at());
  }

  /**
   * Runs a feature's statements alongside an entry, in the transaction that is open on main, under
   * the role of the feature by whose route the call came.
   */
  public void alongside(DecidedEntry entry, EntryWork work) {
    if (!(work instanceof EntryWork.None)) {
      store.asFeature(
          routes.featureOf(entry.draft().route()),
          transaction -> work.run(entry.entered(), transaction));
    }
  }

  /** Runs a feature's statements in the transaction that is open on main, under its role. */
  public void asFeature(String feature, Consumer<JdbcClient> statements) {
    store.asFeature(feature, statements);
  }

  /** Logs a call that the policy refused. */
  public <T> Outcome<T> refuse(Call call, Rulebook.Admission.Refused refused) {
    return new Outcome.Denied<>(refuse(call, List.of(refused)).getFirst());
  }

  /** Logs each of some things in one call that the policy refused, in one commit. */
  public List<Denial> refuse(Call call, List<Rulebook.Admission.Refused> refused) {
    List<DecidedEntry> entries = decide(refused.stream().map(each -> refusal(call, each)).toList());
    List<Denial> denials = new ArrayList<>(refused.size());
    for (int i = 0; i < refused.size(); i++) {
      denials.add(new Denial.ByPolicy(refused.get(i).deny(), entries.get(i).leaf()));
    }
    return denials;
  }

  private DecisionRequest refusal(Call call, Rulebook.Admission.Refused refused) {
    // What a caller wrote as an activity could be anything; the log repeats only the policy's
    // names.
    Call known = new Call(refused.activity(), call.caller(), call.route());
    return new DecisionRequest(
        drafts.draft(
            known,
            "-",
            SubjectId.NOBODY,
            null,
            List.of("denied " + refused.deny().promise()),
            drafts.now()),
        DecisionRequest.RuleText.NONE,
        null,
        refused.outcome());
  }

  /** Logs a call that shows nobody. */
  public DecidedEntry aboutNobody(
      Call call, Rulebook.DoorRule rule, String detail, DecisionRecord.Outcome outcome) {
    return decide(List.of(ofNobody(call, rule, detail, outcome))).getFirst();
  }

  /** The same, of a call that must not be carried out twice; the detail is noted beside it. */
  public DecidedEntry aboutNobodyOnce(
      Call call, Rulebook.DoorRule rule, String detail, DecisionRecord.Outcome outcome) {
    return decideOnce(List.of(ofNobody(call, rule, detail, outcome)), detail).getFirst();
  }

  private DecisionRequest ofNobody(
      Call call, Rulebook.DoorRule rule, String detail, DecisionRecord.Outcome outcome) {
    return new DecisionRequest(
        drafts.draft(
            call, rule.activity().purpose(), SubjectId.NOBODY, null, List.of(detail), drafts.now()),
        DecisionRequest.RuleText.NONE,
        null,
        outcome);
  }

  /** An entry about one subject, ready for the deciding statement. */
  public DecisionRequest ask(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<SubjectId, KeyRing.SubjectKeys> keys,
      List<String> details,
      DecisionRequest.@Nullable Match match) {
    KeyRing.SubjectKeys theirs = keys.get(subject);
    DataKey logKey = theirs == null ? null : theirs.logKey();
    return new DecisionRequest(
        drafts.draft(call, rule.activity().purpose(), subject, logKey, details, drafts.now()),
        rule.text(),
        match,
        null);
  }

  private List<List<DecidedEntry>> decideTogether(List<List<DecisionRequest>> calls) {
    List<DecisionRequest> all = calls.stream().flatMap(List::stream).toList();
    List<DecidedEntry> decided = store.decide(all);
    List<List<DecidedEntry>> answers = new ArrayList<>(calls.size());
    int from = 0;
    for (List<DecisionRequest> call : calls) {
      answers.add(decided.subList(from, from + call.size()));
      from += call.size();
    }
    return answers;
  }

  @Override
  public void close() {
    group.close();
  }
}
