package vn.onecall.cli.demo;

import java.io.PrintWriter;
import vn.onecall.cli.Failure;

/**
 * The walk as it is printed: what was asked, what came back, which promise decided. A line is
 * printed only once it is as it should be; the first that is not ends the walk.
 */
final class Transcript {
  private static final int ASKED = 53;
  private static final int CAME_BACK = 76;

  private final PrintWriter out;
  private int lines;

  Transcript(PrintWriter out) {
    this.out = out;
  }

  /** Begins a part. */
  void part(String title) {
    out.println();
    print(title, "", lines == 0 ? "promise" : "");
  }

  /**
   * A line.
   *
   * @param expected what should have come back, in words
   * @param promise the number of the promise that decided, or {@code -} where none had to
   * @throws Failure if it did not come back as expected
   */
  void line(String asked, boolean asExpected, String expected, String cameBack, String promise) {
    if (!asExpected) {
      print("  " + asked, cameBack, promise);
      throw Failure.found(
          "THIS DIFFERS: " + asked + "\n  came back: " + cameBack + "\n  expected:  " + expected);
    }
    lines++;
    print("  " + asked, cameBack, promise);
  }

  /** How many lines were as they should be. */
  int lines() {
    return lines;
  }

  /** Ends the walk. */
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

  /** Every letter of a composed Vietnamese text is one code point and one column. */
  private static String padded(String text, int width) {
    int spaces = Math.max(1, width - text.codePointCount(0, text.length()));
    return text + " ".repeat(spaces);
  }
}
