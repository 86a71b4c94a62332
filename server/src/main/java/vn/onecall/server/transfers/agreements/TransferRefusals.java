package vn.onecall.server.transfers.agreements;

import java.util.List;
import java.util.Set;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Denial;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.messages.Messages;
import vn.onecall.policy.deciding.Decision;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Transfer;

/** What transfers are refused for, and under which promise. */
public final class TransferRefusals {
  private static final Messages MESSAGES = Messages.beside(TransferRefusals.class);

  public static final Refusal AGREEMENT =
      Refusal.of("agreement", MESSAGES.words("refusal-agreement"));
  public static final Refusal AGREEMENT_BEGUN =
      Refusal.of("agreement-begun", MESSAGES.words("refusal-agreement-begun"));
  public static final Refusal AGREEMENT_NOT_ENDED =
      Refusal.of("agreement-not-ended", MESSAGES.words("refusal-agreement-not-ended"));
  public static final Refusal REVIEW_IN_TIME =
      Refusal.of("review-in-time", MESSAGES.words("refusal-review-in-time"));
  public static final Refusal MEASURES_WITH_EVIDENCE =
      Refusal.of("measures-with-evidence", MESSAGES.words("refusal-measures-with-evidence"));
  public static final Refusal AGREED_PURPOSE =
      Refusal.of("agreed-purpose", MESSAGES.words("refusal-agreed-purpose"));
  public static final Refusal AGREED_FIELD =
      Refusal.of("agreed-field", MESSAGES.words("refusal-agreed-field"));
  public static final Refusal SAFE_DELIVERY =
      Refusal.of("safe-delivery", MESSAGES.words("refusal-safe-delivery"));

  /** What a recipient must have shown, the farthest from a transfer in force first. */
  public static final List<Refusal> OF_AGREEMENTS =
      List.of(
          AGREEMENT,
          AGREEMENT_BEGUN,
          AGREEMENT_NOT_ENDED,
          REVIEW_IN_TIME,
          MEASURES_WITH_EVIDENCE,
          AGREED_PURPOSE,
          AGREED_FIELD,
          SAFE_DELIVERY);

  /** The customer's own choices: a transfer is refused under its own promise without them. */
  public static final Refusal CUSTOMER_ALLOWS =
      Refusal.of("customer-allows", MESSAGES.words("refusal-customer-allows"));

  public static final Refusal CONSENT_TO_FEE =
      Refusal.of("consent-to-fee", MESSAGES.words("refusal-consent-to-fee"));

  public static final Refusal OWN_REFERENCE =
      Refusal.of("own-reference", MESSAGES.words("refusal-own-reference"));

  private TransferRefusals() {}

  /** Refuses a transfer for want of an agreement, or of the customer's own choice. */
  public static <T> Outcome<T> refuse(
      Door door, Call call, Set<String> fields, Transfer rule, Refusal refusal) {
    return OF_AGREEMENTS.contains(refusal)
        ? door.refuse(call, ActivityKind.TRANSFER, fields, refusal)
        : door.refuse(call, ActivityKind.TRANSFER, fields, ofTheCustomer(rule, refusal));
  }

  private static Decision.Deny ofTheCustomer(Transfer rule, Refusal refusal) {
    return new Decision.Deny(rule.promise(), refusal.reason());
  }

  /**
   * How a denial of the door is told. For an affiliate, whoever has not allowed it, has said no, or
   * is no customer is told of alike: no permission is in force. So it is with a fee, where no yes
   * to this transfer is in force.
   */
  public static Denial told(Denial denial, Transfer rule, Agreement agreement) {
    return switch (denial) {
      case Denial.NotShown notShown when agreement.terms().fee() ->
          new Denial.ByPolicy(ofTheCustomer(rule, CONSENT_TO_FEE), notShown.entry());
      case Denial.NotShown notShown when agreement.recipient().fact().isPresent() ->
          new Denial.ByPolicy(ofTheCustomer(rule, CUSTOMER_ALLOWS), notShown.entry());
      case Denial.NotShown notShown -> notShown;
      case Denial.ByPolicy byPolicy -> byPolicy;
    };
  }
}
