package vn.onecall.server.requests.records;

import java.util.Set;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.deciding.DenialReason;
import vn.onecall.policy.deciding.Precondition;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.PromiseId;

/** What is refused for want of what only this package knows of. Each refusal has its entry. */
public final class RequestRefusals {
  private static final PromiseId ANSWERED = new PromiseId("6.4");
  private static final PromiseId VERIFIED = new PromiseId("6.2");

  private final Door door;

  public RequestRefusals(Door door) {
    this.door = door;
  }

  /** No such request of this customer, or no such customer: the answer does not say which. */
  public <T> Outcome<T> unknown(Call call, ActivityKind kind, Set<String> fields) {
    return door.refuse(
        call, kind, fields, new Decision.Deny(ANSWERED, new DenialReason.NotShown()));
  }

  /** Something must stand first that does not. */
  public <T> Outcome<T> lacking(Call call, Set<String> fields, Precondition condition) {
    return door.refuse(
        call,
        ActivityKind.REQUEST,
        fields,
        new Decision.Deny(VERIFIED, new DenialReason.PreconditionMissing(condition)));
  }
}
