package vn.onecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server starts from an AOT cache that fits, and without one where none can be made. */
class StartTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theServerStartsFromACacheThatFits() throws Exception {
    assertThat(Script.run(folder, List.of("build")).status()).isZero();
    Path secret = Files.writeString(folder.resolve("desk.secret"), "0123456789".repeat(4));
    Files.writeString(
        folder.resolve("onecall.yaml"),
        """
        server: {port: 0}
        onecall:
          data: '%s'
          binaries: '%s'
          policy: '%s'
          keystore: {initialise: true}
          clients:
            - {id: desk, secret-file: '%s', activities: [customers.register]}
        """
            .formatted(
                folder.resolve("data"),
                Script.file("target/postgresql"),
                Script.file("policies/1call/policy.yaml"),
                secret));
    // With this flag Java refuses to start where the cache is missing or does not fit.
    Process server =
        Script.startShell(
            folder,
            "exec env JAVA_TOOL_OPTIONS=-XX:AOTMode=on ./onecall serve --config onecall.yaml");
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder all = new StringBuilder();
      String line;
      while ((line = said.readLine()) != null && !line.contains("Serving on port")) {
        all.append(line).append('\n');
      }
      assertThat(line).as(all.toString()).isNotNull();
    } finally {
      server.destroy();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void aCacheThatCannotBeMadeIsSaidOnceAndTheServerStartsAllTheSame() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    for (String program : List.of("java", "javac")) {
      Path file =
          Files.writeString(
              bin.resolve(program),
              """
              #!/bin/sh
              case "$*" in *train-start*) exit 1 ;; esac
              echo "started $*"
              """);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(folder.resolve("onecall.yaml"), "");
    String environment = "export JAVA_HOME=$PWD/jdk ONECALL_STARTS=$PWD/starts; ";
    assertThat(Script.shell(folder, environment + "./onecall build"))
        .satisfies(first -> assertThat(first.printed()).contains("That failed"))
        .extracting(Script.Outcome::status)
        .isEqualTo(0);
    assertThat(Script.shell(folder, environment + "./onecall build").printed()).isEmpty();
    assertThat(
            Script.shell(folder, environment + "./onecall serve --config onecall.yaml").printed())
        .startsWith("started ")
        .contains("onecall-server-exec.jar")
        .doesNotContain("AOTCache");
  }
}
