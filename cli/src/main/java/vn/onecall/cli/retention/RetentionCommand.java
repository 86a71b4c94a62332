package vn.onecall.cli.retention;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.CommandOutput;
import vn.onecall.cli.command.TextFile;
import vn.onecall.cli.rest.ClientCredential;
import vn.onecall.cli.rest.RestClient;
import vn.onecall.cli.rest.RestResponse;

/** {@code onecall retention}. */
@Command(
    name = "retention",
    description = "Erase what a server has kept for its time.",
    synopsisSubcommandLabel = "COMMAND")
public final class RetentionCommand {
  private static final String DEFAULT_URL = "http://127.0.0.1:8080";

  @Spec private @Nullable CommandSpec spec;

  /** The server, and who asks it. */
  static final class Server {
    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "The server (" + DEFAULT_URL + " if left out).")
    private @Nullable URI url;

    @Option(
        names = "--client",
        paramLabel = "ID",
        required = true,
        description = "A client that is entitled to retention.preview or retention.run.")
    private String client = "";

    @Option(
        names = "--secret-file",
        paramLabel = "FILE",
        required = true,
        description = "A file that holds the client's secret.")
    private Path secret = Path.of("");

    private RestResponse ask(String what) {
      String secretText = TextFile.read(secret).strip();
      RestClient rest =
          new RestClient(
              url == null ? URI.create(DEFAULT_URL) : url,
              Map.of(client, ClientCredential.ofSecret(client, secretText)),
              Map.of());
      RestResponse answer =
          rest.send(
              client,
              "POST",
              "/api/v1/retention/" + what,
              "{\"activity\":\"retention." + what + "\"}",
              null);
      if (answer.status() != 200) {
        throw CommandFailure.found(refusal(answer));
      }
      return answer;
    }

    private static String refusal(RestResponse answer) {
      return answer.text("promise").isEmpty()
          ? "The server answers with status " + answer.status() + "."
          : "Refused: %s, by promise %s; entry %s."
              .formatted(answer.text("reason"), answer.text("promise"), answer.text("entry"));
    }
  }

  @Command(
      name = "preview",
      description = {
        "Print how many customers have something that is due for erasure, by category.",
        "",
        "Nothing is erased and nobody is named. The preview is an entry in the log.",
        "Ends with 0 if the server answered, 1 if it refused, 2 after wrong usage, 3 if it cannot",
        "be reached.",
        ""
      })
  int preview(@Mixin Server server) {
    RestResponse answer = server.ask("preview");
    PrintWriter out = CommandOutput.out(spec);
    int due = answer.body().path("customers").intValue(0);
    out.println("due        " + (due == 0 ? "nothing" : customers(due)));
    answer
        .body()
        .path("categories")
        .properties()
        .forEach(each -> out.printf("  %-18s %d%n", each.getKey(), each.getValue().intValue(0)));
    out.println("entry      " + answer.text("entry"));
    return 0;
  }

  @Command(
      name = "run",
      description = {
        "Erase everything that is due, and print what went, and what the law orders kept.",
        "",
        "The keys are destroyed: nothing brings it back. A run that was interrupted is gone on with",
        "by the next. Each customer's erasure is an entry in the log and in the erasure journal.",
        "Ends with 0 if nothing more is due, 1 if the server refused, 2 after wrong usage, 3 if it",
        "cannot be reached.",
        ""
      })
  int run(@Mixin Server server) {
    PrintWriter out = CommandOutput.out(spec);
    int erased = 0;
    RestResponse answer;
    do {
      answer = server.ask("run");
      for (JsonNode each : answer.body().path("customers")) {
        List<String> categories = new ArrayList<>();
        each.path("erased").forEach(category -> categories.add(category.stringValue("")));
        out.printf(
            "%s  %s, journal %d%n",
            each.path("id").stringValue(""),
            String.join(" ", categories),
            each.path("journalPosition").longValue(0));
        for (JsonNode kept : each.path("kept")) {
          out.printf(
              "  kept %s until %s, by %s%n",
              kept.path("category").stringValue(""),
              kept.path("until").stringValue(""),
              kept.path("law").stringValue(""));
        }
        erased++;
      }
      out.flush();
    } while (answer.body().path("more").booleanValue(false));
    out.println("erased     " + (erased == 0 ? "nothing was due" : customers(erased)));
    out.println("entry      " + answer.text("entry"));
    return 0;
  }

  private static String customers(int count) {
    return count + (count == 1 ? " customer" : " customers");
  }
}
