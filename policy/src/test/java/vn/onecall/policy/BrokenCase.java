package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One case of {@code broken.txt}: a small policy with a mistake, and what must be found in it.
 *
 * @param name what is wrong
 * @param text the broken policy
 * @param findings all that must be found, in the order of the file
 */
record BrokenCase(String name, String text, List<Finding> findings) {

  static Stream<BrokenCase> all() {
    try (InputStream in = BrokenCase.class.getResourceAsStream("broken.txt")) {
      String cases = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(cases.split("(?m)^== ")).skip(1).map(BrokenCase::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static BrokenCase parse(String written) {
    String name = written.lines().findFirst().orElseThrow();
    String body = written.substring(name.length() + 1).stripTrailing();
    List<Passage> passages =
        Stream.of(body.split("(?m)^\\.\\.\\.\\R")).map(Passage::parse).toList();
    List<String> lines = Policies.smallText().lines().toList();
    for (Passage passage : passages) {
      lines = passage.applyTo(lines);
    }
    List<Finding> findings = new ArrayList<>();
    for (Passage passage : passages) {
      findings.addAll(passage.findingsIn(lines));
    }
    findings.sort(Comparator.comparingInt(Finding::line));
    return new BrokenCase(name, String.join("\n", lines) + "\n", findings);
  }

  /** Lines before and after, and for each reason the index of its line among those after. */
  private record Passage(List<String> before, List<String> after, List<Expected> expected) {

    private record Expected(int index, String reason) {}

    static Passage parse(String written) {
      List<String> before = new ArrayList<>();
      List<String> after = new ArrayList<>();
      List<Expected> expected = new ArrayList<>();
      for (String line : written.lines().toList()) {
        String rest = line.substring(Math.min(1, line.length()));
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
          case '-' -> before.add(rest);
          case '+' -> after.add(rest);
          case '!' -> expected.add(new Expected(after.size() - 1, rest));
          case ' ' -> {
            before.add(rest);
            after.add(rest);
          }
          default -> throw new IllegalArgumentException("No line of a difference: " + line);
        }
      }
      return new Passage(before, after, expected);
    }

    List<String> applyTo(List<String> lines) {
      int at = onlyPlaceOf(before, lines);
      List<String> result = new ArrayList<>(lines.subList(0, at));
      result.addAll(after);
      result.addAll(lines.subList(at + before.size(), lines.size()));
      return result;
    }

    List<Finding> findingsIn(List<String> lines) {
      if (expected.isEmpty()) {
        return List.of();
      }
      int at = onlyPlaceOf(after, lines);
      return expected.stream()
          .map(e -> new Finding("policy.yaml", at + e.index() + 1, e.reason()))
          .toList();
    }

    private static int onlyPlaceOf(List<String> passage, List<String> lines) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i + passage.size() <= lines.size(); i++) {
        if (lines.subList(i, i + passage.size()).equals(passage)) {
          places.add(i);
        }
      }
      assertThat(places).as("places of " + passage).hasSize(1);
      return places.getFirst();
    }
  }
}
