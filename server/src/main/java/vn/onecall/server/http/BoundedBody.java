package vn.onecall.server.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import vn.onecall.server.problems.UnreadableBodyException;
import vn.onecall.server.problems.UnreadableBodyException.Reason;

/**
 * The body of one request, which has an end: in bytes, and in time for all of it, and which is
 * empty for as long as its sender is not known. The time is looked at between reads, since the
 * container's own limit begins anew with every byte that drips in.
 */
final class BoundedBody extends ServletInputStream {
  private final ServletInputStream body;
  private final long announced;
  private final Bounds bounds;
  private final BooleanSupplier mayRead;
  private final LongSupplier nanos;
  private long count;
  private long begun;
  private boolean reading;
  private @Nullable UnreadableBodyException failed;

  /**
   * How much of a body is taken, and within what time.
   *
   * @param past how many bytes more are read and dropped: who still sends might not hear the answer
   */
  record Bounds(int bytes, int past, Duration time) {}

  /**
   * A body.
   *
   * @param announced how long it says it is; -1 if it does not say
   */
  BoundedBody(
      ServletInputStream body,
      long announced,
      Bounds bounds,
      BooleanSupplier mayRead,
      LongSupplier nanos) {
    this.body = body;
    this.announced = announced;
    this.bounds = bounds;
    this.mayRead = mayRead;
    this.nanos = nanos;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!mayRead.getAsBoolean()) {
      // Whatever asks for it, a stranger's body is none: to wait for it is what must not be.
      return -1;
    }
    if (failed != null) {
      throw failed;
    }
    if (!reading) {
      reading = true;
      begun = nanos.getAsLong();
    }
    if (announced > bounds.bytes) {
      throw tooLong();
    }
    int read = readSome(into, offset, (int) Math.min(length, bounds.bytes + 1L - count));
    count += Math.max(0, read);
    if (count > bounds.bytes) {
      throw tooLong();
    }
    return read;
  }

  private UnreadableBodyException tooLong() {
    byte[] dropped = new byte[8 * 1024];
    for (int past = 0; past < bounds.past && !body.isFinished(); ) {
      int read = readSome(dropped, 0, dropped.length);
      if (read < 0) {
        break;
      }
      past += read;
    }
    return fail(Reason.TOO_LONG);
  }

  private int readSome(byte[] into, int offset, int length) {
    try {
      int read = body.read(into, offset, length);
      if (read >= 0 && !body.isFinished() && nanos.getAsLong() - begun > bounds.time.toNanos()) {
        throw fail(Reason.TOO_SLOW);
      }
      return read;
    } catch (IOException e) {
      throw fail(reason(e));
    }
  }

  /** Nothing of it is read any more. */
  private UnreadableBodyException fail(Reason reason) {
    failed = new UnreadableBodyException(reason);
    return failed;
  }

  private static Reason reason(IOException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return Reason.TOO_SLOW;
      }
      if (cause instanceof BadRequestException) {
        return Reason.MALFORMED;
      }
    }
    return Reason.CLIENT_LEFT;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return !mayRead.getAsBoolean() || body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new UnsupportedOperationException("bodies are read by the thread that serves a request");
  }
}
