package vn.onecall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlindIndexTest {

  private final byte[] root =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private final BlindIndex index = new BlindIndex(root);

  @Test
  void isTheHmacOfTheValueUnderTheFieldsDerivedKey() throws Exception {
    // HKDF (RFC 5869) written out by hand: extract with a block of zeros, expand one block.
    byte[] extracted = hmac(new byte[32], root);
    byte[] info = "1call/index/email\u0001".getBytes(StandardCharsets.UTF_8);
    byte[] key = hmac(extracted, info);
    assertThat(index.token("email", "hoa@example.vn"))
        .isEqualTo(hmac(key, "hoa@example.vn".getBytes(StandardCharsets.UTF_8)))
        .hasSize(32);
  }

  @Test
  void staysTheSameForOneFieldAndValue() {
    assertThat(index.token("phone", "+84901234567"))
        .isEqualTo(index.token("phone", "+84901234567"))
        .isEqualTo(new BlindIndex(root).token("phone", "+84901234567"))
        .isNotEqualTo(index.token("phone", "+84901234568"));
  }

  @Test
  void differsBetweenFieldsForOneValue() {
    assertThat(index.token("phone", "+84901234567"))
        .isNotEqualTo(index.token("fax", "+84901234567"));
  }

  @Test
  void differsBetweenRoots() {
    byte[] other = root.clone();
    other[31] ^= 1;
    assertThat(new BlindIndex(other).token("phone", "+84901234567"))
        .isNotEqualTo(index.token("phone", "+84901234567"));
  }

  @Test
  void refusesAnEmptyValue() {
    assertThatThrownBy(() -> index.token("email", "")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\ud800", "\udc00secret", "secret\ud800\ud800"})
  void refusesBrokenUnicodeWithoutRepeatingIt(String value) {
    assertThatThrownBy(() -> index.token("email", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "điện-thoại"})
  void refusesFieldsThatAreNotPlain(String field) {
    assertThatThrownBy(() -> index.token(field, "value"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesTheSameTokensToManyThreads() throws ExecutionException, InterruptedException {
    byte[] expected = index.token("email", "hoa@example.vn");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> tokens = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        String field = i % 2 == 0 ? "email" : "other-" + i;
        tokens.add(threads.submit(() -> index.token(field, "hoa@example.vn")));
      }
      for (int i = 0; i < tokens.size(); i++) {
        boolean same = Arrays.equals(tokens.get(i).get(), expected);
        assertThat(same).as("token %d", i).isEqualTo(i % 2 == 0);
      }
    }
  }

  @Test
  void givesNothingOnceDestroyed() {
    index.token("email", "hoa@example.vn");
    index.destroy();
    assertThatThrownBy(() -> index.token("email", "hoa@example.vn"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(index).extracting("root").isEqualTo(new byte[32]);
    assertThat(index).hasToString("BlindIndex[redacted]");
  }

  private static byte[] hmac(byte[] key, byte[] message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }
}
