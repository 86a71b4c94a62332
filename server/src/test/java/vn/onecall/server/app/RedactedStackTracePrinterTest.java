package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.Promise;

/** A failure in a structured log. */
class RedactedStackTracePrinterTest {

  @Test
  @Promise("6.2")
  void saysWhatFailedAndWhereButNotItsWords() throws IOException {
    StringBuilder printed = new StringBuilder();
    new RedactedStackTracePrinter()
        .printStackTrace(
            new UncheckedIOException(new IOException("khach.la@nhacanary.vn is unknown")), printed);
    assertThat(printed.toString())
        .startsWith(
            "java.io.UncheckedIOException\n  at vn.onecall.server.app.RedactedStackTracePrinterTest.")
        .contains("caused by java.io.IOException\n")
        .doesNotContain("nhacanary", "unknown");
  }

  @Test
  void endsWhereCausesGoInACircle() throws IOException {
    Exception one = new IllegalStateException();
    one.initCause(new IllegalArgumentException(one));
    StringBuilder printed = new StringBuilder();
    new RedactedStackTracePrinter().printStackTrace(one, printed);
    assertThat(printed.toString()).containsOnlyOnce("caused by");
  }
}
