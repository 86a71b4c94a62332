package vn.onecall.server.requests.records;

import java.util.Set;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.messages.Messages;
import vn.onecall.policy.model.ActivityKind;

/** Denials for reasons that only the requests know. Each denial is logged as an entry. */
public final class RequestRefusals {
  private static final Messages MESSAGES = Messages.beside(RequestRefusals.class);

  public static final Refusal KNOWN_REQUEST = Refusal.silent("known-request");
  public static final Refusal VERIFIED_REQUESTER =
      Refusal.of("verified-requester", MESSAGES.words("refusal-verified-requester"));
  public static final Refusal PROOF_OF_STANDING =
      Refusal.of("proof-of-standing", MESSAGES.words("refusal-proof-of-standing"));
  public static final Refusal SIGNED_RECORDER =
      Refusal.of("signed-recorder", MESSAGES.words("refusal-signed-recorder"));
  public static final Refusal ANOTHER_HANDLER =
      Refusal.of("another-handler", MESSAGES.words("refusal-another-handler"));

  private final Door door;

  public RequestRefusals(Door door) {
    this.door = door;
  }

  /** No such request of this customer, or no such customer: the answer does not say which. */
  public <T> Outcome<T> unknown(Call call, ActivityKind kind, Set<String> fields) {
    return door.refuse(call, kind, fields, KNOWN_REQUEST);
  }

  /** Something must stand first that does not. */
  public <T> Outcome<T> lacking(Call call, Set<String> fields, Refusal refusal) {
    return door.refuse(call, ActivityKind.REQUEST, fields, refusal);
  }
}
