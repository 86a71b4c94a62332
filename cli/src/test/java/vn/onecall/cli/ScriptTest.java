package vn.onecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the script finds a JDK 25, with made-up ones that only say where they are. */
class ScriptTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void makeJdks() throws IOException {
    jdk("path", "17.0.1");
    Files.createDirectories(folder.resolve("jvms"));
  }

  private void jdk(String name, String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    Files.writeString(
        folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\necho " + name + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private Script.Outcome start(String environment) throws Exception {
    return Script.shell(
        folder,
        "unset JAVA_HOME; PATH=$PWD/path/bin:/usr/bin:/bin ONECALL_JVMS=$PWD/jvms "
            + environment
            + " ./onecall policy show");
  }

  @Test
  void takesTheOneThatJavaHomeNames() throws Exception {
    jdk("mine", "25.0.1");
    jdk("jvms/newer", "25.0.9");
    assertThat(start("JAVA_HOME=$PWD/mine").printed()).isEqualTo("mine\n");
  }

  @Test
  void takesTheOneOnThePathBeforeTheInstalledOnes() throws Exception {
    jdk("path", "25");
    jdk("jvms/newer", "25.0.9");
    jdk("old", "21.0.2");
    assertThat(start("JAVA_HOME=$PWD/old").printed()).isEqualTo("path\n");
  }

  @Test
  void takesTheNewestThatIsInstalled() throws Exception {
    jdk("jvms/a", "25.0.10");
    jdk("jvms/b", "25.0.9");
    jdk("jvms/c", "26");
    jdk("jvms/d", "17.0.30");
    assertThat(start("").printed()).isEqualTo("jvms/a\n");
  }

  @Test
  void saysPlainlyWhatIsMissingAndHowToInstallIt() throws Exception {
    jdk("jvms/c", "26");
    Path onlyRuntime = folder.resolve("jvms/c/bin/javac");
    Files.delete(onlyRuntime);
    Script.Outcome outcome = start("");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.printed())
        .contains("1CALL needs a JDK 25; there is none in JAVA_HOME, on PATH or in /usr/lib/jvm.")
        .contains("apt-get install openjdk-25-jdk-headless")
        .contains("apt-get install temurin-25-jdk");
  }
}
