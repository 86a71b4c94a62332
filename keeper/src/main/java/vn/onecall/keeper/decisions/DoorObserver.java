package vn.onecall.keeper.decisions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.onecall.policy.model.PromiseId;

/**
 * Observes what the door does, for metrics. It hears names of the policy and numbers, and no
 * personal data. It is called on the thread of the request and must not fail.
 */
public interface DoorObserver {
  /** Observes nothing. */
  DoorObserver NONE =
      new DoorObserver() {
        @Override
        public void answered(Answered answered) {}

        @Override
        public void shared(int requests) {}
      };

  /** All of these, each told in its turn. */
  static DoorObserver all(List<? extends DoorObserver> watches) {
    return new DoorObserver() {
      @Override
      public void answered(Answered answered) {
        watches.forEach(watch -> watch.answered(answered));
      }

      @Override
      public void shared(int requests) {
        watches.forEach(watch -> watch.shared(requests));
      }
    };
  }

  /** What came of a call. */
  enum Result {
    PERMITTED,
    DENIED,
    /** The subject had changed since the caller read it. */
    CONFLICT,
    /** A database did not take what the call had to write, or did not answer: no answer. */
    UNAVAILABLE,
    /** A fault of ours: no answer. */
    FAILED
  }

  /**
   * One call of the door.
   *
   * @param activity the activity, or {@code (unlisted)} for whatever the policy does not name
   * @param result what came of it
   * @param promise the promise that a denial named
   * @param erased whether a subject was erased
   * @param took from the call to the answer
   */
  record Answered(
      String activity, Result result, Optional<PromiseId> promise, boolean erased, Duration took) {}

  /** The door answered. */
  void answered(Answered answered);

  /** So many requests shared one statement and its commit. */
  void shared(int requests);
}
