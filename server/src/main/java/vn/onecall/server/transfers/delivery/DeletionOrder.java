package vn.onecall.server.transfers.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order to a recipient to delete what it received, issued after an erasure. It contains a
 * reference and nothing of the customer.
 *
 * @param transfer by which transfer it got it
 * @param recipient who is to delete
 * @param reference the transfer's reference
 * @param ordered when the erasure was seen
 * @param due by when the answer is due
 * @param sent when the recipient took the order
 * @param progress how often it was sent, and how the last attempt ended
 */
record DeletionOrder(
    UUID transfer,
    String recipient,
    String reference,
    Instant ordered,
    Instant due,
    Optional<Instant> sent,
    Progress progress) {

  /** How often it was sent, and how the last attempt ended. */
  record Progress(int attempts, String outcome) {}
}
