package vn.onecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the script finds a JDK 25, with made-up ones that only say where they are; and what it asks
 * Maven to test, with one that only says what it was asked.
 */
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

  private Script.Outcome test(String arguments, int status) throws Exception {
    jdk("path", "25");
    program("go", "exit 0");
    program(
        "mvn",
        """
        echo "asked: $*"
        echo '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 1,002.5 s -- in a.SlowTest'
        echo '[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.7 s -- in a.QuickTest'
        echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.3 s -- in a.QuickTest'
        exit %d
        """
            .formatted(status));
    return Script.shell(folder, "PATH=$PWD/path/bin:/usr/bin:/bin ./onecall test " + arguments);
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("path/bin").resolve(name), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void testsAFeatureWithWhatItNeedsAndNothingThatWritesThePromises() throws Exception {
    assertThat(test("transfers DoorBenchmarkTest", 0).printed())
        .contains("-pl benchmarks,server -am ")
        .contains("-Dtest=**/transfers/**/*Test,DoorBenchmarkTest ")
        .contains(" verify ")
        .doesNotContain("promise-report");
    assertThat(test("transfers", 0).printed()).contains(" test ").doesNotContain(" verify ");
  }

  @Test
  void endsWithTheSlowestClassesAndTheOutcome() throws Exception {
    Script.Outcome passed = test("", 0);
    assertThat(passed.printed())
        .contains(" verify\n")
        .containsPattern(
            """
            \nThe slowest classes:
              1002.5 s  a.SlowTest
                 1.0 s  a.QuickTest
            6 tests in 2 classes, 1 of them skipped.
            PASSED in \\d+ min \\d+ s.
            $\
            """);
    assertThat(passed.status()).isZero();
    Script.Outcome failed = test("--long", 1);
    assertThat(failed.printed())
        .contains("-Donecall.long=true")
        .containsPattern("FAILED after \\d+ min \\d+ s; the reason stands above");
    assertThat(failed.status()).isOne();
  }

  @Test
  void refusesToTestWhatThereIsNot() throws Exception {
    Script.Outcome outcome = test("nonsense", 0);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.printed())
        .isEqualTo("There is no feature and no class of tests named 'nonsense'.\n");
  }
}
