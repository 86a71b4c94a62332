package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One case of a file of broken policies: a policy and its overlay with a mistake in one of them,
 * and what must be found.
 *
 * @param name what is wrong
 * @param policy the policy's text
 * @param law the overlay's text
 * @param findings all that must be found, those in the policy before those in the law, by line
 */
record BrokenCase(String name, String policy, String law, List<Finding> findings) {

  static final String POLICY = "policy.yaml";
  static final String LAW = "shop-law.yaml";

  static Stream<BrokenCase> all() {
    return in("broken.txt", "small.yaml");
  }

  static Stream<BrokenCase> in(String cases, String base) {
    return Stream.of(Policies.text(cases).split("(?m)^== "))
        .skip(1)
        .map(written -> parse(written, base));
  }

  @Override
  public String toString() {
    return name;
  }

  private static BrokenCase parse(String written, String base) {
    String name = written.lines().findFirst().orElseThrow();
    String body = written.substring(name.length() + 1).stripTrailing();
    List<Passage> passages =
        Stream.of(body.split("(?m)^\\.\\.\\.\\R")).map(Passage::parse).toList();
    List<String> policy = Policies.text(base).lines().toList();
    List<String> law = Policies.text(LAW).lines().toList();
    for (Passage passage : passages) {
      if (passage.isIn(policy)) {
        policy = passage.applyTo(policy);
      } else {
        law = passage.applyTo(law);
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Passage passage : passages) {
      findings.addAll(passage.findingsIn(policy, law));
    }
    findings.sort(
        Comparator.<Finding, Boolean>comparing(finding -> finding.file().equals(LAW))
            .thenComparingInt(Finding::line));
    return new BrokenCase(name, text(policy), text(law), findings);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
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

    boolean isIn(List<String> lines) {
      return !placesOf(before, lines).isEmpty();
    }

    List<Finding> findingsIn(List<String> policy, List<String> law) {
      if (expected.isEmpty()) {
        return List.of();
      }
      boolean inPolicy = !placesOf(after, policy).isEmpty();
      int at = onlyPlaceOf(after, inPolicy ? policy : law);
      return expected.stream()
          .map(e -> new Finding(inPolicy ? POLICY : LAW, at + e.index() + 1, e.reason()))
          .toList();
    }

    private static int onlyPlaceOf(List<String> passage, List<String> lines) {
      List<Integer> places = placesOf(passage, lines);
      assertThat(places).as("places of " + passage).hasSize(1);
      return places.getFirst();
    }

    private static List<Integer> placesOf(List<String> passage, List<String> lines) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i + passage.size() <= lines.size(); i++) {
        if (lines.subList(i, i + passage.size()).equals(passage)) {
          places.add(i);
        }
      }
      return places;
    }
  }
}
