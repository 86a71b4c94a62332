package vn.onecall.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.onecall.cli.command.CommandFailure;
import vn.onecall.cli.command.TextFile;
import vn.onecall.policy.model.PromiseId;

/**
 * The results of the tests that name promises, as {@code promise-testing} writes them: {@code
 * promise TAB class#method TAB passed|failed}. A test with several runs is failed if one of them
 * is.
 */
record TestResults(Map<PromiseId, SortedMap<String, Boolean>> byPromise) {
  private static final String FILE = "promises.tsv";

  /** The tests that passed, in order. */
  List<String> passed(PromiseId promise) {
    return tests(promise, true);
  }

  /** The tests that failed, in order. */
  List<String> failed(PromiseId promise) {
    return tests(promise, false);
  }

  private List<String> tests(PromiseId promise, boolean passed) {
    return byPromise.getOrDefault(promise, new TreeMap<>()).entrySet().stream()
        .filter(test -> test.getValue() == passed)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Reads the results in these folders, in their {@code target}, and in the {@code target} of their
   * modules.
   */
  static TestResults read(List<Path> folders) {
    Map<PromiseId, SortedMap<String, Boolean>> results = new TreeMap<>();
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        TextFile.read(file).lines().forEach(line -> add(results, file, line.split("\t", -1)));
      }
    }
    return new TestResults(results);
  }

  private static void add(
      Map<PromiseId, SortedMap<String, Boolean>> results, Path file, String[] line) {
    if (line.length != 3 || !List.of("passed", "failed").contains(line[2])) {
      throw CommandFailure.usage(file + " does not hold the results of tests.");
    }
    results
        .computeIfAbsent(new PromiseId(line[0]), promise -> new TreeMap<>())
        .merge(line[1], line[2].equals("passed"), Boolean::logicalAnd);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> modules = Files.list(folder)) {
      return Stream.concat(Stream.of(folder), modules.filter(Files::isDirectory).sorted())
          .flatMap(each -> Stream.of(each.resolve(FILE), each.resolve("target").resolve(FILE)))
          .filter(Files::isRegularFile)
          .distinct()
          .toList();
    } catch (IOException e) {
      throw CommandFailure.usage("The folder " + folder + " cannot be read.");
    }
  }
}
