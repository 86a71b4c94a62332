package vn.onecall.server.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/**
 * Decodes access tokens and caches those whose signature was verified. A client sends the same
 * token with every call for half an hour, and parsing it and verifying its RSA signature each time
 * costs more than the whole decision of the door. A token that equals a verified one byte for byte
 * is accepted from the cache; its validity period, and whether its key is still valid, are checked
 * on every call. Tokens that failed verification are never cached.
 */
public final class CachingJwtDecoder implements JwtDecoder {
  private static final int MOST = 10_000;

  private final JwtDecoder verifying;
  private final OAuth2TokenValidator<Jwt> times = new JwtTimestampValidator();
  private final Predicate<Jwt> keyVerifies;
  private final Cache<String, Jwt> verified;

  /** Creates a decoder that caches the tokens another decoder has verified. */
  public CachingJwtDecoder(JwtDecoder verifying, Duration life) {
    this(verifying, life, token -> true);
  }

  /**
   * Remembers what a decoder has verified.
   *
   * @param life how long a token lives, and so how long it is worth remembering
   * @param keyVerifies whether the key that signed a token still verifies
   */
  public CachingJwtDecoder(JwtDecoder verifying, Duration life, Predicate<Jwt> keyVerifies) {
    this.verifying = verifying;
    this.keyVerifies = keyVerifies;
    this.verified = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(life).build();
  }

  @Override
  public Jwt decode(String token) {
    Jwt known = verified.getIfPresent(token);
    if (known != null && keyVerifies.test(known) && !times.validate(known).hasErrors()) {
      return known;
    }
    Jwt decoded = verifying.decode(token);
    verified.put(token, decoded);
    return decoded;
  }
}
