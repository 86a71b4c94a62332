package vn.onecall.server.requests.steps;

import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.door.Door;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestStore;

/**
 * Moves a request inside the transaction of its entry, with all requests of the customer locked:
 * there, and not where they were read before, it is decided whether the step may be taken.
 */
final class RequestTransition {
  private final Door door;

  RequestTransition(Door door) {
    this.door = door;
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
  void move(EntryWork.Entered entry, JdbcClient transaction, PlannedStep plan) {
    RequestStore store = new RequestStore(transaction);
    Request now = store.lock(plan.before().subject(), plan.before().id()).orElseThrow(Moved::new);
    if (now.state() != plan.before().state()) {
      throw new Moved();
    }
    new StepRules(door, store).check(now, plan.taking());
    store.move(plan.after(), plan.taking().into());
    store.took(plan.before(), plan.step(), entry, plan.overdue(), plan.ground());
  }
}
