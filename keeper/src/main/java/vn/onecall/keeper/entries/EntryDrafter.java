package vn.onecall.keeper.entries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.translog.entries.EntryCommitment;

/**
 * Prepares log entries: writes the two parts as lines of text, commits to each under a fresh salt
 * and seals them, the subject's under the subject's own log key (it dies with the subject), the
 * actor's under the key of the day (it stays for the auditor).
 *
 * <p>What speaks of nobody has no subject's key; its part is sealed under the key of the day.
 */
public final class EntryDrafter {
  private static final String DAY_CATEGORY = "log-day";

  private final KeyRing keys;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public EntryDrafter(KeyRing keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The time of a call: what its entry says, in microseconds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Drafts one entry.
   *
   * @param logKey the subject's log key, or null where there is no such subject
   * @param details the lines of the subject's part after the ones that every part has
   */
  public EntryDraft draft(
      Call call,
      String purpose,
      SubjectId subject,
      @Nullable DataKey logKey,
      List<String> details,
      Instant at) {
    UUID id = timeOrdered(at);
    String time = at.toString();
    DataKey dayKey = keys.dayKey(LocalDate.ofInstant(at, ZoneOffset.UTC));
    StringBuilder text =
        new StringBuilder(256)
            .append("1call/subject-part/v1\nsubject ")
            .append(subject)
            .append("\nactivity ")
            .append(call.activity())
            .append("\npurpose ")
            .append(purpose)
            .append("\nclient ")
            .append(call.caller().client())
            .append("\nat ")
            .append(time)
            .append('\n');
    for (String detail : details) {
      text.append(detail).append('\n');
    }
    String actor =
        "1call/actor-part/v1\nclient "
            + call.caller().client()
            + " verified\nactor "
            + call.caller().actor().map(who -> who.name() + " " + who.how()).orElse("-")
            + "\nactivity "
            + call.activity()
            + "\nat "
            + time
            + '\n';
    byte[] salts = new byte[2 * EntryCommitment.SALT_BYTES];
    random.nextBytes(salts);
    byte[] subjectPart = text.toString().getBytes(UTF_8);
    byte[] subjectSalt = Arrays.copyOf(salts, EntryCommitment.SALT_BYTES);
    byte[] actorPart = actor.getBytes(UTF_8);
    byte[] actorSalt = Arrays.copyOfRange(salts, EntryCommitment.SALT_BYTES, salts.length);
    return new EntryDraft(
        subject,
        id,
        at,
        call.route(),
        new EntryDraft.Side(
            subjectPart,
            subjectSalt,
            EntryCommitment.ofSubject(subjectSalt, subjectPart),
            (logKey == null ? dayKey : logKey)
                .seal(subjectAddress(subject, id), joined(subjectSalt, subjectPart))),
        new EntryDraft.Side(
            actorPart,
            actorSalt,
            EntryCommitment.ofActor(actorSalt, actorPart),
            dayKey.seal(actorAddress(id), joined(actorSalt, actorPart))));
  }

  /** What a subject's sealed part is bound to: its subject and its entry. */
  public static FieldAddress subjectAddress(SubjectId subject, UUID entry) {
    return new FieldAddress(subject.value(), KeyRing.LOG_CATEGORY, "entry-" + entry, 0, 1);
  }

  private static FieldAddress actorAddress(UUID entry) {
    return new FieldAddress(entry, DAY_CATEGORY, "entry", 0, 1);
  }

  private static byte[] joined(byte[] salt, byte[] part) {
    byte[] both = Arrays.copyOf(salt, salt.length + part.length);
    System.arraycopy(part, 0, both, salt.length, part.length);
    return both;
  }

  /** RFC 9562 section 5.7: 48 bits of milliseconds, so that new entries lie beside each other. */
  private UUID timeOrdered(Instant at) {
    long high = (at.toEpochMilli() << 16) | 0x7000 | (random.nextInt() & 0x0FFF);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
