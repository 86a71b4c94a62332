package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One case of a file of policies with mistakes: a policy, its overlay of law and its calendar, with
 * a mistake in one of them, and the findings that must be told.
 *
 * @param name what is wrong
 * @param policy the policy's text
 * @param law the overlay's text
 * @param calendar the calendar's text
 * @param findings all that must be found, file by file, by line
 */
public record FindingCase(
    String name, String policy, String law, String calendar, List<Finding> findings) {

  public static final String POLICY = "policy.yaml";
  public static final String LAW = "shop-law.yaml";
  public static final String CALENDAR = "shop-calendar.yaml";

  private static final List<String> FILES = List.of(POLICY, LAW, CALENDAR);

  public static Stream<FindingCase> all() {
    return in("reading/broken.txt", "small.yaml");
  }

  public static Stream<FindingCase> in(String cases, String base) {
    return Stream.of(SamplePolicies.text(cases).split("(?m)^== "))
        .skip(1)
        .map(written -> parse(written, base));
  }

  @Override
  public String toString() {
    return name;
  }

  private static FindingCase parse(String written, String base) {
    String name = written.lines().findFirst().orElseThrow();
    String body = written.substring(name.length() + 1).stripTrailing();
    List<Passage> passages =
        Stream.of(body.split("(?m)^\\.\\.\\.\\R")).map(Passage::parse).toList();
    List<List<String>> files =
        new ArrayList<>(
            Stream.of(base, LAW, CALENDAR)
                .map(file -> SamplePolicies.text(file).lines().toList())
                .toList());
    for (Passage passage : passages) {
      int file = firstWith(passage.before(), files);
      files.set(file, passage.applyTo(files.get(file)));
    }
    List<Finding> findings = new ArrayList<>();
    for (Passage passage : passages) {
      findings.addAll(passage.findingsIn(files));
    }
    findings.sort(
        Comparator.<Finding>comparingInt(finding -> FILES.indexOf(finding.file()))
            .thenComparingInt(Finding::line));
    return new FindingCase(
        name, text(files.get(0)), text(files.get(1)), text(files.get(2)), findings);
  }

  /**
   * The first file in which a passage stands; the last if it stands in none, where it is missed.
   */
  private static int firstWith(List<String> passage, List<List<String>> files) {
    for (int i = 0; i < files.size(); i++) {
      if (!Passage.placesOf(passage, files.get(i)).isEmpty()) {
        return i;
      }
    }
    return files.size() - 1;
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

    List<Finding> findingsIn(List<List<String>> files) {
      if (expected.isEmpty()) {
        return List.of();
      }
      int file = firstWith(after, files);
      int at = onlyPlaceOf(after, files.get(file));
      return expected.stream()
          .map(e -> new Finding(FILES.get(file), at + e.index() + 1, e.reason()))
          .toList();
    }

    private static int onlyPlaceOf(List<String> passage, List<String> lines) {
      List<Integer> places = placesOf(passage, lines);
      assertThat(places).as("places of " + passage).hasSize(1);
      return places.getFirst();
    }

    static List<Integer> placesOf(List<String> passage, List<String> lines) {
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
