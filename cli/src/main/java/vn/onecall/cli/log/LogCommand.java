package vn.onecall.cli.log;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.CommandOutput;
import vn.onecall.cli.command.TextFile;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.LogException;
import vn.onecall.translog.LogVerifier;
import vn.onecall.translog.NoteVerifier;
import vn.onecall.translog.VerificationReport;

/** {@code onecall log}. */
@Command(name = "log", description = "Verify a published log.", synopsisSubcommandLabel = "COMMAND")
public final class LogCommand {
  private static final String DEFAULT_URL = "http://127.0.0.1:8080/log";

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "verify",
      description = {
        "Recompute a whole log and check it against its signed checkpoint.",
        "",
        "Every entry, every tile and the root are computed again from what is published.",
        "Ends with 0 if the log is verified, 1 if it is not (and says which tile), 2 after wrong",
        "usage, 3 if the log cannot be reached. Nothing is remembered: keep a checkpoint with",
        "--save, and give it with --since to see that the log only grew since then.",
        ""
      })
  int verify(
      @Option(
              names = "--url",
              paramLabel = "URL",
              description = "Where the log is published (" + DEFAULT_URL + " if left out).")
          @Nullable URI url,
      @Option(names = "--dir", paramLabel = "DIR", description = "A folder that holds the log.")
          @Nullable Path dir,
      @Mixin KeyOption key,
      @Option(
              names = "--since",
              paramLabel = "FILE",
              description = "An earlier checkpoint that the log must continue.")
          @Nullable Path since,
      @Option(
              names = "--save",
              paramLabel = "FILE",
              description = "Where to store the checkpoint once it is verified.")
          @Nullable Path save) {
    if (url != null && dir != null) {
      throw CommandFailure.usage("Give --url or --dir, not both.");
    }
    NoteVerifier verifier = key.read();
    PublishedLog log =
        dir != null ? new FolderLog(dir) : new HttpLog(url == null ? URI.create(DEFAULT_URL) : url);
    try {
      Checkpoint earlier = since == null ? null : Checkpoint.open(TextFile.read(since), verifier);
      String checkpoint = log.checkpoint();
      LogVerifier whole = new LogVerifier(log, verifier);
      VerificationReport report =
          earlier == null ? whole.verify(checkpoint) : whole.verify(checkpoint, earlier);
      print(report, earlier);
      if (save != null) {
        save(save, checkpoint);
      }
      return 0;
    } catch (LogException.Storage e) {
      throw CommandFailure.unreachable(log + " cannot be read: " + e.getMessage());
    } catch (LogException e) {
      throw CommandFailure.found("NOT VERIFIED: " + e.getMessage());
    }
  }

  private void print(VerificationReport report, @Nullable Checkpoint earlier) {
    var out = CommandOutput.out(spec);
    out.println("verified   " + report.checkpoint().origin());
    out.printf("  entries  %d%n", report.entriesChecked());
    out.printf("  tiles    %d%n", report.tilesChecked());
    out.println("  root     " + report.root().base64());
    if (earlier != null) {
      out.printf("  grew     from %d entries, all of them unchanged%n", earlier.size());
    }
  }

  private static void save(Path file, String checkpoint) {
    try {
      Path written = Files.writeString(Path.of(file + ".new"), checkpoint);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CommandFailure.usage("The checkpoint cannot be stored in " + file + ".");
    }
  }
}
