package vn.onecall.cli.demo.api;

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
import vn.onecall.cli.rest.ClientCredential;

/**
 * A personal key pair on P-256 (RFC 7517). Only its holder can decrypt what is encrypted to it, and
 * authenticate with it.
 */
public final class PersonalKey {
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final ECKey key;

  private PersonalKey(ECKey key) {
    this.key = key;
  }

  /** Makes a new key pair. */
  public static PersonalKey generate() {
    try {
      return new PersonalKey(new ECKeyGenerator(Curve.P_256).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  /** Reads a key pair that {@link #text} wrote. */
  public static PersonalKey read(String text) {
    try {
      return new PersonalKey(ECKey.parse(text));
    } catch (ParseException e) {
      throw new IllegalArgumentException("this is no key pair", e);
    }
  }

  /** The key pair as text, for its holder's file. */
  public String text() {
    return key.toJSONString();
  }

  /** The public key. */
  public ObjectNode publicKey() {
    return (ObjectNode) DemoApi.JSON.readTree(key.toPublicJWK().toJSONString());
  }

  /** The content of an envelope (JWE, RFC 7516); empty if it is not encrypted to this key. */
  public Optional<JsonNode> open(String envelope) {
    try {
      JWEObject sealed = JWEObject.parse(envelope);
      sealed.decrypt(new ECDHDecrypter(key));
      return Optional.of(DemoApi.JSON.readTree(sealed.getPayload().toBytes()));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /**
   * The credential of a person with this key: an assertion that is valid for one token ({@code
   * private_key_jwt}, RFC 7523).
   */
  ClientCredential of(String person) {
    return (request, endpoint) ->
        request.POST(
            HttpRequest.BodyPublishers.ofString(
                ClientCredential.GRANT
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
