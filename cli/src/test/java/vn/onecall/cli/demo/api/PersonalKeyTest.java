package vn.onecall.cli.demo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import org.junit.jupiter.api.Test;

class PersonalKeyTest {
  private final PersonalKey key = PersonalKey.generate();

  @Test
  void opensWhatIsSealedToItAndNothingElse() throws Exception {
    String envelope = sealedTo(key);
    assertThat(key.open(envelope).orElseThrow().path("what").stringValue("")).isEqualTo("transfer");
    assertThat(PersonalKey.generate().open(envelope)).isEmpty();
    assertThat(key.open(envelope.substring(0, envelope.length() - 4) + "AAAA")).isEmpty();
    assertThat(key.open("no envelope")).isEmpty();
  }

  @Test
  void isTheSameKeyOnceItWasKept() throws Exception {
    assertThat(PersonalKey.read(key.text()).open(sealedTo(key))).isPresent();
  }

  @Test
  void givesNothingPrivateAway() {
    assertThat(key.publicKey().propertyNames()).containsExactlyInAnyOrder("kty", "crv", "x", "y");
  }

  private static String sealedTo(PersonalKey key) throws JOSEException, ParseException {
    JWEObject sealed =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM),
            new Payload("{\"what\": \"transfer\"}"));
    sealed.encrypt(new ECDHEncrypter(ECKey.parse(key.publicKey().toString())));
    return sealed.serialize();
  }
}
