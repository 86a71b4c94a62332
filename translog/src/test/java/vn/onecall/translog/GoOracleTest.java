package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.testing.Promise;

/**
 * An oracle: Go's own implementation of transparency logs (golang.org/x/mod/sumdb) reads what this
 * module writes. Two independent programs that agree on every byte are not wrong in the same way.
 */
@Tag("oracle")
class GoOracleTest {

  private static final String PACKAGES =
      "This test needs Go and its module sources: install Debian's packages golang-go and"
          + " golang-golang-x-mod-dev. ";
  private static final Path SOURCES = Path.of("/usr/share/gocode");
  private static final Path PROGRAM = Path.of("src/test/go/logcheck/main.go");
  private static final int SIZE = 5_003;
  private static final int OLDER = 1_237;

  @TempDir static Path folder;

  private static Path logcheck() {
    return folder.resolve("logcheck");
  }

  record Outcome(int exit, String output) {}

  @BeforeAll
  static void buildTheGoProgram() throws Exception {
    assertThat(SOURCES.resolve("src/golang.org/x/mod/sumdb/tlog"))
        .withFailMessage(PACKAGES + "There is no golang.org/x/mod/sumdb in /usr/share/gocode.")
        .isDirectory();
    Outcome build;
    try {
      build = run("go", "build", "-o", logcheck().toString(), PROGRAM.toString());
    } catch (IOException e) {
      throw new AssertionError(PACKAGES + "There is no command go.", e);
    }
    assertThat(build.exit()).withFailMessage(PACKAGES + build.output()).isZero();
  }

  @Test
  @Promise("1.6")
  void goAcceptsALogThatGrewInOddSteps() throws Exception {
    Path log = writeLog("steps", OLDER, SIZE);
    Path older = write("older", SampleLog.signedCheckpoint(OLDER));
    Outcome outcome = check(log, "-old", older.toString(), "-sample", "0");
    assertThat(outcome.output())
        .isEqualTo(
            "verified %s size %d root %s\n"
                .formatted(SampleLog.ORIGIN, SIZE, SampleLog.root(SIZE).base64()));
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void goAcceptsALogWithThreeLevelsOfTiles() throws Exception {
    Path log = writeLog("levels", 65_535, 66_049);
    Path older = write("levels-older", SampleLog.signedCheckpoint(65_535));
    assertThat(check(log, "-old", older.toString()).exit()).isZero();
  }

  @Test
  void goAcceptsTheEmptyLogAndTheLogOfOneEntry() throws Exception {
    assertThat(check(writeLog("empty", 0, 0)).exit()).isZero();
    assertThat(check(writeLog("one", 0, 1)).exit()).isZero();
  }

  @Test
  void goReadsTheLogOverHttpAsWell() throws Exception {
    Path log = writeLog("http", OLDER, SIZE);
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            log,
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      assertThat(check(url).exit()).isZero();
      Files.delete(log.resolve("tile/1/000.p/19"));
      Outcome outcome = check(url);
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.output()).contains("tile/1/000.p/19: 404");
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Promise("1.6")
  void goRejectsTheLogAfterOneChangedByteInAnyFile() throws Exception {
    Path log = writeLog("changed", OLDER, SIZE);
    assertThat(check(log).exit()).isZero();
    for (String file :
        List.of(
            "tile/0/000",
            "tile/0/018",
            "tile/0/019.p/139",
            "tile/1/000.p/19",
            "tile/entries/007",
            "tile/entries/019.p/139",
            "checkpoint")) {
      byte[] content = Files.readAllBytes(log.resolve(file));
      byte[] changed = content.clone();
      changed[changed.length / 2] ^= 1;
      Files.write(log.resolve(file), changed);
      Outcome outcome = check(log);
      assertThat(outcome.exit()).as(file).isEqualTo(1);
      assertThat(outcome.output()).startsWith("not verified:");
      Files.write(log.resolve(file), content);
    }
    assertThat(check(log).exit()).isZero();
  }

  @Test
  @Promise("1.6")
  void goRejectsAnEarlierCheckpointOfAnotherHistory() throws Exception {
    Path log = writeLog("forked", OLDER, SIZE);
    Checkpoint other = new Checkpoint(SampleLog.ORIGIN, OLDER, SampleLog.root(OLDER - 1));
    Path older = write("forked-older", SampleLog.SIGNER.sign(other.body()));
    Outcome outcome = check(log, "-old", older.toString());
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  @Promise("1.6")
  void goAcceptsOurProofOfOneEntryAndOfNoOther() throws Exception {
    Path log = writeLog("proof", OLDER, SIZE);
    TileSource tiles = new DirectoryTileStore(log);
    TlogProof proof =
        new TlogProof(
            Optional.of("an opening".getBytes(StandardCharsets.UTF_8)),
            4_711,
            MerkleProofs.inclusion(tiles, 4_711, SIZE),
            SampleLog.signedCheckpoint(SIZE));
    Path file = write("receipt.tlog-proof", proof.format());
    assertThat(checkProof(log, file, 4_711).exit()).isZero();
    Outcome wrong = checkProof(log, file, 4_712);
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.output()).startsWith("not verified: the proof");
  }

  private static Outcome checkProof(Path log, Path proof, long index) throws Exception {
    String entry = HexFormat.of().formatHex(SampleLog.entry(index));
    return check(log, "-sample", "1", "-proof", proof.toString(), "-entry", entry);
  }

  private static Path writeLog(String name, long first, long size) throws IOException {
    Path log = folder.resolve(name);
    DirectoryTileStore store = new DirectoryTileStore(log);
    Hash root = new LogAppender(store).append(0, Hash.EMPTY_ROOT, SampleLog.entries(0, first));
    long written = first;
    for (int step = 1; written < size; step = step * 3 + 1) {
      long next = Math.min(size, written + step);
      root = new LogAppender(store).append(written, root, SampleLog.entries(written, next));
      written = next;
    }
    Checkpoint checkpoint = new Checkpoint(SampleLog.ORIGIN, size, root);
    Files.createDirectories(log);
    Files.writeString(log.resolve("checkpoint"), SampleLog.SIGNER.sign(checkpoint.body()));
    return log;
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Outcome check(Path log, String... options) throws Exception {
    return check(log.toString(), options);
  }

  private static Outcome check(String base, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(logcheck().toString());
    command.addAll(List.of("-key", SampleLog.SIGNER.verifierKey()));
    command.addAll(List.of(options));
    command.add(base);
    return run(command.toArray(String[]::new));
  }

  private static Outcome run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOPATH", SOURCES.toString());
    builder.environment().put("GOTOOLCHAIN", "local");
    builder.environment().remove("GOFLAGS");
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return new Outcome(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
