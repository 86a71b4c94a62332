package vn.onecall.server.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The public keys of people, and how what they sign is verified ({@code private_key_jwt}, OpenID
 * Connect Core section 9 and RFC 7523 section 3): ES256 under the person's own key, from and about
 * the person, for this server as it is configured and for no other, alive for five minutes at most,
 * and taken once by this node.
 *
 * <p>One key belongs to one person: who shares a key could approve for two.
 */
public final class PersonKeys implements JwtDecoderFactory<RegisteredClient> {
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final Map<String, NimbusJwtDecoder> decoders = new HashMap<>();
  private final Cache<String, Boolean> taken =
      Caffeine.newBuilder().expireAfterWrite(LONGEST_LIFE.plus(SKEW).plus(SKEW)).build();
  private final Issuer issuer;
  private final Clock clock;

  /**
   * Reads the keys.
   *
   * @param issuer whom an assertion must be for; never what a request says of itself
   * @throws IllegalArgumentException if a key is missing, is no public key on P-256, or belongs to
   *     two people
   */
  public PersonKeys(List<PersonSettings> people, Issuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
    Map<String, String> owners = new HashMap<>();
    for (PersonSettings person : people) {
      ECKey key = key(person);
      String other = owners.put(thumbprint(person, key), person.id());
      if (other != null) {
        throw new IllegalArgumentException(
            "The people '%s' and '%s' have the same key; each needs one of their own."
                .formatted(other, person.id()));
      }
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(key)))
              .jwsAlgorithm(org.springframework.security.oauth2.jose.jws.SignatureAlgorithm.ES256)
              .build();
      JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
      times.setClock(clock);
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(times, jwt -> validate(person.id(), jwt)));
      decoders.put(person.id(), decoder);
    }
  }

  @Override
  public JwtDecoder createDecoder(RegisteredClient client) {
    NimbusJwtDecoder decoder = decoders.get(client.getClientId());
    if (decoder == null) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return decoder;
  }

  private OAuth2TokenValidatorResult validate(String person, Jwt jwt) {
    Instant expires = jwt.getExpiresAt();
    if (!person.equals(jwt.getClaimAsString("iss")) || !person.equals(jwt.getSubject())) {
      return refused("iss and sub are not the person's id");
    }
    // One audience alone: who is named beside this server could use the assertion here.
    if (jwt.getAudience() == null
        || jwt.getAudience().size() != 1
        || !issuer.isAudience(jwt.getAudience().getFirst())) {
      return refused("aud is not this server alone");
    }
    if (expires == null || expires.isAfter(clock.instant().plus(LONGEST_LIFE).plus(SKEW))) {
      return refused("exp is missing or more than five minutes ahead");
    }
    if (jwt.getId() == null || jwt.getId().length() > 100) {
      return refused("jti is missing or too long");
    }
    return taken.asMap().putIfAbsent(person + " " + jwt.getId(), true) == null
        ? OAuth2TokenValidatorResult.success()
        : refused("jti was used before");
  }

  private static OAuth2TokenValidatorResult refused(String reason) {
    return OAuth2TokenValidatorResult.failure(
        new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, reason, null));
  }

  /** The key in one spelling, so that no other spelling of it passes for another key. */
  private static ECKey key(PersonSettings person) {
    try {
      ECKey key = ECKey.parse(Files.readString(person.keyFile()));
      if (!Curve.P_256.equals(key.getCurve()) || key.isPrivate()) {
        throw new IllegalArgumentException(
            "The key-file of the person '%s' must hold a public key on P-256, and no private one."
                .formatted(person.id()));
      }
      if (!isForSigning(key)) {
        throw new IllegalArgumentException(
            "The key of the person '%s' is not meant for signing by ES256: see its use, key_ops and alg."
                .formatted(person.id()));
      }
      return new ECKey.Builder(Curve.P_256, key.toECPublicKey())
          .algorithm(JWSAlgorithm.ES256)
          .keyID(key.getKeyID())
          .build();
    } catch (IOException | ParseException | JOSEException e) {
      throw new IllegalArgumentException(
          "The key-file of the person '%s' cannot be read as a JSON Web Key."
              .formatted(person.id()),
          e);
    }
  }

  private static boolean isForSigning(ECKey key) {
    return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY))
        && (key.getAlgorithm() == null
            || key.getAlgorithm().getName().equals(JWSAlgorithm.ES256.getName()));
  }

  private static String thumbprint(PersonSettings person, ECKey key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalArgumentException(
          "The key of the person '%s' has no thumbprint.".formatted(person.id()), e);
    }
  }
}
