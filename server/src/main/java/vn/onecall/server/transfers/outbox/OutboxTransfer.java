package vn.onecall.server.transfers.outbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * A transfer on its way: what was asked for, and how far it has come. What it carries is opened
 * only to be sealed for its recipient, each time anew.
 *
 * @param id the id that the caller chose; a transfer that is sent again is the same one
 * @param asked what was asked for
 * @param reference 128 random bits that only the recipient is told
 * @param entry the leaf of the entry by which it was decided
 * @param progress how far it has come
 */
public record OutboxTransfer(
    UUID id, Asked asked, String reference, Hash entry, Progress progress) {

  /** Of whom, for what, to whom, what, by which client, and when. */
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

    /** Whether another call asks for the very same. */
    public boolean isSameAs(Asked other) {
      return subject.equals(other.subject)
          && activity.equals(other.activity)
          && recipient.equals(other.recipient)
          && fields.equals(other.fields)
          && client.equals(other.client);
    }
  }

  /**
   * How far it has come.
   *
   * @param attempts how often it was opened to be sent
   * @param outcome how the last attempt ended, or why it goes no further; empty at first
   */
  public record Progress(
      State state,
      int attempts,
      String outcome,
      Optional<Instant> delivered,
      Optional<Instant> received,
      Optional<Instant> deleted) {}

  /** Where it is. */
  public enum State {
    /** To be sent, now or again later. */
    WAITING,
    /** To be fetched as a sealed file. */
    READY,
    /** The recipient has it. */
    DELIVERED,
    /** It was no longer allowed when it was to be sent. */
    STOPPED,
    /** It could not be delivered in its time. */
    FAILED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
