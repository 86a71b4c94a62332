package vn.onecall.translog;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Signs notes with one named Ed25519 key. Whoever holds the {@link #verifierKey()} can tell that
 * exactly this text was signed by this key and nothing was added (C2SP signed-note). The caller
 * must sign a checkpoint only if it is consistent with all earlier ones. Safe for use by several
 * threads.
 */
public final class NoteSigner {

  private final NotePublicKey key;
  private final PrivateKey privateKey;

  private NoteSigner(NotePublicKey key, PrivateKey privateKey) {
    this.key = key;
    this.privateKey = privateKey;
    proveThatTheHalvesBelongTogether();
  }

  /**
   * A signer with a pair of JDK keys.
   *
   * @throws LogException.Malformed if the name is not one, or the keys are not an Ed25519 pair
   */
  public static NoteSigner of(String name, PrivateKey privateKey, PublicKey publicKey) {
    return new NoteSigner(NotePublicKey.of(name, publicKey), privateKey);
  }

  /**
   * A signer from the two 32-byte strings of RFC 8032. Both are asked for because the JDK derives
   * no public key from a seed.
   *
   * @throws LogException.Malformed if the name is not one, or the halves do not belong together
   */
  public static NoteSigner fromSeed(String name, byte[] seed, byte[] publicKey) {
    if (publicKey.length != NotePublicKey.KEY_LENGTH) {
      throw new LogException.Malformed("An Ed25519 public key has 32 bytes");
    }
    return new NoteSigner(
        new NotePublicKey(name, publicKey.clone()), NotePublicKey.privateKeyOf(seed));
  }

  /**
   * Signs a text and returns the whole note: the text, an empty line, the signature line.
   *
   * @throws LogException.Malformed if the text does not end with a newline or holds another control
   *     character
   */
  public String sign(String body) {
    byte[] signature = signBytes(SignedNote.signedBytes(body));
    return body + "\n" + new SignedNote.SignatureLine(key.name(), key.id(), signature).format();
  }

  /** The name that stands in the signature line; a log's origin. */
  public String name() {
    return key.name();
  }

  /** The public half as text, {@code name+id+key}: what verifiers are given beforehand. */
  public String verifierKey() {
    return key.format();
  }

  /** A verifier of this signer's notes. */
  public NoteVerifier verifier() {
    return NoteVerifier.parse(verifierKey());
  }

  private byte[] signBytes(byte[] text) {
    try {
      Signature signature = Signature.getInstance(NotePublicKey.ALGORITHM);
      signature.initSign(privateKey);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new LogException.Malformed("The private key is not an Ed25519 key");
    }
  }

  private void proveThatTheHalvesBelongTogether() {
    byte[] probe = SignedNote.signedBytes("Do the halves belong together?\n");
    if (!NoteVerifier.isSignedBy(key.toJdk(), probe, signBytes(probe))) {
      throw new LogException.Malformed("The private and the public key are not a pair");
    }
  }

  @Override
  public String toString() {
    return "NoteSigner[" + verifierKey() + "]";
  }
}
