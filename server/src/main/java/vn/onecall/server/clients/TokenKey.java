package vn.onecall.server.clients;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.sealing.WrappedKey;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.sealing.address.KeyAddress;

/**
 * One RSA key that signs access tokens (RS256, RFC 7518 section 3.3), opened.
 *
 * @param id by which tokens name it ({@code kid}); random
 * @param signsFrom since when it signs, until the next one does
 * @param key both halves
 */
record TokenKey(UUID id, Instant signsFrom, RSAKey key) {
  private static final String CATEGORY = "token-signing";
  private static final int BITS = 2048;

  /**
   * A stored key: the private key (PKCS #8) is encrypted under a data key, which the keystore wraps
   * for this id.
   */
  record Sealed(UUID id, Instant signsFrom, WrappedKey wrapped, byte[] privateKey) {}

  /** A new random key. */
  static TokenKey generate(Instant signsFrom) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return of(UUID.randomUUID(), signsFrom, generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  private static TokenKey of(UUID id, Instant signsFrom, PrivateKey key)
      throws GeneralSecurityException {
    RSAPrivateCrtKey whole = (RSAPrivateCrtKey) key;
    RSAPublicKey open =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA")
                .generatePublic(
                    new RSAPublicKeySpec(whole.getModulus(), whole.getPublicExponent()));
    return new TokenKey(
        id, signsFrom, new RSAKey.Builder(open).privateKey(whole).keyID(id.toString()).build());
  }

  /** Seals it under the current epoch. */
  Sealed seal(KeyProvider provider) {
    DataKey sealing = DataKey.generate();
    byte[] bytes = {};
    try {
      bytes = key.toRSAPrivateKey().getEncoded();
      return new Sealed(
          id, signsFrom, provider.wrap(sealing, keyAddress(id)), sealing.seal(address(id), bytes));
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException("a key that was just made has both halves", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      sealing.destroy();
    }
  }

  /**
   * Opens what was sealed.
   *
   * @throws vn.onecall.sealing.SealingException if its epoch has ended, or it was changed
   */
  static TokenKey open(KeyProvider provider, Sealed sealed) {
    DataKey sealing = provider.unwrap(sealed.wrapped, keyAddress(sealed.id));
    byte[] bytes = {};
    try {
      bytes = sealing.open(address(sealed.id), sealed.privateKey);
      return of(
          sealed.id,
          sealed.signsFrom,
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what was sealed as an RSA key is none", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      sealing.destroy();
    }
  }

  /** The data key of a sealed one, wrapped again under the current epoch. */
  static WrappedKey wrapAgain(KeyProvider provider, Sealed sealed) {
    DataKey sealing = provider.unwrap(sealed.wrapped, keyAddress(sealed.id));
    try {
      return provider.wrap(sealing, keyAddress(sealed.id));
    } finally {
      sealing.destroy();
    }
  }

  private static KeyAddress keyAddress(UUID id) {
    return new KeyAddress(id, CATEGORY);
  }

  private static FieldAddress address(UUID id) {
    return new FieldAddress(id, CATEGORY, "rsa-private-key", 0, 0);
  }

  @Override
  public String toString() {
    return "TokenKey[" + id + ", signs from " + signsFrom + "]";
  }
}
