package vn.onecall.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.onecall.policy.model.PromiseId;

/**
 * The results of the tests that name promises, as {@code promise-testing} writes them: {@code
 * promise TAB class#method TAB passed|failed}. A test with several runs is failed if one of them
 * is.
 */
record TestResults(Map<PromiseId, SortedMap<String, Boolean>> byPromise) {

  /** The tests that passed, in order. */
  List<String> passed(PromiseId promise) {
    return tests(promise, true);
  }

  /** The tests that failed, in order. */
  List<String> failed(PromiseId promise) {
    return tests(promise, false);
  }

  /** All tests that ran. */
  Set<String> tests() {
    Set<String> all = new TreeSet<>();
    byPromise.values().forEach(tests -> all.addAll(tests.keySet()));
    return all;
  }

  private List<String> tests(PromiseId promise, boolean passed) {
    return byPromise.getOrDefault(promise, new TreeMap<>()).entrySet().stream()
        .filter(test -> test.getValue() == passed)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Reads all files of results.
   *
   * @throws Unproved if one of them holds something else
   */
  static TestResults read(List<Path> files) {
    Map<PromiseId, SortedMap<String, Boolean>> results = new TreeMap<>();
    for (Path file : files) {
      try {
        Files.readString(file).lines().forEach(line -> add(results, file, line.split("\t", -1)));
      } catch (IOException e) {
        throw new UncheckedIOException("The results of tests in " + file + " cannot be read", e);
      }
    }
    return new TestResults(results);
  }

  private static void add(
      Map<PromiseId, SortedMap<String, Boolean>> results, Path file, String[] line) {
    if (line.length != 3 || !List.of("passed", "failed").contains(line[2])) {
      throw new Unproved(file + " does not hold the results of tests.");
    }
    results
        .computeIfAbsent(new PromiseId(line[0]), promise -> new TreeMap<>())
        .merge(line[1], line[2].equals("passed"), Boolean::logicalAnd);
  }
}
