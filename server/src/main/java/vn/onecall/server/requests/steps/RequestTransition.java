package vn.onecall.server.requests.steps;

import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.door.Door;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestStore;

/**
 * Changes the state of a request inside the transaction of its log entry, with all requests of the
 * customer locked. Whether the step is allowed is decided there and not on the earlier read.
 */
final class RequestTransition {
  private final Door door;

  RequestTransition(Door door) {
    this.door = door;
  }

  /** Thrown if the request changed between reading and writing; the caller reads it again. */
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
  void move(EntryWork.Entered entry, JdbcClient transaction, PlannedStep plan, Caller caller) {
    RequestStore store = new RequestStore(transaction);
    Request now = store.lock(plan.before().subject(), plan.before().id()).orElseThrow(Moved::new);
    StepRules rules = new StepRules(door, store);
    if (now.state() != plan.before().state()
        || !now.concerns().equals(plan.before().concerns())
        || !rules.mayTake(caller, now, plan.taking())) {
      throw new Moved();
    }
    rules.check(now, plan.taking());
    store.move(plan.after(), plan.taking().into());
    store.took(plan.before(), plan.step(), entry, plan.overdue(), plan.ground());
  }
}
