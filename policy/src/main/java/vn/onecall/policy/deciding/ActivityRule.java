package vn.onecall.policy.deciding;

import java.util.Set;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.FileOrder;
import vn.onecall.policy.model.PromiseId;

/** What the policy says of an activity for all subjects, before any facts are known. */
public sealed interface ActivityRule {

  /**
   * The activity exists; facts decide about each subject.
   *
   * @param activity what may be done
   * @param requires the numbers of the facts that must hold, ascending
   * @param unless the numbers of the facts of which none may hold, ascending
   */
  record Permitted(Activity activity, Set<Integer> requires, Set<Integer> unless)
      implements ActivityRule {

    public Permitted {
      requires = FileOrder.ascending(requires);
      unless = FileOrder.ascending(unless);
    }
  }

  /**
   * The activity is denied to everyone.
   *
   * @param activity its name if the policy knows it, else {@link #UNLISTED}: what a caller wrote
   *     could be anything, a person's name too
   * @param promise the promise that forbids it
   * @param reason why
   */
  record Refused(String activity, PromiseId promise, DenialReason reason) implements ActivityRule {

    /** Stands for every activity that the policy does not list. */
    public static final String UNLISTED = "(unlisted)";

    /** The denial that follows, whoever the subject is. */
    public Decision.Deny denial() {
      return new Decision.Deny(promise, reason);
    }
  }
}
