package vn.onecall.keeper.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.onecall.sealing.DataKey;
import vn.onecall.translog.entries.Decided;

/**
 * Takes a call to the deciding statement: alone inside a write's transaction, or with others in a
 * group commit. Whatever comes of it has its entry.
 */
final class Decider implements AutoCloseable {
  private final EntryDrafts drafts;
  private final EntryStore store;
  private final GroupCommit<List<EntryAsk>, List<DecidedEntry>> group;

  Decider(EntryDrafts drafts, EntryStore store, DoorWatch watch) {
    this.drafts = drafts;
    this.store = store;
    this.group = new GroupCommit<>("door", this::decideTogether, watch::shared);
  }

  EntryDrafts drafts() {
    return drafts;
  }

  /** Decides and commits, perhaps together with other calls; returns after the commit. */
  List<DecidedEntry> decide(List<EntryAsk> asks) {
    List<DecidedEntry> decided = group.submit(asks);
    Gap.READ_COMMITTED.reached();
    return decided;
  }

  /** Decides inside the transaction that is open on main; its commit is the caller's. */
  DecidedEntry decideWithin(EntryAsk ask) {
    return decideWithin(List.of(ask)).getFirst();
  }

  /** Decides all inside the transaction that is open on main; its commit is the caller's. */
  List<DecidedEntry> decideWithin(List<EntryAsk> asks) {
    return store.decide(asks);
  }

  /** Logs a call that the policy turned away. */
  <T> Outcome<T> turnAway(Call call, Rulebook.Admission.Turned turned) {
    return new Outcome.Denied<>(turnAway(call, List.of(turned)).getFirst());
  }

  /** Logs each of some things in one call that the policy turned away, in one commit. */
  List<Denial> turnAway(Call call, List<Rulebook.Admission.Turned> turned) {
    List<DecidedEntry> entries =
        decide(turned.stream().map(each -> turnedAway(call, each)).toList());
    List<Denial> denials = new ArrayList<>(turned.size());
    for (int i = 0; i < turned.size(); i++) {
      denials.add(new Denial.ByPolicy(turned.get(i).deny(), entries.get(i).leaf()));
    }
    return denials;
  }

  private EntryAsk turnedAway(Call call, Rulebook.Admission.Turned turned) {
    // What a caller wrote as an activity could be anything; the log repeats only the policy's
    // names.
    Call known = new Call(turned.activity(), call.caller(), call.route());
    return new EntryAsk(
        drafts.draft(
            known,
            "-",
            SubjectId.NOBODY,
            null,
            List.of("denied " + turned.deny().promise()),
            drafts.now()),
        EntryAsk.RuleText.NONE,
        null,
        turned.outcome());
  }

  /** Logs a call that shows nobody. */
  DecidedEntry aboutNobody(
      Call call, Rulebook.DoorRule rule, String detail, Decided.Outcome outcome) {
    return decide(
            List.of(
                new EntryAsk(
                    drafts.draft(
                        call,
                        rule.activity().purpose(),
                        SubjectId.NOBODY,
                        null,
                        List.of(detail),
                        drafts.now()),
                    EntryAsk.RuleText.NONE,
                    null,
                    outcome)))
        .getFirst();
  }

  /** An entry about one subject, ready for the deciding statement. */
  EntryAsk ask(
      Call call,
      Rulebook.DoorRule rule,
      SubjectId subject,
      Map<SubjectId, KeyRing.SubjectKeys> keys,
      List<String> details,
      EntryAsk.@Nullable Match match) {
    KeyRing.SubjectKeys theirs = keys.get(subject);
    DataKey logKey = theirs == null ? null : theirs.logKey();
    return new EntryAsk(
        drafts.draft(call, rule.activity().purpose(), subject, logKey, details, drafts.now()),
        rule.text(),
        match,
        null);
  }

  private List<List<DecidedEntry>> decideTogether(List<List<EntryAsk>> calls) {
    List<EntryAsk> all = calls.stream().flatMap(List::stream).toList();
    List<DecidedEntry> decided = store.decide(all);
    List<List<DecidedEntry>> answers = new ArrayList<>(calls.size());
    int from = 0;
    for (List<EntryAsk> call : calls) {
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
