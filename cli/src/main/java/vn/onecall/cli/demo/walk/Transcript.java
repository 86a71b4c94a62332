package vn.onecall.cli.demo.walk;

import java.io.PrintWriter;
import vn.onecall.cli.command.CommandFailure;

/**
 * The printed record of the walk: the call, the answer, the promise that decided. A line is printed
 * only if the answer is the expected one; the first unexpected answer ends the walk.
 */
public final class Transcript {
  private static final int ASKED = 53;
  private static final int CAME_BACK = 76;

  private final PrintWriter out;
  private int lines;

  public Transcript(PrintWriter out) {
    this.out = out;
  }

  /** Begins a section. */
  void part(String title) {
    out.println();
    print(title, "", lines == 0 ? "promise" : "");
  }

  /**
   * Prints a line.
   *
   * @param expected the expected answer, in words
   * @param promise the number of the promise that decided, or {@code -} if none did
   * @throws CommandFailure if the answer is not the expected one
   */
  void line(String asked, boolean asExpected, String expected, String cameBack, String promise) {
    if (!asExpected) {
      print("  " + asked, cameBack, promise);
      throw CommandFailure.found(
          "THIS DIFFERS: " + asked + "\n  came back: " + cameBack + "\n  expected:  " + expected);
    }
    lines++;
    print("  " + asked, cameBack, promise);
  }

  /** How many lines were printed. */
  int lines() {
    return lines;
  }

  /** Prints the end of the walk. */
  void end(String words) {
    out.println();
    out.println(words);
    out.flush();
  }

  private void print(String asked, String cameBack, String promise) {
    String line = (padded(asked, ASKED) + padded(cameBack, CAME_BACK) + promise).stripTrailing();
    out.println(line);
    out.flush();
  }

  /** In composed Vietnamese text, each letter is one code point and one column. */
  private static String padded(String text, int width) {
    int spaces = Math.max(1, width - text.codePointCount(0, text.length()));
    return text + " ".repeat(spaces);
  }
}
