package vn.onecall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.onecall.postgres.InstanceFixtures.PASSWORD;
import static vn.onecall.postgres.InstanceFixtures.settings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Machines, folders and settings that are refused, and the words that say why. */
class RefusalTest {

  @TempDir private Path folder;

  @Test
  void saysWhichVersionMadeTheData() throws Exception {
    EmbeddedPostgres.start(settings(folder)).close();
    Path version = folder.resolve("data").resolve("PG_VERSION");
    Files.writeString(version, "15\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(settings(folder)))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("is of PostgreSQL 15")
        .hasMessageContaining("these binaries are of PostgreSQL 18");
    Files.delete(version);
    assertThatThrownBy(() -> EmbeddedPostgres.start(settings(folder)))
        .hasMessageContaining("is no data folder of PostgreSQL");
  }

  @Test
  void showsTheLastLinesOfTheLogOfADamagedInstance() throws Exception {
    EmbeddedPostgres.start(settings(folder)).close();
    Path control = folder.resolve("data").resolve("global").resolve("pg_control");
    byte[] damaged = Files.readAllBytes(control);
    damaged[20] ^= 1;
    Files.write(control, damaged);
    assertThatThrownBy(() -> EmbeddedPostgres.start(settings(folder)))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("PostgreSQL 'test' did not start in " + folder.toRealPath())
        .hasMessageContaining("FATAL:  incorrect checksum in control file");
    // The refusal gave the folder up: mended, it starts.
    damaged[20] ^= 1;
    Files.write(control, damaged);
    EmbeddedPostgres.start(settings(folder)).close();
  }

  @Test
  void showsTheLastLinesOfTheLogOfAParameterThatIsWrong() {
    assertThatThrownBy(() ->
            EmbeddedPostgres.start(
                settings(folder).withParameters(Map.of("shared_buffers", "much"))))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
  }

  @Test
  void leavesNothingHalfMadeWhenTheDataCannotBeMade() throws Exception {
    Files.createDirectories(folder.resolve("data.unfinished-of-a-killed-process").resolve("base"));
    EmbeddedPostgres.start(settings(folder)).close();
    try (var parts = Files.list(folder)) {
      assertThat(parts.map(part -> part.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "log", "owner.lock");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fsync",
        "full_page_writes",
        "listen_addresses",
        "port",
        "log_statement",
        "log_min_duration_statement",
        "log_parameter_max_length",
        "debug_print_parse",
        "auto_explain.log_min_duration",
        "hba_file",
        "logging_collector"
      })
  void refusesParametersThatKeepDataSafeOrSecret(String name) {
    assertThatThrownBy(() -> settings(folder).withParameters(Map.of(name, "secret-value")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("secret-value");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    var good = settings(folder);
    for (Callable<?> bad :
        List.<Callable<?>>of(
            () -> EmbeddedPostgres.Settings.of("", folder, folder, PASSWORD),
            () -> EmbeddedPostgres.Settings.of("Main", folder, folder, PASSWORD),
            () -> EmbeddedPostgres.Settings.of("a b", folder, folder, PASSWORD),
            () -> EmbeddedPostgres.Settings.of("main", folder, folder, ""),
            () -> EmbeddedPostgres.Settings.of("main", folder, folder, "two\nlines"),
            () -> good.withPort(-1),
            () -> good.withPort(65536),
            () -> good.withPatience(Duration.ZERO),
            () -> good.withParameters(Map.of("WORK_MEM", "1MB")),
            () -> good.withParameters(Map.of("work_mem=1MB -c fsync", "off")),
            () -> good.withParameters(Map.of("work_mem", "1MB\nfsync=off")))) {
      assertThatThrownBy(bad::call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("two\nlines");
    }
  }

  @Test
  void refusesMachinesThatTheBinariesAreNotMadeFor() throws Exception {
    Files.createDirectories(folder.resolve("lib64"));
    assertThatThrownBy(() -> new Platform("Mac OS X", "aarch64", folder).archive())
        .hasMessageContaining("runs on Linux, not on Mac OS X")
        .hasMessageContaining("by its URL");
    assertThatThrownBy(() -> new Platform("Linux", "riscv64", folder).archive())
        .hasMessageContaining("not for riscv64")
        .hasMessageContaining("by its URL");
    assertThatThrownBy(() -> new Platform("Linux", "amd64", folder).archive())
        .hasMessageContaining("musl")
        .hasMessageContaining("by its URL");
    Files.createFile(folder.resolve("lib64").resolve("ld-linux-x86-64.so.2"));
    assertThat(new Platform("Linux", "amd64", folder).archive())
        .isEqualTo("postgres-linux-x86_64.txz");
  }

  @Test
  void carriesTheBinariesOfBothProcessors() throws Exception {
    Files.createDirectories(folder.resolve("lib"));
    Files.createFile(folder.resolve("lib").resolve("ld-linux-aarch64.so.1"));
    String archive = new Platform("Linux", "aarch64", folder).archive();
    try (var resource = getClass().getResourceAsStream("/" + archive)) {
      assertThat(resource).isNotNull();
    }
  }

  @Test
  void namesThePackageThatAMachineLacks() throws Exception {
    SystemCommands none = SystemCommands.in(List.of(folder));
    assertThatThrownBy(() -> UnprivilegedUser.of(none, false))
        .hasMessageContaining("'setpriv'")
        .hasMessageContaining("install the package 'util-linux'");
    script("setpriv", "exit 0");
    assertThatThrownBy(() -> UnprivilegedUser.of(none, true))
        .hasMessageContaining("'unshare'")
        .hasMessageContaining("install the package 'util-linux'");
  }

  @Test
  void saysThatUserNamespacesAreForbidden() throws Exception {
    script("setpriv", "exit 0");
    script("true", "exit 0");
    script("unshare", "echo 'unshare failed: Operation not permitted' >&2; exit 1");
    assertThatThrownBy(() -> UnprivilegedUser.of(SystemCommands.in(List.of(folder)), true))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("PostgreSQL does not run as root")
        .hasMessageContaining("Operation not permitted")
        .hasMessageContaining("run as an ordinary user, allow user namespaces")
        .hasMessageContaining("by its URL");
  }

  @Test
  void runsAnOrdinaryUsersServerWithoutANamespace() {
    assertThat(UnprivilegedUser.of(SystemCommands.ofThisMachine(), false).wrap(List.of("postgres")))
        .noneMatch(word -> word.endsWith("unshare"))
        .endsWith("postgres");
  }

  @Test
  void namesTheFolderThatALesserUserCannotPass() throws Exception {
    Assumptions.assumeTrue(UnprivilegedUser.isRoot(), "only root becomes a lesser user");
    Path home = Files.createDirectories(folder.resolve("home"));
    Path data = Files.createDirectories(home.resolve("data"));
    Files.setAttribute(home, "unix:uid", 4321);
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(settings(data)))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining(home.toRealPath().toString())
        .hasMessageContaining("belongs to another user");
  }

  @Test
  void unpacksOnceHoweverManyAskAtTheSameTime() throws Exception {
    SystemCommands tools = SystemCommands.ofThisMachine();
    UnprivilegedUser user = UnprivilegedUser.find(tools);
    Path cache = folder.resolve("cache");
    Callable<Binaries> ask = () -> Binaries.in(cache, Platform.current(), user);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var both = threads.invokeAll(List.of(ask, ask));
      assertThat(both.getFirst().get()).isEqualTo(both.getLast().get());
      assertThat(both.getFirst().get().majorVersion()).isEqualTo(18);
    }
    try (var left = Files.list(cache)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void refusesAnArchiveThatPointsOutOfItsFolder() throws Exception {
    for (var entry :
        List.of(
            file("../outside"),
            file("lib/../../outside"),
            link("lib/inside", "../../outside"),
            link("inside", "/etc/passwd"))) {
      Path target = folder.resolve("unpacked");
      assertThatThrownBy(() -> Binaries.unpack(new ByteArrayInputStream(archive(entry)), target))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("points out of its folder");
      assertThat(target).doesNotExist();
      assertThat(folder.resolve("outside")).doesNotExist();
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private void script(String name, String body) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static TarArchiveEntry file(String name) {
    return new TarArchiveEntry(name);
  }

  private static TarArchiveEntry link(String name, String target) {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return entry;
  }

  private static byte[] archive(TarArchiveEntry entry) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZOutputStream(packed, new LZMA2Options()))) {
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    return packed.toByteArray();
  }
}
