package vn.onecall.policy;

import java.util.Set;

/** What the policy says of an activity before anything is known of a subject. */
public sealed interface Rule {

  /**
   * The activity exists; facts decide about each subject.
   *
   * @param activity what may be done
   * @param requires the numbers of the facts that must hold, ascending
   * @param unless the numbers of the facts of which none may hold, ascending
   */
  record Permitted(Activity activity, Set<Integer> requires, Set<Integer> unless) implements Rule {

    public Permitted {
      requires = Ordered.numbers(requires);
      unless = Ordered.numbers(unless);
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
  record Refused(String activity, PromiseId promise, Reason reason) implements Rule {

    /** Stands for every activity that the policy does not list. */
    public static final String UNLISTED = "(unlisted)";

    /** The denial that follows, whoever the subject is. */
    public Decision.Deny denial() {
      return new Decision.Deny(promise, reason);
    }
  }
}
