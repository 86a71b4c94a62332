package vn.onecall.server.clients;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.TransactionException;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.sealing.SealingException;

/**
 * The keys that sign access tokens, as a JSON Web Key Set (RFC 7517 section 5). They are the same
 * for all servers of an installation and outlive each of them: they are kept in the keys instance,
 * sealed under the keystore.
 *
 * <p>One key signs at a time. A new one is published some seconds before it signs, so that every
 * server knows it by then; the old one verifies until the tokens that it signed have ended. What
 * another server or an operator's command changes is taken over within two seconds.
 */
public final class TokenKeys implements JWKSource<SecurityContext>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);
  private static final Duration PACE = Duration.ofSeconds(2);

  /** Longer than any server takes to look twice. */
  private static final Duration PUBLISHED_BEFORE = Duration.ofSeconds(10);

  /** A token may be verified with a clock that is a minute behind the one it was signed by. */
  private static final Duration VERIFIES_AFTER = CallerRegistry.TOKEN_LIFE.plusMinutes(2);

  private final TokenKeyStore store;
  private final KeyProvider provider;
  private final Clock clock;
  private volatile List<TokenKey> held = List.of();
  private volatile long lookedAt;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("token-keys").factory());

  private TokenKeys(Instance.Clients keys, KeyProvider provider, Clock clock) {
    this.store = new TokenKeyStore(keys);
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * Opens the keys, creates the first one if there is none, and then follows changes to them.
   *
   * @param clock the time that tokens are signed at, that on the wall
   */
  public static TokenKeys open(Instance.Clients keys, KeyProvider provider, Clock clock) {
    TokenKeys opened = new TokenKeys(keys, provider, clock);
    try {
      opened.lookOrBegin();
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    var _ =
        opened.looks.scheduleWithFixedDelay(
            opened::lookQuietly, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    return opened;
  }

  /**
   * Creates a new key while servers are running. The old keys stay valid until their tokens have
   * expired, unless they are revoked; then, within seconds, no token signed by them is accepted.
   *
   * @return the id of the new key, and since when it signs
   */
  public static Rotated rotate(
      Instance.Clients keys, KeyProvider provider, boolean revoke, Clock clock) {
    TokenKeyStore store = new TokenKeyStore(keys);
    Instant now = clock.instant();
    TokenKey fresh = TokenKey.generate(revoke ? now : now.plus(PUBLISHED_BEFORE));
    store.alone(() -> {
      if (revoke) {
        store.all().forEach(each -> store.delete(each.id()));
      }
      store.insert(fresh.seal(provider));
    });
    return new Rotated(fresh.id(), fresh.signsFrom());
  }

  /**
   * The result of a rotation.
   *
   * @param key the id of the new key, as tokens name it
   * @param signsFrom since when it signs
   */
  public record Rotated(UUID key, Instant signsFrom) {}

  private void lookOrBegin() {
    look();
    if (held.isEmpty()) {
      begin();
    }
  }

  private void begin() {
    TokenKey first = TokenKey.generate(clock.instant());
    store.alone(() -> {
      // Of two servers that start at once, one makes the key for both.
      if (opened(store.all()).isEmpty()) {
        store.insert(first.seal(provider));
      }
    });
    look();
  }

  private void lookQuietly() {
    try {
      lookOrBegin();
    } catch (DataAccessException | TransactionException e) {
      // The health of the databases says so, and the keys that are held go on.
    } catch (RuntimeException e) {
      LOG.warn("The keys that sign tokens could not be looked at: {}.", e.getClass().getName());
    }
  }

  /** Takes over what is stored, and removes what has ended. */
  synchronized void look() {
    lookedAt = System.nanoTime();
    List<TokenKey.Sealed> rows = store.all();
    List<TokenKey> now = opened(rows);
    Instant oldest = clock.instant().minus(VERIFIES_AFTER);
    while (now.size() > 1 && now.get(1).signsFrom().isBefore(oldest)) {
      store.delete(now.removeFirst().id());
    }
    wrapAgain(rows);
    held = List.copyOf(now);
  }

  private List<TokenKey> opened(List<TokenKey.Sealed> rows) {
    List<TokenKey> opened = new ArrayList<>();
    for (TokenKey.Sealed row : rows) {
      Optional<TokenKey> known = held.stream().filter(key -> key.id().equals(row.id())).findFirst();
      if (known.isPresent()) {
        opened.add(known.get());
        continue;
      }
      try {
        opened.add(TokenKey.open(provider, row));
      } catch (SealingException e) {
        // Under an epoch that has ended, or one that this server takes over in a moment.
        LOG.debug("The key {} that signs tokens does not open.", row.id());
      }
    }
    return opened;
  }

  private void wrapAgain(List<TokenKey.Sealed> rows) {
    for (TokenKey.Sealed row : rows) {
      if (row.wrapped().epoch() < provider.currentEpoch()) {
        try {
          store.wrapAgain(row, TokenKey.wrapAgain(provider, row));
        } catch (SealingException e) {
          LOG.debug("The key {} that signs tokens does not open.", row.id());
        }
      }
    }
  }

  /** The key that signs now. */
  private TokenKey signing() {
    List<TokenKey> keys = held;
    Instant now = clock.instant();
    return keys.reversed().stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .findFirst()
        .orElseGet(keys::getFirst);
  }

  /** The same keys, of which only the one that signs is shown: for whoever makes tokens. */
  public JWKSource<SecurityContext> forSigning() {
    return (selector, context) -> selector.select(new JWKSet(signing().key()));
  }

  /** Whether the key that a verified token names is held still: it may have been revoked. */
  public boolean holds(Jwt token) {
    Object named = token.getHeaders().get("kid");
    return held.stream().anyMatch(key -> key.id().toString().equals(named));
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    List<JWK> found = selector.select(all());
    if (found.isEmpty() && System.nanoTime() - lookedAt > TimeUnit.SECONDS.toNanos(1)) {
      // Another server may have made it a moment ago.
      lookQuietly();
      return selector.select(all());
    }
    return found;
  }

  private JWKSet all() {
    return new JWKSet(held.stream().<JWK>map(TokenKey::key).toList());
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
