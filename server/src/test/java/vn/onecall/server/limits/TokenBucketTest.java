package vn.onecall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A bucket, by a clock that the test turns. */
class TokenBucketTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final TokenBuckets<String> buckets = new TokenBuckets<>(2, 3, now::get);

  @Test
  void letsABurstThroughAndThenTheSteadyRate() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("shop")).isZero();
    }
    assertThat(buckets.take("shop")).isEqualTo(Duration.ofMillis(500));
    pass(Duration.ofMillis(499));
    assertThat(buckets.take("shop")).isEqualTo(Duration.ofMillis(1));
    pass(Duration.ofMillis(1));
    assertThat(buckets.take("shop")).isZero();
    assertThat(buckets.take("shop")).isPositive();
  }

  @Test
  void savesNoMoreThanTheBurst() {
    pass(Duration.ofHours(1));
    int through = 0;
    while (buckets.take("shop").isZero()) {
      through++;
    }
    assertThat(through).isEqualTo(3);
  }

  @Test
  void takesNothingByLooking() {
    for (int i = 0; i < 10; i++) {
      assertThat(buckets.missing("shop")).isZero();
    }
    assertThat(buckets.take("shop")).isZero();
  }

  @Test
  void countsEachCallerAlone() {
    while (buckets.take("shop").isZero()) {}
    assertThat(buckets.take("desk")).isZero();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
