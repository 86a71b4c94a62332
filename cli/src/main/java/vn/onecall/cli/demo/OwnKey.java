package vn.onecall.cli.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.Credential;

/**
 * A key pair of somebody's own, on P-256 (RFC 7517): its holder alone opens what is sealed to it,
 * and signs in with it as nobody else can.
 */
final class OwnKey {
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final ECKey key;

  private OwnKey(ECKey key) {
    this.key = key;
  }

  /** A new one. */
  static OwnKey generate() {
    try {
      return new OwnKey(new ECKeyGenerator(Curve.P_256).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  /** The one that {@link #text} wrote. */
  static OwnKey read(String text) {
    try {
      return new OwnKey(ECKey.parse(text));
    } catch (ParseException e) {
      throw new IllegalArgumentException("this is no key pair", e);
    }
  }

  /** The whole key, for its holder's own file. */
  String text() {
    return key.toJSONString();
  }

  /** The public key, for everybody. */
  ObjectNode publicKey() {
    return (ObjectNode) Api.JSON.readTree(key.toPublicJWK().toJSONString());
  }

  /** What an envelope (JWE, RFC 7516) holds; nothing if it is not for this key. */
  Optional<JsonNode> open(String envelope) {
    try {
      JWEObject sealed = JWEObject.parse(envelope);
      sealed.decrypt(new ECDHDecrypter(key));
      return Optional.of(Api.JSON.readTree(sealed.getPayload().toBytes()));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /**
   * How a person signs in with this key: by an assertion that is good for one token ({@code
   * private_key_jwt}, RFC 7523).
   */
  Credential of(String person) {
    return (request, endpoint) ->
        request.POST(
            HttpRequest.BodyPublishers.ofString(
                Credential.GRANT
                    + "&client_id="
                    + person
                    + "&client_assertion_type="
                    + URLEncoder.encode(ASSERTION, StandardCharsets.UTF_8)
                    + "&client_assertion="
                    + assertion(person, endpoint)));
  }

  private String assertion(String person, String endpoint) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(person)
            .subject(person)
            .audience(endpoint)
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(Instant.now().plus(LIFE)))
            .build();
    try {
      SignedJWT signed = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
      signed.sign(new ECDSASigner(key));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a key on P-256 signs", e);
    }
  }
}
