package vn.onecall.keeper.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;
import vn.onecall.translog.Hash;

/**
 * The running log, read over HTTP by Go's own implementation of transparency logs
 * (golang.org/x/mod/sumdb), which shares no code with the server.
 */
@Tag("oracle")
class LogOverHttpTest {
  private static final String PACKAGES =
      "This test needs Go and its module sources: install Debian's packages golang-go and"
          + " golang-golang-x-mod-dev. ";
  private static final Path SOURCES = Path.of("/usr/share/gocode");
  private static final Path PROGRAM =
      Path.of("..", "translog", "src", "test", "go", "logcheck", "main.go");
  private static final int CUSTOMERS = 300;

  private static final Path LOGCHECK = Folders.empty("go").resolve("logcheck");
  private static RunningServer server;
  private static String key = "";

  private record Checked(int exit, String output) {}

  @BeforeAll
  static void start() throws Exception {
    Checked build;
    try {
      build = run("go", "build", "-o", LOGCHECK.toString(), PROGRAM.toString());
    } catch (IOException e) {
      throw new AssertionError(PACKAGES + "There is no command go.", e);
    }
    assertThat(build.exit).withFailMessage(PACKAGES + build.output).isZero();
    server = RunningServer.start("log-http");
    String entry = "";
    for (int i = 0; i < CUSTOMERS; i++) {
      entry = server.register(Person.next()).get("entry").stringValue();
    }
    assertThat(server.ledger().proof(Hash.fromHex(entry), Duration.ofSeconds(10))).isPresent();
    key = server.send(server.anonymous("/log/key").GET()).body().strip();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Promise("1.6")
  void goAcceptsTheLogAndItsGrowth() throws Exception {
    Path older = Folders.empty("older").resolve("checkpoint");
    Files.writeString(older, server.send(server.anonymous("/log/checkpoint").GET()).body());
    String entry = server.register(Person.next()).get("entry").stringValue();
    assertThat(server.ledger().proof(Hash.fromHex(entry), Duration.ofSeconds(10))).isPresent();
    Checked checked = check("-sample", "0", "-old", older.toString());
    assertThat(checked.output)
        .startsWith("verified 1call.example/log size " + (CUSTOMERS + 2) + " root ");
    assertThat(checked.exit).isZero();
  }

  @Test
  @Promise("1.6")
  void goRejectsItAfterOneChangedByteInAnyTileFile() throws Exception {
    List<Path> files = newestTiles();
    assertThat(files).hasSize(5);
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      byte[] changed = content.clone();
      changed[content.length / 2] ^= 1;
      Files.write(file, changed);
      Checked checked = check();
      Files.write(file, content);
      assertThat(checked.output).as(file.toString()).startsWith("not verified:");
      assertThat(checked.exit).isEqualTo(1);
    }
    assertThat(check().exit).isZero();
  }

  @Test
  void servesTilesForEverAndCheckpointsForTheMoment() {
    HttpResponse<String> tile = server.send(server.anonymous("/log/tile/entries/000").GET());
    assertThat(tile.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    HttpResponse<String> checkpoint = server.send(server.anonymous("/log/checkpoint").GET());
    assertThat(checkpoint.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    HttpResponse<String> proof =
        server.send(server.anonymous("/log/consistency?from=1&to=300").GET());
    assertThat(proof.statusCode()).isEqualTo(200);
    assertThat(proof.body().lines().map(Hash::fromBase64)).isNotEmpty();
  }

  /** Full tiles and bundles, and of each that grows the widest one. */
  private static List<Path> newestTiles() throws IOException {
    try (Stream<Path> all = Files.walk(server.data().resolve("log/tile"))) {
      Map<Path, Path> newest = new TreeMap<>();
      all.filter(Files::isRegularFile)
          .forEach(file -> {
            Path folder = Objects.requireNonNull(file.getParent());
            newest.merge(
                folder.endsWith("000.p") || folder.endsWith("001.p") ? folder : file,
                file,
                LogOverHttpTest::wider);
          });
      return List.copyOf(newest.values());
    }
  }

  private static Path wider(Path one, Path other) {
    return Integer.parseInt(String.valueOf(one.getFileName()))
            > Integer.parseInt(String.valueOf(other.getFileName()))
        ? one
        : other;
  }

  private static Checked check(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(LOGCHECK.toString(), "-key", key));
    command.addAll(List.of(options));
    command.add(server.at("/log").toString());
    return run(command.toArray(String[]::new));
  }

  private static Checked run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOPATH", SOURCES.toString());
    builder.environment().put("GOTOOLCHAIN", "local");
    builder.environment().remove("GOFLAGS");
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return new Checked(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
