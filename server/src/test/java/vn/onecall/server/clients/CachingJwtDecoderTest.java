package vn.onecall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import vn.onecall.testing.Promise;

/** A token is remembered as what it was verified to be, and for no longer than it holds. */
class CachingJwtDecoderTest {
  private static RSAKey key;

  private final AtomicInteger verified = new AtomicInteger();
  private final CachingJwtDecoder tokens =
      new CachingJwtDecoder(counting(), Duration.ofMinutes(30));

  @BeforeAll
  static void makeKey() throws Exception {
    key = new RSAKeyGenerator(2048).generate();
  }

  @Test
  void verifiesATokenOnceHoweverOftenItIsSent() throws Exception {
    String token = signed(key, Instant.now().plusSeconds(600));
    Jwt first = tokens.decode(token);
    assertThat(tokens.decode(token)).isSameAs(first);
    assertThat(verified).hasValue(1);
  }

  @Test
  @Promise("6.2")
  void takesNoTokenThatDiffersFromAVerifiedOneByASingleCharacter() throws Exception {
    String token = signed(key, Instant.now().plusSeconds(600));
    tokens.decode(token);
    for (int at : new int[] {token.indexOf('.') + 3, token.length() - 5}) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, at) + other + token.substring(at + 1);
      assertThatThrownBy(() -> tokens.decode(forged)).isInstanceOf(BadJwtException.class);
    }
    String foreign = signed(new RSAKeyGenerator(2048).generate(), Instant.now().plusSeconds(600));
    assertThatThrownBy(() -> tokens.decode(foreign)).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode(foreign)).isInstanceOf(BadJwtException.class);
  }

  @Test
  @Promise("6.2")
  void refusesAVerifiedTokenOnceItsTimeIsOver() throws Exception {
    // Spring allows a minute of skew.
    String token = signed(key, Instant.now().minusSeconds(58));
    tokens.decode(token);
    Instant end = Instant.now().plusSeconds(10);
    while (Instant.now().isBefore(end)) {
      try {
        tokens.decode(token);
      } catch (BadJwtException e) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("a token was taken after its end");
  }

  private JwtDecoder counting() {
    return token -> {
      verified.incrementAndGet();
      try {
        return NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build().decode(token);
      } catch (com.nimbusds.jose.JOSEException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static String signed(RSAKey with, Instant expires) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .subject("desk")
                .issueTime(Date.from(expires.minusSeconds(1_800)))
                .expirationTime(Date.from(expires))
                .build());
    token.sign(new RSASSASigner(with));
    return token.serialize();
  }
}
