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
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/**
 * A public key of an external recipient. Only its owner can decrypt what is encrypted to it: JWE
 * (RFC 7516) in compact form, AES-256-GCM, with the content key agreed or wrapped by {@code
 * ECDH-ES+A256KW} on P-256 or stronger, or by {@code RSA-OAEP-256}.
 *
 * <p>A key is judged by its numbers, not by the length of its text: an RSA modulus is odd, of 3,072
 * to 16,384 bits and without a small factor, its exponent odd and from 65,537 to less than 2^256
 * (NIST SP 800-56B, section 6.4.2, and SP 800-89, section 5.3.3). The key is kept in one canonical
 * form, so that no other spelling of the same numbers has another thumbprint.
 */
public final class RecipientKey {
  private static final Messages MESSAGES = Messages.beside(RecipientKey.class);
  private static final int FEWEST_RSA_BITS = 3_072;
  private static final int MOST_RSA_BITS = 16_384;
  private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
  private static final int MOST_EXPONENT_BITS = 256;
  private static final BigInteger SMALL_PRIMES = productOfPrimes(752);
  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);
  private static final Set<KeyOperation> OPERATIONS =
      Set.of(
          KeyOperation.ENCRYPT,
          KeyOperation.WRAP_KEY,
          KeyOperation.DERIVE_KEY,
          KeyOperation.DERIVE_BITS);
  private static final int MOST_TRIED = 1_000;
  private static final Map<String, Optional<RecipientKey>> TRIED = new ConcurrentHashMap<>();
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final JWK key;
  private final JWEAlgorithm algorithm;
  private final String thumbprint;

  private RecipientKey(JWK key, JWEAlgorithm algorithm) throws JOSEException {
    this.key = key;
    this.algorithm = algorithm;
    this.thumbprint = key.computeThumbprint().toString();
  }

  /**
   * Reads a JSON Web Key (RFC 7517) that was taken before.
   *
   * @throws UnusableKeyException if it is no key, holds a private part, is not meant for encryption
   *     by the algorithm used here, or is too weak
   */
  static RecipientKey parse(String jwk) {
    try {
      return of(JWK.parse(jwk));
    } catch (ParseException | RuntimeException e) {
      if (e instanceof UnusableKeyException unusable) {
        throw unusable;
      }
      throw unusable(MESSAGES.words("key-not-readable"));
    }
  }

  /**
   * The key that was taken before, unless it is empty or would not be taken any more: an older
   * version tried less. What came of a trial is remembered, for it is asked before each delivery.
   */
  public static Optional<RecipientKey> usable(String jwk) {
    if (jwk.isEmpty()) {
      return Optional.empty();
    }
    if (TRIED.size() >= MOST_TRIED) {
      TRIED.clear();
    }
    return TRIED.computeIfAbsent(jwk, RecipientKey::tried);
  }

  private static Optional<RecipientKey> tried(String jwk) {
    try {
      return Optional.of(take(jwk));
    } catch (UnusableKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a JSON Web Key that a recipient gives. Beyond what {@link #parse} asks, an RSA modulus
   * must not be a prime, and something is encrypted to the key as a trial: a key that does not work
   * is refused before anything is opened for it.
   *
   * @throws UnusableKeyException as {@link #parse}
   */
  public static RecipientKey take(String jwk) {
    RecipientKey taken = parse(jwk);
    if (taken.key instanceof RSAKey rsa
        && rsa.getModulus().decodeToBigInteger().isProbablePrime(2)) {
      throw unusable(MESSAGES.words("key-modulus"));
    }
    try {
      taken.seal(new byte[1], "application/octet-stream");
    } catch (RuntimeException e) {
      throw unusable(MESSAGES.words("key-not-valid"));
    }
    return taken;
  }

  private static RecipientKey of(JWK key) {
    if (key.isPrivate()) {
      throw unusable(MESSAGES.words("key-private"));
    }
    if (key.getKeyUse() != null && !KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
      throw unusable(MESSAGES.words("key-not-for-encryption"));
    }
    if (key.getKeyOperations() != null
        && Collections.disjoint(key.getKeyOperations(), OPERATIONS)) {
      throw unusable(MESSAGES.words("key-not-for-encryption"));
    }
    if (key.getKeyID() != null && !NAME.matcher(key.getKeyID()).matches()) {
      throw unusable(MESSAGES.words("key-name"));
    }
    try {
      return switch (key) {
        case ECKey ec when CURVES.contains(ec.getCurve()) ->
            new RecipientKey(canonical(ec), meant(ec, JWEAlgorithm.ECDH_ES_A256KW));
        case RSAKey rsa -> new RecipientKey(canonical(rsa), meant(rsa, JWEAlgorithm.RSA_OAEP_256));
        default -> throw unusable(MESSAGES.words("key-too-weak"));
      };
    } catch (JOSEException e) {
      throw unusable(MESSAGES.words("key-not-valid"));
    }
  }

  /** What is encrypted by, if that is what the key is meant for. */
  private static JWEAlgorithm meant(JWK key, JWEAlgorithm algorithm) {
    if (key.getAlgorithm() != null && !key.getAlgorithm().getName().equals(algorithm.getName())) {
      throw unusable(MESSAGES.words("key-algorithm", algorithm.getName()));
    }
    return algorithm;
  }

  private static ECKey canonical(ECKey key) throws JOSEException {
    return new ECKey.Builder(key.getCurve(), key.toECPublicKey())
        .keyUse(key.getKeyUse())
        .algorithm(key.getAlgorithm())
        .keyID(key.getKeyID())
        .build();
  }

  private static RSAKey canonical(RSAKey key) throws JOSEException {
    BigInteger modulus = key.getModulus().decodeToBigInteger();
    BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
    if (modulus.bitLength() < FEWEST_RSA_BITS) {
      throw unusable(MESSAGES.words("key-too-weak"));
    }
    if (modulus.bitLength() > MOST_RSA_BITS
        || !modulus.testBit(0)
        || !modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
      throw unusable(MESSAGES.words("key-modulus"));
    }
    if (!exponent.testBit(0)
        || exponent.compareTo(LEAST_EXPONENT) < 0
        || exponent.bitLength() > MOST_EXPONENT_BITS) {
      throw unusable(MESSAGES.words("key-exponent"));
    }
    return new RSAKey.Builder(key.toRSAPublicKey())
        .keyUse(key.getKeyUse())
        .algorithm(key.getAlgorithm())
        .keyID(key.getKeyID())
        .build();
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
   * Encrypts to this key. The header's {@code kid} is the key's own, so that its owner finds it;
   * the thumbprint if it has none.
   *
   * @param content what only the owner of the key will read
   * @param contentType its media type, which stands in the header
   */
  public String seal(byte[] content, String contentType) {
    @Nullable String name = key.getKeyID();
    try {
      JWEObject sealed =
          new JWEObject(
              new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                  .keyID(Objects.requireNonNullElse(name, thumbprint))
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

  private static BigInteger productOfPrimes(int below) {
    BigInteger product = BigInteger.ONE;
    for (BigInteger prime = BigInteger.TWO;
        prime.intValue() < below;
        prime = prime.nextProbablePrime()) {
      product = product.multiply(prime);
    }
    return product;
  }

  private static UnusableKeyException unusable(BilingualText words) {
    return new UnusableKeyException(words);
  }
}
