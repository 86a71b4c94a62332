package vn.onecall.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The class path of the JVMs that JMH forks. They need an ordinary class path, so an executable
 * jar, which nests other jars, is unpacked first.
 */
final class ForkedClassPath implements AutoCloseable {
  private static final String CLASS_PATH = "java.class.path";

  private final String classPath;
  private final @Nullable Path folder;

  private ForkedClassPath(String classPath, @Nullable Path folder) {
    this.classPath = classPath;
    this.folder = folder;
  }

  static ForkedClassPath prepare() throws IOException, InterruptedException {
    String ours = System.getProperty(CLASS_PATH);
    if (!ours.endsWith(".jar") || ours.contains(File.pathSeparator)) {
      return new ForkedClassPath(ours, null);
    }
    Path folder = Files.createTempDirectory("onecall-bench-");
    Path jar = Path.of(ours).toAbsolutePath();
    Process unpacking =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    ForkedClassPath classes =
        new ForkedClassPath(folder.resolve(jar.getFileName()).toString(), folder);
    if (unpacking.waitFor() != 0) {
      classes.close();
      throw new BenchmarkException("the program cannot be unpacked");
    }
    return classes;
  }

  /** Runs JMH, which reads the class path of its JVMs from a property. */
  Collection<RunResult> run(Runner runner) throws RunnerException {
    String before = System.getProperty(CLASS_PATH);
    System.setProperty(CLASS_PATH, classPath);
    try {
      return runner.run();
    } finally {
      System.setProperty(CLASS_PATH, before);
    }
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
