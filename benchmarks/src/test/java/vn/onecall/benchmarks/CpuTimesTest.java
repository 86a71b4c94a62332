package vn.onecall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
  private static final long ME = ProcessHandle.current().pid();

  @Test
  void countsWhatThisProcessAndItsChildrenUse() throws Exception {
    CpuTimes before = CpuTimes.of(ME);
    Process child = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }

      CpuTimes used = CpuTimes.of(ME).since(before);

      assertThat(used.jvm()).isGreaterThan(100);
      assertThat(used.parts()).containsKey("PostgreSQL launcher");
      assertThat(used.postgres()).isGreaterThan(100);
      assertThat(used.total()).isEqualTo(used.jvm() + used.postgres());
      assertThat(used.machineBusy()).isBetween(used.total() / 2, used.machineAll());
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void saysThatAServerHasEnded() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThatThrownBy(() -> CpuTimes.of(ended.pid()))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("ended");
  }
}
