package vn.onecall.cli.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import vn.onecall.cli.demo.api.ApiClients;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.demo.server.DemoFolder;

/** The message of a demo that is ready: where its data is, and commands to copy. */
final class ReadyMessage {
  private final DemoFolder demoFolder;
  private final Path folder;
  private final Path key;
  private final SyntheticCustomer someone;

  ReadyMessage(DemoFolder demoFolder, Path folder, Path key, SyntheticCustomer someone) {
    this.demoFolder = demoFolder;
    this.folder = folder;
    this.key = key;
    this.someone = someone;
  }

  void print(PrintWriter out) {
    out.println();
    out.println("1CALL is ready. Every customer in it is SYNTHETIC (see DEMO-SYNTHETIC.txt).");
    out.println();
    out.println("  API      " + demoFolder.url() + "/api/v1");
    out.println("  tokens   " + demoFolder.url() + "/oauth2/token (client credentials)");
    out.println("  log      " + demoFolder.url() + "/log (public)");
    out.println("  data     " + folder);
    out.println();
    out.println("  client          may                              secret, for its owner only");
    ApiClients.CLIENTS.forEach((client, activities) ->
        caller(out, client, activities, folder.resolve("clients").resolve(client + ".secret")));
    out.println();
    out.println("  person          may                              key, for its owner only");
    ApiClients.PEOPLE.forEach((person, activities) ->
        caller(out, person, activities, folder.resolve("people").resolve(person + ".jwk")));
    out.println();
    out.println("To try, in another terminal in this folder:");
    out.println();
    command(out, "a token for the care desk", "TOKEN=" + token("care-desk"));
    command(
        out,
        "find somebody by email: the answer is masked",
        call("/customers/search")
            + " -H 'Content-Type: application/json' -d '{\"activity\":\"care.find-customer\",\"by\":{\"email\":\""
            + someone.email()
            + "\"}}' | tee found.json; echo");
    command(
        out,
        "reveal the one found",
        "ID=$(sed 's/.*\"customers\":\\[{\"id\":\"\\([^\"]*\\)\".*/\\1/' found.json)\n"
            + "  "
            + call("/customers/$ID?activity=care.reveal-contact")
            + "; echo");
    command(
        out,
        "ask for what the policy refuses: the answer names the promise",
        call("/customers/$ID?activity=campaigns.send") + "; echo");
    command(
        out,
        "the customer sees who has used the data, and why",
        "TOKEN="
            + token("customer-site")
            + "\n  "
            + call("/customers/$ID/entries?activity=account.entries&limit=2")
            + "; echo");
    command(
        out,
        "the customer erases everything, and keeps a receipt",
        call("/customers/$ID/erasure")
            + " -H 'Content-Type: application/json' -d '{\"activity\":\"account.erase\"}' > erased.json\n"
            + "  ./onecall receipt verify erased.json --key-file "
            + quoted(relative(key)));
    command(
        out,
        "the keeper asks what has been kept for its time",
        "./onecall retention preview --url "
            + demoFolder.url()
            + " --client keeper --secret-file "
            + quoted(folder.resolve("clients").resolve("keeper.secret")));
    command(
        out,
        "verify the whole log",
        "./onecall log verify --url "
            + demoFolder.url()
            + "/log --key-file "
            + quoted(relative(key)));
    out.println("Ctrl-C stops everything; the next start goes on with the same data.");
    out.flush();
  }

  private static void caller(PrintWriter out, String id, List<String> activities, Path proof) {
    out.printf("  %-15s %-32s %s%n", id, activities.getFirst(), proof);
    activities.stream().skip(1).forEach(more -> out.printf("  %-15s %s%n", "", more));
  }

  private static void command(PrintWriter out, String what, String command) {
    out.println("  # " + what);
    out.println("  " + command);
    out.println();
  }

  private String token(String client) {
    return "$(curl -s -K "
        + quoted(folder.resolve("clients").resolve(client + ".curl"))
        + " -d grant_type=client_credentials "
        + demoFolder.url()
        + "/oauth2/token | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')";
  }

  private String call(String path) {
    return "curl -s -H \"Authorization: Bearer $TOKEN\" -H 'Accept-Language: en' \""
        + demoFolder.url()
        + "/api/v1"
        + path
        + "\"";
  }

  private Path relative(Path file) {
    return folder.resolve(file.getFileName());
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9._/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
