package vn.onecall.keeper.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.onecall.keeper.faults.KeysMissingException;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.Activity;
import vn.onecall.translog.Hash;

/**
 * The proof that the door said yes and that the log has it: the only thing that opens sealed
 * fields.
 *
 * <p>A grant exists only after the commit of the statement that decided, wrote the entries and read
 * the sealed rows. It is bound to those subjects and to the fields of its activity, opens them in
 * the activity's form, and does so once. Nobody outside the door can make one, and it holds no
 * opened value before it is used.
 */
public final class Grant {
  private final Opener opener;
  private final Activity activity;
  private final List<DecidedEntry> permitted;
  private final Map<SubjectId, KeyRing.SubjectKeys> keys;
  private final List<Hash> entries;
  private final AtomicBoolean used = new AtomicBoolean();

  Grant(
      Opener opener,
      Activity activity,
      List<DecidedEntry> decided,
      Map<SubjectId, KeyRing.SubjectKeys> keys) {
    this.opener = opener;
    this.activity = activity;
    this.permitted = decided.stream().filter(DecidedEntry::permitted).toList();
    this.keys = keys;
    this.entries = decided.stream().map(DecidedEntry::leaf).toList();
  }

  /** The leaves of all entries that this answer has in the log, found or not. */
  public List<Hash> entries() {
    return entries;
  }

  /**
   * Opens what was granted.
   *
   * @throws IllegalStateException if it was opened before: a second showing needs a second grant
   * @throws KeysMissingException if a subject is alive but its keys are gone
   */
  public List<ShownSubject> open() {
    if (!used.compareAndSet(false, true)) {
      throw new IllegalStateException("a grant opens once");
    }
    List<ShownSubject> shown = new ArrayList<>(permitted.size());
    for (DecidedEntry entry : permitted) {
      SubjectId subject = entry.draft().subject();
      KeyRing.SubjectKeys theirs = keys.get(subject);
      if (theirs == null) {
        throw new KeysMissingException(
            "The keys of the subject "
                + subject
                + " are missing: the keys instance is older than main.");
      }
      shown.add(
          new ShownSubject(
              subject,
              entry.decided().factsVersion(),
              opener.open(entry, theirs, activity),
              entry.leaf()));
    }
    return shown;
  }

  /** Says how many it grants, never what. */
  @Override
  public String toString() {
    return "Grant[" + activity.id() + ", " + permitted.size() + "]";
  }
}
