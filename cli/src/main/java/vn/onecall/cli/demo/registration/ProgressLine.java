package vn.onecall.cli.demo.registration;

import java.io.PrintWriter;

/**
 * The progress of the registration: one line that counts up on a terminal, a few lines elsewhere.
 */
final class ProgressLine {
  private static final int STEPS = 4;

  private final PrintWriter out;
  private final int whole;
  private final boolean terminal = Boolean.getBoolean("onecall.terminal");
  private int shown;

  ProgressLine(PrintWriter out, int whole) {
    this.out = out;
    this.whole = whole;
  }

  synchronized void now(int count) {
    int step = terminal ? Math.max(1, whole / 200) : Math.max(1, whole / STEPS);
    if (count < shown + step) {
      return;
    }
    shown = count;
    String text = "Registering synthetic customers: %,d of %,d".formatted(count, whole);
    out.print(terminal ? "\r" + text : text + System.lineSeparator());
    out.flush();
  }

  synchronized void end() {
    if (terminal) {
      out.print("\r\u001b[K");
    }
    out.flush();
  }
}
