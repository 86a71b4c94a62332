package vn.onecall.cli.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.TextFile;
import vn.onecall.translog.LogException;
import vn.onecall.translog.NoteVerifier;

/** The option for the log's public key, which must come from another source than the log itself. */
final class KeyOption {
  @Option(
      names = "--key",
      paramLabel = "VKEY",
      description = "The log's public key: name+id+key (C2SP signed-note).")
  private @Nullable String text;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A file that holds the log's public key.")
  private @Nullable Path file;

  NoteVerifier read() {
    if ((text == null) == (file == null)) {
      throw CommandFailure.usage("Give the log's public key with --key or with --key-file.");
    }
    try {
      return NoteVerifier.parse(
          (file == null ? String.valueOf(text) : TextFile.read(file)).strip());
    } catch (LogException.Malformed e) {
      throw CommandFailure.usage("The public key cannot be read: " + e.getMessage() + ".");
    }
  }
}
