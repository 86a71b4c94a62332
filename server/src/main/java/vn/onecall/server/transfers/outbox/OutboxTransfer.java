package vn.onecall.server.transfers.outbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * A transfer in the outbox: what was requested, and the progress of its delivery. It contains no
 * personal values; they are opened for each attempt and encrypted for the recipient at once.
 *
 * @param id the id that the caller chose; a transfer that is sent again is the same one
 * @param asked what was asked for
 * @param reference 128 random bits that only the recipient is told
 * @param entry the leaf of the entry by which it was decided
 * @param progress how far it has come
 */
public record OutboxTransfer(
    UUID id, Asked asked, String reference, Hash entry, Progress progress) {

  /** The request: subject, activity, recipient, fields, client and time. */
  public record Asked(
      SubjectId subject,
      String activity,
      String recipient,
      Set<String> fields,
      String client,
      Instant at) {
    public Asked {
      fields = Set.copyOf(fields);
    }

    /** Whether another request is identical, except for its time. */
    public boolean isSameAs(Asked other) {
      return subject.equals(other.subject)
          && activity.equals(other.activity)
          && recipient.equals(other.recipient)
          && fields.equals(other.fields)
          && client.equals(other.client);
    }
  }

  /**
   * The progress of the delivery.
   *
   * @param attempts how often it was opened to be sent
   * @param outcome how the last attempt ended, or why it goes no further; empty at first
   * @param seenTo when somebody saw to it that it was not delivered
   */
  public record Progress(
      State state,
      int attempts,
      String outcome,
      Optional<Instant> delivered,
      Optional<Instant> received,
      Optional<Instant> deleted,
      Optional<Instant> seenTo) {
    /** Whether it goes no further and did not arrive. */
    public boolean isUndelivered() {
      return state == State.FAILED || state == State.STOPPED;
    }
  }

  /** The state of the delivery. */
  public enum State {
    /** Waiting to be sent, for the first time or again. */
    WAITING,
    /** Ready to be fetched as an encrypted file. */
    READY,
    /** Accepted by the recipient. */
    DELIVERED,
    /** Stopped, because it was no longer allowed at the time of sending. */
    STOPPED,
    /** Given up, because it could not be delivered in time. */
    FAILED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
