package vn.onecall.server.requests;

import vn.onecall.keeper.access.Together;

/**
 * Moves a request inside the transaction of its entry, with all requests of the customer locked:
 * there, and not where they were read before, it is decided whether the step may be taken.
 */
final class Moving {
  private final RequestStore store;
  private final Rules rules;

  Moving(RequestStore store, Rules rules) {
    this.store = store;
    this.rules = rules;
  }

  /** Something moved between reading and writing; it is read again. */
  static final class Moved extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    Moved() {
      super("the request has moved", null, false, false);
    }
  }

  /**
   * Takes a planned step.
   *
   * @throws Moved if the request is not where it was
   */
  void move(Together.Entered entry, Plan plan) {
    Request now = store.lock(plan.before().subject(), plan.before().id()).orElseThrow(Moved::new);
    if (now.state() != plan.before().state()) {
      throw new Moved();
    }
    rules.check(now, plan.taking());
    store.move(plan.after(), plan.taking().into());
    store.took(plan.before(), plan.step(), entry, plan.overdue(), plan.ground());
  }
}
