package vn.onecall.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What only the caller can have read again. */
class CallerKeyTest {
  private static final byte[] SECRET = "8e03978e-40d5-43e8-bc93-6894a57f9324".getBytes(UTF_8);
  private static final byte[] PLACE = {1, 2, 3};
  private static final byte[] TEXT = "the opening of an erasure".getBytes(UTF_8);

  @Test
  void opensForTheSameSecretAndPlaceAlone() {
    byte[] sealed = CallerKey.of(SECRET).seal(PLACE, TEXT);
    assertThat(CallerKey.of(SECRET).open(PLACE, sealed)).hasValue(TEXT);
    assertThat(CallerKey.of("another secret".getBytes(UTF_8)).open(PLACE, sealed)).isEmpty();
    assertThat(CallerKey.of(SECRET).open(new byte[] {1, 2, 4}, sealed)).isEmpty();
    sealed[sealed.length - 1] ^= 1;
    assertThat(CallerKey.of(SECRET).open(PLACE, sealed)).isEmpty();
  }

  @Test
  void sealsTheSameTextInAnotherWayEachTimeAndPrintsNothing() {
    CallerKey key = CallerKey.of(SECRET);
    assertThat(key.seal(PLACE, TEXT)).isNotEqualTo(key.seal(PLACE, TEXT));
    assertThat(HexFormat.of().formatHex(key.seal(PLACE, TEXT)))
        .doesNotContain(HexFormat.of().formatHex(TEXT));
    assertThat(key).hasToString("CallerKey[redacted]");
  }
}
