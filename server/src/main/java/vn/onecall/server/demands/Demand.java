package vn.onecall.server.demands;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.server.envelopes.RecipientKey;
import vn.onecall.translog.Hash;

/**
 * The unencrypted part of a demand: the file and its state. The content of the order and the
 * customers it concerns are sealed in the file.
 *
 * @param file the file that holds the order
 * @param order the leaf of the entry by which the order was recorded; it commits to the content
 * @param deadline until when it may be released
 * @param secretUntil until when the customer is not told, if the law says so
 * @param key the authority's key
 * @param approvals who has approved just this order
 */
record Demand(
    SubjectId file,
    Hash order,
    Instant deadline,
    Optional<Instant> secretUntil,
    Optional<RecipientKey> key,
    List<Approval> approvals) {
  private static final int NEEDED = 2;

  Demand {
    approvals = List.copyOf(approvals);
  }

  /** One person's approval. */
  record Approval(String person, Instant at, Hash entry) {}

  /** Whether two different people have approved: the store holds one approval a person. */
  boolean isApproved() {
    return approvals.size() >= NEEDED;
  }

  /** Whether they had by that time. */
  boolean wasApprovedBy(Instant time) {
    return approvals.stream().filter(one -> !one.at.isAfter(time)).count() >= NEEDED;
  }
}
