package vn.onecall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import vn.onecall.sealing.KeystoreChanges;
import vn.onecall.sealing.Unlock;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.MovedClock;
import vn.onecall.testing.Promise;

/** The keys that sign tokens outlive servers, follow one another, and can be revoked. */
class TokenKeysTest {
  private static final JWKSelector ALL = new JWKSelector(new JWKMatcher.Builder().build());
  private static final Instant NOON = Instant.parse("2026-07-01T05:00:00Z");

  private static House house;
  private final MovedClock clock = new MovedClock(NOON);

  @BeforeAll
  static void build() {
    house = House.build("token-keys");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void forget() {
    house.keys().sql("delete from clients.token_key").update();
  }

  private TokenKeys open() {
    return TokenKeys.open(house.instances().clients(), house.keystore(), clock);
  }

  private void rotate(boolean revoke) {
    TokenKeys.rotate(house.instances().clients(), house.keystore(), revoke, clock);
  }

  private static List<String> ids(List<JWK> keys) {
    return keys.stream().map(JWK::getKeyID).toList();
  }

  private static String signing(TokenKeys keys) throws Exception {
    return ids(keys.forSigning().get(ALL, null)).getFirst();
  }

  private static Jwt signedBy(String key) {
    return Jwt.withTokenValue("any").header("kid", key).claim("sub", "any").build();
  }

  @Test
  void isTheSameForEveryServerAndAfterEveryRestart() throws Exception {
    JWK first;
    try (TokenKeys one = open();
        TokenKeys other = open()) {
      first = one.get(ALL, null).getFirst();
      assertThat(other.get(ALL, null)).containsExactly(first);
      assertThat(signing(other)).isEqualTo(first.getKeyID());
    }
    try (TokenKeys later = open()) {
      assertThat(later.get(ALL, null)).containsExactly(first);
    }
  }

  @Test
  @Promise("6.2")
  void aNewKeyIsPublishedBeforeItSignsAndTheOldOneVerifiesUntilItsTokensHaveEnded()
      throws Exception {
    try (TokenKeys keys = open()) {
      String old = signing(keys);
      rotate(false);
      keys.look();
      assertThat(ids(keys.get(ALL, null))).hasSize(2).startsWith(old);
      assertThat(signing(keys)).isEqualTo(old);

      clock.moveTo(NOON.plusSeconds(11));
      String fresh = signing(keys);
      assertThat(fresh).isNotEqualTo(old);
      assertThat(keys.holds(signedBy(old))).isTrue();

      clock.moveTo(NOON.plusSeconds(10).plus(CallerRegistry.TOKEN_LIFE));
      keys.look();
      assertThat(keys.holds(signedBy(old))).isTrue();
      clock.moveTo(
          NOON.plusSeconds(10).plus(CallerRegistry.TOKEN_LIFE).plus(Duration.ofMinutes(3)));
      keys.look();
      assertThat(ids(keys.get(ALL, null))).containsExactly(fresh);
      assertThat(keys.holds(signedBy(old))).isFalse();
    }
  }

  @Test
  @Promise("6.2")
  void aRevokedKeyVerifiesNothingAnyMore() throws Exception {
    try (TokenKeys keys = open()) {
      String old = signing(keys);
      rotate(true);
      keys.look();
      assertThat(keys.holds(signedBy(old))).isFalse();
      assertThat(ids(keys.get(ALL, null))).containsExactly(signing(keys)).doesNotContain(old);
    }
  }

  @Test
  @Promise("6.2")
  void liesInKeysSealedAndOpensOnlyUnderItsOwnId() throws Exception {
    try (TokenKeys keys = open()) {
      byte[] secret = keys.get(ALL, null).getFirst().toRSAKey().toRSAPrivateKey().getEncoded();
      byte[] sealed =
          house.keys().sql("select sealed from clients.token_key").query(byte[].class).single();
      assertThat(sealed).hasSize(secret.length + 28);
      assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain(
              new String(secret, 100, 32, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    house.keys().sql("update clients.token_key set id = gen_random_uuid()").update();
    String moved =
        house.keys().sql("select id::text from clients.token_key").query(String.class).single();
    try (TokenKeys keys = open()) {
      assertThat(signing(keys)).isNotEqualTo(moved);
      assertThat(keys.holds(signedBy(moved))).isFalse();
    }
  }

  @Test
  void comesUnderANewEpochAndStaysTheSame() throws Exception {
    try (TokenKeys keys = open()) {
      JWK before = keys.get(ALL, null).getFirst();
      try (Unlock unlock = Unlock.secretFile(house.data().resolve("keystore.secret"))) {
        KeystoreChanges.beginEpoch(house.data().resolve("keystore"), unlock, Instant.now());
      }
      assertThat(house.keystore().reload(any -> {})).isTrue();
      keys.look();
      assertThat(
              house.keys().sql("select epoch from clients.token_key").query(Integer.class).single())
          .isEqualTo(house.keystore().currentEpoch());
      try (TokenKeys later = open()) {
        assertThat(later.get(ALL, null)).containsExactly(before);
      }
    }
  }
}
