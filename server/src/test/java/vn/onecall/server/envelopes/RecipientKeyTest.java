package vn.onecall.server.envelopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.testing.Promise;

/** A recipient's key is judged by its numbers, however they are written. */
@Promise("6.3")
class RecipientKeyTest {
  private static final BigInteger USUAL = BigInteger.valueOf(65_537);

  private static RSAKey right;
  private static BigInteger modulus = BigInteger.ZERO;

  @BeforeAll
  static void generate() throws Exception {
    right = new RSAKeyGenerator(3_072).generate();
    modulus = right.getModulus().decodeToBigInteger();
  }

  @Test
  void takesAKeyOf3072BitsAndSealsWhatItsOwnerAloneReads() throws Exception {
    RecipientKey key = RecipientKey.take(rsa(modulus, USUAL));
    JWEObject sealed = JWEObject.parse(key.seal(new byte[] {1, 2}, "text/plain"));
    sealed.decrypt(new RSADecrypter(right));
    assertThat(sealed.getPayload().toBytes()).containsExactly(1, 2);
    assertThat(sealed.getHeader().getKeyID()).isEqualTo(key.thumbprint());
  }

  @Test
  void refusesAModulusThatIsShortHoweverManyZerosStandBeforeIt() throws Exception {
    byte[] small =
        new RSAKeyGenerator(2_048).generate().getModulus().decodeToBigInteger().toByteArray();
    byte[] padded = new byte[512];
    System.arraycopy(small, 0, padded, padded.length - small.length, small.length);
    refuses(jwk(Base64URL.encode(padded), Base64URL.encode(USUAL)));
  }

  @Test
  void refusesAModulusThatIsNone() {
    Random dice = new Random(11);
    refuses(rsa(modulus.subtract(BigInteger.ONE), USUAL));
    refuses(rsa(new BigInteger(20_000, dice).setBit(19_999).setBit(0), USUAL));
    refuses(rsa(new BigInteger(3_073, dice).setBit(3_072).multiply(BigInteger.valueOf(15)), USUAL));
    refuses(rsa(BigInteger.ZERO, USUAL));
    refuses(rsa(BigInteger.probablePrime(3_072, dice), USUAL));
  }

  @Test
  void refusesAnExponentThatGivesTheContentAwayOrIsNone() {
    for (BigInteger exponent :
        new BigInteger[] {
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.TWO,
          BigInteger.valueOf(3),
          BigInteger.valueOf(65_535),
          BigInteger.valueOf(65_538),
          modulus.subtract(BigInteger.TWO),
          modulus.add(BigInteger.TWO)
        }) {
      refuses(rsa(modulus, exponent));
    }
    assertThat(RecipientKey.take(rsa(modulus, BigInteger.valueOf(65_539))).thumbprint())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "use, sig, false",
    "use, enc, true",
    "use, other, false",
    "alg, RSA-OAEP-256, true",
    "alg, RSA-OAEP, false",
    "alg, RSA1_5, false",
    "alg, RS256, false",
    "alg, ECDH-ES+A256KW, false",
    "kid, the-key-of-2027, true",
    "kid, two words, false",
    "kid, '', false"
  })
  void asksThatAKeyIsMeantForWhatItIsUsedFor(String member, String value, boolean taken)
      throws Exception {
    Map<String, Object> key = right.toPublicJWK().toJSONObject();
    key.put(member, value);
    String json = JsonMapper.shared().writeValueAsString(key);
    if (!taken) {
      refuses(json);
      return;
    }
    JWEObject sealed = JWEObject.parse(RecipientKey.take(json).seal(new byte[1], "text/plain"));
    assertThat(sealed.getHeader().getKeyID())
        .isEqualTo(member.equals("kid") ? value : RecipientKey.take(json).thumbprint());
  }

  @Test
  void knowsAKeyAgainInWhateverSpellingItComesBack() throws Exception {
    ECKey ec = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
    byte[] x = ec.getX().decode();
    byte[] longer = new byte[x.length + 3];
    System.arraycopy(x, 0, longer, 3, x.length);
    String spelled =
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(Base64URL.encode(longer), ec.getY());
    assertThat(RecipientKey.take(spelled).thumbprint())
        .isEqualTo(RecipientKey.take(ec.toJSONString()).thumbprint());
    assertThat(RecipientKey.take(spelled).json())
        .isEqualTo(RecipientKey.take(ec.toJSONString()).json());
  }

  @Test
  void refusesAPointThatLiesOnNoCurve() throws Exception {
    ECKey ec = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
    refuses(
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(ec.getY(), ec.getX()));
  }

  private static void refuses(String json) {
    assertThatThrownBy(() -> RecipientKey.take(json)).isInstanceOf(UnusableKeyException.class);
    assertThat(RecipientKey.usable(json)).as("nor where it was taken before").isEmpty();
  }

  private static String rsa(BigInteger modulus, BigInteger exponent) {
    return jwk(Base64URL.encode(modulus), Base64URL.encode(exponent));
  }

  private static String jwk(Base64URL modulus, Base64URL exponent) {
    return "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}".formatted(modulus, exponent);
  }
}
