package vn.onecall.translog.entries;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The 32-byte commitment that stands in the log for one decision of the door.
 *
 * <p>An entry has two parts, the subject's (whose data, which fields) and the actor's (who asked).
 * Each is committed to under a random salt of its own, so that either part can be destroyed and the
 * other still verifies, and so that the public log says nothing about anyone:
 *
 * <pre>
 * subject commitment = SHA-256("1call/subject/v1" 0x00 || salt[32] || part)
 * actor commitment   = SHA-256("1call/actor/v1"   0x00 || salt[32] || part)
 * leaf               = SHA-256("1call/entry/v1"   0x00 || subject commitment || actor commitment
 *                        || outcome[1] || policy version[4] || facts version[8]
 *                        || SHA-256(held facts, decimal, comma between))
 * </pre>
 *
 * <p>Integers are big-endian. PostgreSQL computes the same leaf in the statement that decides; a
 * test holds the two against each other.
 */
public final class EntryCommitment {
  /** Bytes of a salt. */
  public static final int SALT_BYTES = 32;

  /** What the leaf's hash begins with. */
  public static final String LEAF_TAG = "1call/entry/v1\0";

  private static final byte[] LEAF = LEAF_TAG.getBytes(US_ASCII);
  private static final byte[] SUBJECT = "1call/subject/v1\0".getBytes(US_ASCII);
  private static final byte[] ACTOR = "1call/actor/v1\0".getBytes(US_ASCII);

  private EntryCommitment() {}

  /** Commits to the subject's part. */
  public static byte[] ofSubject(byte[] salt, byte[] part) {
    return salted(SUBJECT, salt, part);
  }

  /** Commits to the actor's part. */
  public static byte[] ofActor(byte[] salt, byte[] part) {
    return salted(ACTOR, salt, part);
  }

  /** The entry as it stands in the log: 32 bytes. */
  public static byte[] leaf(
      byte[] subjectCommitment, byte[] actorCommitment, DecisionRecord decided) {
    if (subjectCommitment.length != 32 || actorCommitment.length != 32) {
      throw new IllegalArgumentException("a commitment has 32 bytes");
    }
    MessageDigest sha = sha256();
    sha.update(LEAF);
    sha.update(subjectCommitment);
    sha.update(actorCommitment);
    sha.update((byte) decided.outcome().code());
    sha.update(
        ByteBuffer.allocate(12)
            .putInt(decided.policyVersion())
            .putLong(decided.factsVersion())
            .flip());
    sha.update(sha256().digest(decided.heldText().getBytes(US_ASCII)));
    return sha.digest();
  }

  private static byte[] salted(byte[] tag, byte[] salt, byte[] part) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
    }
    MessageDigest sha = sha256();
    sha.update(tag);
    sha.update(salt);
    return sha.digest(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
