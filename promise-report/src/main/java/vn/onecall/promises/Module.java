package vn.onecall.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A module of the build that has tests. Each fork of its test run leaves a file of results in
 * {@code target/promises}, which the build empties before the run.
 *
 * @param folder the module's folder
 */
record Module(Path folder) {

  /** The modules with tests below the root of the repository, in order. */
  static List<Module> in(Path root) {
    return list(root).stream()
        .filter(each -> Files.isRegularFile(each.resolve("pom.xml")))
        .filter(each -> Files.isDirectory(each.resolve("src/test/java")))
        .map(Module::new)
        .toList();
  }

  /** The files of results, one a fork. */
  List<Path> results() {
    Path results = folder.resolve("target/promises");
    return Files.isDirectory(results) ? list(results) : List.of();
  }

  /** What of this module's proof is missing, as lines for whoever builds. */
  List<String> missing(TestResults results) {
    Path classes = folder.resolve("target/test-classes");
    Optional<FileTime> built =
        Files.isDirectory(classes) ? newest(classes) : Optional.<FileTime>empty();
    if (built.isEmpty()) {
      return List.of("The tests of the module " + name() + " were not built.");
    }
    List<String> missing = new ArrayList<>();
    Set<String> without = new TreeSet<>(MarkedTests.in(classes));
    without.removeAll(results.tests());
    without.forEach(test -> missing.add("This test of a promise did not run: " + test));
    for (Path file : results()) {
      if (modified(file).compareTo(built.get()) < 0) {
        missing.add("These results are of an earlier build: " + file);
      }
    }
    return missing;
  }

  private String name() {
    return String.valueOf(folder.getFileName());
  }

  private static Optional<FileTime> newest(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(each -> each.toString().endsWith(".class"))
          .map(Module::modified)
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + classes + " cannot be read", e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read", e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be read", e);
    }
  }
}
