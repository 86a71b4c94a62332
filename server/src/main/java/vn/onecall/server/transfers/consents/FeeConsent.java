package vn.onecall.server.transfers.consents;

import java.util.UUID;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.model.Consent;
import vn.onecall.server.consents.TransferConsentScope;

/**
 * What a customer said yes to where a fee is taken: one transfer, by the id that it will have, with
 * its recipient, purpose and fields (Decree 356/2025, article 7.3).
 *
 * <p>The row binds the yes to just that transfer, and a fact of its own, which the deciding
 * statement demands, says whether it holds: so a withdrawal, an end of its time, another text or an
 * erasure undo it as they undo any consent. An id is one transfer for ever, so the yes is used up
 * by it: sent again it is the same one, and another needs a yes under its own id.
 *
 * @param transfer the transfer
 * @param subject whose yes it is
 * @param about what is handed over, to whom, for what
 * @param fact the fact that holds while the yes does
 */
record FeeConsent(UUID transfer, SubjectId subject, TransferConsentScope about, int fact) {
  private static final long LOW_BITS = (1L << 30) - 1;

  /** Creates the consent to a transfer; the fact is derived from the id. */
  static FeeConsent to(UUID transfer, SubjectId subject, TransferConsentScope about) {
    int number = (int) (transfer.getLeastSignificantBits() & LOW_BITS);
    return new FeeConsent(transfer, subject, about, Consent.FIRST_TRANSFER_FACT + number);
  }
}
