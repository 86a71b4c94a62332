package vn.onecall.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.onecall.translog.LogException;
import vn.onecall.translog.NoteVerifier;

/** The log's public key, which must come from somewhere else than the log that is in doubt. */
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
      throw Failure.usage("Give the log's public key with --key or with --key-file.");
    }
    try {
      return NoteVerifier.parse(
          (file == null ? String.valueOf(text) : TextFile.read(file)).strip());
    } catch (LogException.Malformed e) {
      throw Failure.usage("The public key cannot be read: " + e.getMessage() + ".");
    }
  }
}
