package vn.onecall.server.envelopes;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Set;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * A public key of an external recipient. Only its owner can decrypt what is encrypted to it: JWE
 * (RFC 7516) in compact form, AES-256-GCM, with the content key agreed or wrapped by {@code
 * ECDH-ES+A256KW} on P-256 or stronger, or by {@code RSA-OAEP-256} with 3072 bits or more.
 */
public final class RecipientKey {
  private static final Messages MESSAGES = Messages.beside(RecipientKey.class);
  private static final int FEWEST_RSA_BITS = 3_072;
  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

  private final JWK key;
  private final JWEAlgorithm algorithm;
  private final String thumbprint;

  private RecipientKey(JWK key, JWEAlgorithm algorithm) throws JOSEException {
    this.key = key;
    this.algorithm = algorithm;
    this.thumbprint = key.computeThumbprint().toString();
  }

  /**
   * Reads a JSON Web Key (RFC 7517).
   *
   * @throws UnusableKeyException if it is no key, holds a private part, is not meant for
   *     encryption, or is too weak
   */
  public static RecipientKey parse(String jwk) {
    try {
      return of(JWK.parse(jwk));
    } catch (ParseException e) {
      throw unusable(MESSAGES.words("key-not-readable"));
    }
  }

  /** Takes a key that was read; see {@link #parse}. */
  public static RecipientKey of(JWK key) {
    if (key.isPrivate()) {
      throw unusable(MESSAGES.words("key-private"));
    }
    if (key.getKeyUse() != null && !KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
      throw unusable(MESSAGES.words("key-not-for-encryption"));
    }
    try {
      return switch (key) {
        case ECKey ec when CURVES.contains(ec.getCurve()) ->
            new RecipientKey(ec, JWEAlgorithm.ECDH_ES_A256KW);
        case RSAKey rsa when rsa.size() >= FEWEST_RSA_BITS ->
            new RecipientKey(rsa, JWEAlgorithm.RSA_OAEP_256);
        default -> throw unusable(MESSAGES.words("key-too-weak"));
      };
    } catch (JOSEException e) {
      throw unusable(MESSAGES.words("key-not-valid"));
    }
  }

  /** The key's SHA-256 thumbprint (RFC 7638), by which entries name it. */
  public String thumbprint() {
    return thumbprint;
  }

  /** The public key as JSON. */
  public String json() {
    return key.toJSONString();
  }

  /**
   * Encrypts to this key.
   *
   * @param content what only the owner of the key will read
   * @param contentType its media type, which stands in the header
   */
  public String seal(byte[] content, String contentType) {
    try {
      JWEObject sealed =
          new JWEObject(
              new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                  .keyID(thumbprint)
                  .contentType(contentType)
                  .build(),
              new Payload(content));
      sealed.encrypt(encrypter());
      return sealed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a key that was checked does not encrypt", e);
    }
  }

  private JWEEncrypter encrypter() throws JOSEException {
    return switch (key) {
      case ECKey ec -> new ECDHEncrypter(ec);
      case RSAKey rsa -> new RSAEncrypter(rsa);
      default -> throw new IllegalStateException("a key of a kind that was never taken");
    };
  }

  private static UnusableKeyException unusable(BilingualText words) {
    return new UnusableKeyException(words);
  }
}
