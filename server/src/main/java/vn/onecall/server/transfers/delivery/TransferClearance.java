package vn.onecall.server.transfers.delivery;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.transfers.agreements.Agreement;
import vn.onecall.server.transfers.agreements.Agreements;
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.server.transfers.consents.FeeConsents;
import vn.onecall.server.transfers.outbox.OutboxTransfer;

/**
 * Checks the conditions of a transfer besides the rule of the policy: an agreement that meets every
 * requirement, and the customer's consent, to the affiliate or, if a fee is paid, to this one
 * transfer. It is checked when a transfer is accepted and again before each delivery attempt.
 */
@Component
final class TransferClearance {
  private final Agreements agreements;
  private final FeeConsents feeConsents;

  TransferClearance(Agreements agreements, FeeConsents feeConsents) {
    this.agreements = agreements;
    this.feeConsents = feeConsents;
  }

  /** The result of the check. */
  sealed interface Result {
    /** The transfer is allowed under an agreement, while these facts of the customer hold. */
    record Cleared(Agreement agreement, Set<Integer> facts) implements Result {
      public Cleared {
        facts = Set.copyOf(facts);
      }
    }

    /** It may not. */
    record Lacking(Refusal refusal) implements Result {}
  }

  Result of(UUID transfer, OutboxTransfer.Asked asked, Transfer rule) {
    return switch (agreements.standing(asked.recipient(), rule, asked.fields())) {
      case Agreements.Standing.Lacking(Refusal refusal) -> new Result.Lacking(refusal);
      case Agreements.Standing.InForce(Agreement agreement) -> {
        Set<Integer> facts = new HashSet<>();
        agreement.recipient().fact().ifPresent(facts::add);
        if (agreement.terms().fee()) {
          OptionalInt yes = feeConsents.fact(transfer, asked, rule);
          if (yes.isEmpty()) {
            yield new Result.Lacking(TransferRefusals.CONSENT_TO_FEE);
          }
          facts.add(yes.getAsInt());
        }
        yield new Result.Cleared(agreement, facts);
      }
    };
  }
}
