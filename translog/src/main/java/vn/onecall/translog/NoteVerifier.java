package vn.onecall.translog;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;

/**
 * Opens notes that one known Ed25519 key signed. What it returns is exactly what was signed;
 * anything else throws. Signatures by other keys are ignored, so that a log can change its key and
 * witnesses can cosign (C2SP signed-note). Safe for use by several threads.
 */
public final class NoteVerifier {

  private final NotePublicKey key;
  private final PublicKey publicKey;

  private NoteVerifier(NotePublicKey key) {
    this.key = key;
    this.publicKey = key.toJdk();
  }

  /**
   * Reads a verifier key, {@code name+id+key}.
   *
   * @throws LogException.Malformed if it is not one
   */
  public static NoteVerifier parse(String verifierKey) {
    return new NoteVerifier(NotePublicKey.parse(verifierKey));
  }

  /**
   * The text of a note that this key signed.
   *
   * @throws LogException.Malformed if it does not have the form of a note
   * @throws LogException.NotVerified if this key did not sign it, or a signature in this key's name
   *     is false
   */
  public String open(String note) {
    SignedNote parsed = SignedNote.parse(note);
    byte[] signed = SignedNote.signedBytes(parsed.body());
    byte[] id = key.id();
    boolean verified = false;
    for (SignedNote.SignatureLine line : parsed.signatures()) {
      if (line.name().equals(key.name()) && Arrays.equals(line.id(), id)) {
        if (!isSignedBy(publicKey, signed, line.signature())) {
          throw new LogException.NotVerified("The note's signature is false");
        }
        verified = true;
      }
    }
    if (!verified) {
      throw new LogException.NotVerified("The note has no signature by the known key");
    }
    return parsed.body();
  }

  /** The name of the key; a log's origin. */
  public String name() {
    return key.name();
  }

  static boolean isSignedBy(PublicKey publicKey, byte[] text, byte[] bytes) {
    if (bytes.length != NotePublicKey.SIGNATURE_LENGTH) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(NotePublicKey.ALGORITHM);
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(bytes);
    } catch (SignatureException e) {
      return false; // The JDK throws for 64 bytes that no signer could have made.
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "NoteVerifier[" + key.format() + "]";
  }
}
