package vn.onecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the transcripts. In one, a line {@code $ command} is run in a folder that holds a {@link
 * SampleLog}; what follows is what it must print, to the letter, and {@code [status]} where it does
 * not end with 0. Beside {@code onecall} there are {@code flip FILE BYTE}, {@code replace FILE OLD
 * NEW}, {@code remove FILE}, {@code write FILE WORD...}, {@code serve FOLDER} and {@code keep}, a
 * {@link SampleServer}; the address of the last two is {@code $URL}. What {@code onecall keys}
 * makes at random or by the clock is {@code $ID} and {@code $TIME}.
 *
 * <p>With {@code -Dtranscripts.update=true} they are written anew, to be read before they are kept.
 */
class TranscriptTest {
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

  private static final String SMALL_POLICY =
      "policy/src/test/resources/vn/onecall/policy/small.yaml";

  @TempDir private Path folder = Path.of("");

  private final List<HttpServer> servers = new ArrayList<>();
  private String url = "";

  static Stream<String> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files
          .map(file -> Objects.requireNonNull(file.getFileName()).toString())
          .filter(name -> name.endsWith(".txt"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void goesAsTheTranscriptSays(String name) throws Exception {
    SampleLog.write(folder);
    Files.writeString(folder.resolve("keeper.secret"), SampleServer.SECRET + "\n");
    Files.copy(Script.file(SMALL_POLICY), folder.resolve("policy.yaml"));
    Path file = TRANSCRIPTS.resolve(name);
    String transcript = Files.readString(file);
    StringBuilder now = new StringBuilder();
    for (String line : transcript.split("\n", -1)) {
      if (line.startsWith("#")) {
        now.append(now.isEmpty() ? "" : "\n").append(line).append('\n');
      } else if (line.startsWith("$ ")) {
        now.append(line).append('\n').append(run(line.substring(2)));
      }
    }
    if (Boolean.getBoolean("transcripts.update")) {
      Files.writeString(file, now);
    }
    assertThat(now.toString()).isEqualTo(transcript);
  }

  private String run(String command) throws Exception {
    List<String> words = List.of(command.replace("$URL", url).split(" ", -1));
    return switch (words.getFirst()) {
      case "onecall" -> {
        String all = printed(Script.run(folder, words.subList(1, words.size())));
        yield words.contains("keys") ? settled(all) : all;
      }
      case "flip" -> flip(folder.resolve(words.get(1)), Integer.parseInt(words.get(2)));
      case "replace" -> {
        Path file = folder.resolve(words.get(1));
        Files.writeString(file, Files.readString(file).replace(words.get(2), words.get(3)));
        yield "";
      }
      case "remove" -> {
        Files.delete(folder.resolve(words.get(1)));
        yield "";
      }
      case "write" -> {
        String text = String.join(" ", words.subList(2, words.size()));
        Files.writeString(folder.resolve(words.get(1)), text.replace("\\n", "\n") + "\n");
        yield "";
      }
      case "serve" -> serve(folder.resolve(words.get(1)));
      case "keep" -> serving(SampleServer.create());
      case String unknown -> throw new IllegalArgumentException("no such command: " + unknown);
    };
  }

  private String printed(Script.Outcome outcome) {
    String text = outcome.printed();
    String same = url.isEmpty() ? text : text.replace(url, "$URL");
    return outcome.status() == 0 ? same : same + "[" + outcome.status() + "]\n";
  }

  private static String settled(String printed) {
    return printed
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "\\$ID")
        .replaceAll("20[0-9-]{8}T[0-9:]{8}Z", "\\$TIME");
  }

  private static String flip(Path file, int at) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[at] ^= 1;
    Files.write(file, content);
    return "";
  }

  private String serve(Path root) {
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            root,
            SimpleFileServer.OutputLevel.NONE);
    return serving(server);
  }

  private String serving(HttpServer server) {
    server.start();
    servers.add(server);
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    return "";
  }

  @AfterEach
  void stopServers() {
    servers.forEach(server -> server.stop(0));
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void holdsNoPathOfAMachine(String name) throws IOException {
    assertThat(new String(Files.readAllBytes(TRANSCRIPTS.resolve(name)), UTF_8))
        .doesNotContain("/tmp/")
        .doesNotContain("/home/");
  }
}
