package vn.onecall.translog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes: a name and an Ed25519 key, which together give the key
 * its 4-byte id (C2SP signed-note, "Ed25519 signatures").
 */
@SuppressWarnings("ArrayRecordComponent") // Stays inside of this package, and is never changed.
record NotePublicKey(String name, byte[] publicKey) {

  static final String ALGORITHM = "Ed25519";
  static final int KEY_LENGTH = 32;
  static final int SIGNATURE_LENGTH = 64;
  static final int ID_LENGTH = 4;

  private static final byte TYPE = 0x01;
  // The fixed DER headers before the 32 bytes of an Ed25519 key (RFC 8410, sections 4 and 7).
  private static final byte[] PUBLIC_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] SEED_HEADER =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  NotePublicKey {
    if (!isName(name)) {
      throw new LogException.Malformed("A key's name is not empty and holds no space and no plus");
    }
  }

  static NotePublicKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    boolean isEd25519 =
        encoded.length == PUBLIC_HEADER.length + KEY_LENGTH
            && Arrays.equals(
                encoded, 0, PUBLIC_HEADER.length, PUBLIC_HEADER, 0, PUBLIC_HEADER.length);
    if (!isEd25519) {
      throw new LogException.Malformed("A note's key is an Ed25519 key");
    }
    return new NotePublicKey(
        name, Arrays.copyOfRange(encoded, PUBLIC_HEADER.length, encoded.length));
  }

  /** Reads {@code name+hexid+base64(type || key)}. */
  static NotePublicKey parse(String verifierKey) {
    String[] parts = verifierKey.split("\\+", 3);
    if (parts.length != 3) {
      throw new LogException.Malformed("A verifier key has the form name+id+key");
    }
    byte[] typed = CanonicalBase64.decode(parts[2], "A verifier key");
    if (typed.length != 1 + KEY_LENGTH || typed[0] != TYPE) {
      throw new LogException.Malformed("A verifier key is not an Ed25519 key");
    }
    NotePublicKey key = new NotePublicKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!HexFormat.of().formatHex(key.id()).equals(parts[1])) {
      throw new LogException.Malformed("A verifier key's id is not that of its name and key");
    }
    return key;
  }

  String format() {
    byte[] typed = ByteBuffer.allocate(1 + KEY_LENGTH).put(TYPE).put(publicKey).array();
    return name + "+" + HexFormat.of().formatHex(id()) + "+" + CanonicalBase64.encode(typed);
  }

  /** SHA-256(name || 0x0A || type || key), its first four bytes. */
  byte[] id() {
    MessageDigest digest = Hash.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(TYPE);
    digest.update(publicKey);
    return Arrays.copyOf(digest.digest(), ID_LENGTH);
  }

  PublicKey toJdk() {
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(join(PUBLIC_HEADER, publicKey)));
      // The JDK folds a point's coordinate into the field; only the folded spelling is a key.
      if (!Arrays.equals(of(name, key).publicKey, publicKey)) {
        throw new LogException.Malformed("An Ed25519 public key is not in its canonical form");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new LogException.Malformed("The 32 bytes are not an Ed25519 public key");
    }
  }

  static PrivateKey privateKeyOf(byte[] seed) {
    if (seed.length != KEY_LENGTH) {
      throw new LogException.Malformed("An Ed25519 seed has 32 bytes");
    }
    byte[] encoded = join(SEED_HEADER, seed);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new LogException.Malformed("The 32 bytes are not an Ed25519 seed");
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  static boolean isName(String name) {
    return !name.isEmpty() && name.codePoints().noneMatch(NotePublicKey::isForbiddenInName);
  }

  private static boolean isForbiddenInName(int c) {
    boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c == '+'
        || Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || lone;
  }

  private static byte[] join(byte[] header, byte[] key) {
    return ByteBuffer.allocate(header.length + key.length).put(header).put(key).array();
  }
}
