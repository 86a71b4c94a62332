package vn.onecall.server.app;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.springframework.boot.logging.StackTracePrinter;

/**
 * Prints an exception into the structured log by its types and code locations only, because a
 * message could contain a value or a whole statement.
 */
public final class RedactedStackTracePrinter implements StackTracePrinter {
  private static final int MOST_FRAMES = 40;

  @Override
  public void printStackTrace(Throwable failure, Appendable out) throws IOException {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      out.append(seen.size() == 1 ? "" : "caused by ").append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
        out.append("\n  at ").append(frames[i].toString());
      }
      out.append('\n');
    }
  }
}
