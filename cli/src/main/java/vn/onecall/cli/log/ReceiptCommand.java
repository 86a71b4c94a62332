package vn.onecall.cli.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.CommandOutput;
import vn.onecall.cli.command.TextFile;
import vn.onecall.translog.LogException;
import vn.onecall.translog.NoteVerifier;
import vn.onecall.translog.entries.Receipt;

/** {@code onecall receipt}. */
@Command(
    name = "receipt",
    description = "Verify a receipt of one access or erasure.",
    synopsisSubcommandLabel = "COMMAND")
public final class ReceiptCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "verify",
      description = {
        "Check a receipt offline and print in words what it proves.",
        "",
        "It takes nothing but the log's public key, and tells who saw or changed which fields,",
        "why and when, and what was decided.",
        "Ends with 0 if the receipt is verified, 1 if it is not, 2 after wrong usage.",
        ""
      })
  int verify(
      @Parameters(
              paramLabel = "FILE",
              description = "The receipt (*.tlog-proof), or the API's JSON answer that holds it.")
          Path file,
      @Mixin KeyOption key) {
    NoteVerifier verifier = key.read();
    String text = receiptIn(TextFile.read(file));
    try {
      Receipt receipt = Receipt.parse(text);
      Receipt.Verified verified = receipt.verify(verifier);
      new ReceiptSummary(receipt.proof().index(), verified).print(CommandOutput.out(spec));
      return 0;
    } catch (LogException e) {
      throw CommandFailure.found("NOT VERIFIED: " + e.getMessage());
    }
  }

  private static String receiptIn(String text) {
    if (!text.startsWith("{")) {
      return text;
    }
    try {
      String receipt = JsonMapper.builder().build().readTree(text).path("receipt").stringValue("");
      if (!receipt.isEmpty()) {
        return receipt;
      }
    } catch (JacksonException e) {
      throw CommandFailure.found("NOT VERIFIED: the file is no JSON");
    }
    throw CommandFailure.found("NOT VERIFIED: the answer holds no receipt");
  }
}
