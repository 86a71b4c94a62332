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
 * Access tokens whose signature was verified once. A client sends the same token with every call
 * for half an hour, and to parse it and to verify its RSA signature each time costs more than all
 * that the door does; so a token that is, byte for byte, one that was verified is taken as such.
 * Its times, and whether its key still verifies, are looked at each time. A token that was never
 * verified is never here.
 */
public final class CachingJwtDecoder implements JwtDecoder {
  private static final int MOST = 10_000;

  private final JwtDecoder verifying;
  private final OAuth2TokenValidator<Jwt> times = new JwtTimestampValidator();
  private final Predicate<Jwt> keyVerifies;
  private final Cache<String, Jwt> verified;

  /** Remembers what a decoder has verified, whose keys stay the same. */
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
