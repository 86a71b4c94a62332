package vn.onecall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.onecall.server.problems.Problem;
import vn.onecall.server.problems.UnreadableBodyException;

/** A body has an end, in bytes and in time. */
class BoundedBodyTest {
  private static final BoundedBody.Bounds BOUNDS =
      new BoundedBody.Bounds(100, 50, Duration.ofSeconds(5));

  private final AtomicLong now = new AtomicLong();

  @Test
  void isReadWhole() throws IOException {
    assertThat(body(100, 10, 1, true).readAllBytes()).hasSize(100);
  }

  @Test
  void isRefusedPastItsTimeHoweverOftenAByteArrives() {
    refused(body(60, 1, 100, true), Problem.TOO_SLOW);
  }

  @Test
  void isRefusedPastItsLengthAndReadALittleFurtherForItsSenderToHear() {
    Drips drips = new Drips(1_000, 10, 1);
    refused(new BoundedBody(drips, -1, BOUNDS, () -> true, now::get), Problem.TOO_LONG);
    assertThat(drips.given).isBetween(150, 170);
  }

  @Test
  void isRefusedForTheLengthThatItAnnounces() {
    refused(
        new BoundedBody(new Drips(10, 10, 1), 101, BOUNDS, () -> true, now::get), Problem.TOO_LONG);
  }

  @Test
  void isNeverWaitedForWhileItsSenderIsNotKnown() throws IOException {
    Drips drips = new Drips(100, 10, 1);
    BoundedBody body = new BoundedBody(drips, 100, BOUNDS, () -> false, now::get);
    assertThat(body.readAllBytes()).isEmpty();
    assertThat(drips.given).isZero();
  }

  private void refused(BoundedBody body, Problem problem) {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOfSatisfying(
              UnreadableBodyException.class,
              refusal -> assertThat(refusal.problem()).contains(problem));
    }
  }

  private BoundedBody body(int length, int atOnce, long millis, boolean known) {
    return new BoundedBody(
        new Drips(length, atOnce, millis), length, BOUNDS, () -> known, now::get);
  }

  /** Gives so many bytes at once, each time after so many milliseconds. */
  private final class Drips extends ServletInputStream {
    private final int length;
    private final int atOnce;
    private final long millis;
    private int given;

    Drips(int length, int atOnce, long millis) {
      this.length = length;
      this.atOnce = atOnce;
      this.millis = millis;
    }

    @Override
    public int read() {
      throw new AssertionError("bytes are read many at once");
    }

    @Override
    public int read(byte[] into, int offset, int most) {
      now.addAndGet(Duration.ofMillis(millis).toNanos());
      int bytes = Math.min(Math.min(atOnce, most), length - given);
      given += bytes;
      return bytes == 0 ? -1 : bytes;
    }

    @Override
    public boolean isFinished() {
      return given == length;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new AssertionError("nobody listens");
    }
  }
}
