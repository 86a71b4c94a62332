package vn.onecall.server.transfers.delivery;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.onecall.keeper.features.Refusal;
import vn.onecall.policy.model.Transfer;
import vn.onecall.server.transfers.agreements.TransferRefusals;
import vn.onecall.server.transfers.agreements.Agreement;
import vn.onecall.server.transfers.agreements.Agreements;
import vn.onecall.server.transfers.consents.FeeConsents;
import vn.onecall.server.transfers.outbox.OutboxTransfer;

/**
 * What a transfer needs beside the policy's rule: an agreement that lacks nothing, and the
 * customer's own yes, to the affiliate or, where a fee is taken, to this very transfer. It is asked
 * before a transfer is taken and again before each sending.
 */
@Component
final class TransferClearance {
  private final Agreements agreements;
  private final FeeConsents feeConsents;

  TransferClearance(Agreements agreements, FeeConsents feeConsents) {
    this.agreements = agreements;
    this.feeConsents = feeConsents;
  }

  /** Where a transfer stands. */
  sealed interface Clearance {
    /** It may go under an agreement, while the customer's facts hold. */
    record Cleared(Agreement agreement, Set<Integer> facts) implements Clearance {
      public Cleared {
        facts = Set.copyOf(facts);
      }
    }

    /** It may not. */
    record Lacking(Refusal refusal) implements Clearance {}
  }

  Clearance of(UUID transfer, OutboxTransfer.Asked asked, Transfer rule) {
    return switch (agreements.standing(asked.recipient(), rule, asked.fields())) {
      case Agreements.Standing.Lacking(Refusal refusal) -> new Clearance.Lacking(refusal);
      case Agreements.Standing.InForce(Agreement agreement) -> {
        Set<Integer> facts = new HashSet<>();
        agreement.recipient().fact().ifPresent(facts::add);
        if (agreement.terms().fee()) {
          OptionalInt yes = feeConsents.fact(transfer, asked, rule);
          if (yes.isEmpty()) {
            yield new Clearance.Lacking(TransferRefusals.CONSENT_TO_FEE);
          }
          facts.add(yes.getAsInt());
        }
        yield new Clearance.Cleared(agreement, facts);
      }
    };
  }
}
