package vn.onecall.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.sealing.address.KeyAddress;

/** Prints what the hot path costs on this machine: {@code -Donecall.sealing.throughput=true}. */
@EnabledIfSystemProperty(named = "onecall.sealing.throughput", matches = "true")
class SealingThroughputTest {

  private static final int WARM_UP = 300_000;
  private static final int ROUNDS = 1_000_000;
  private static final FieldAddress AT =
      new FieldAddress(UUID.randomUUID(), "contact", "email", 0, 1);

  @TempDir private Path folder = Path.of(".");

  @Test
  void printsTheCostOfSealingOpeningAndIndexing() {
    byte[] value = new byte[100];
    DataKey key = DataKey.generate();
    byte[] sealed = key.seal(AT, value);
    double seal = print("seal 100 bytes", () -> key.seal(AT, value));
    print("open 100 bytes", () -> key.open(AT, sealed));
    try (Unlock secret = Unlock.createSecretFile(folder.resolve("secret"));
        Keystore keystore = Keystore.create(folder.resolve("keystore.1call"), secret)) {
      BlindIndex index = keystore.blindIndex();
      KeyAddress at = new KeyAddress(AT.subject(), AT.category());
      WrappedKey wrapped = keystore.wrap(key, at);
      print("blind index token", () -> index.token("phone", "+84901234567"));
      print("unwrap a data key", () -> keystore.unwrap(wrapped, at));
    }
    assertThat(seal).as("microseconds a seal").isLessThan(20);
  }

  private static double print(String what, Supplier<?> work) {
    repeat(WARM_UP, work);
    long start = System.nanoTime();
    repeat(ROUNDS, work);
    double micros = (System.nanoTime() - start) / 1_000.0 / ROUNDS;
    System.out.printf(Locale.ROOT, "%-20s %6.2f us%n", what, micros);
    return micros;
  }

  private static void repeat(int times, Supplier<?> work) {
    int seen = 0;
    for (int i = 0; i < times; i++) {
      seen += System.identityHashCode(work.get()) & 1;
    }
    assertThat(seen).isBetween(0, times);
  }
}
