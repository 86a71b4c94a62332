package vn.onecall.policy.law;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import vn.onecall.policy.SamplePolicies;

/**
 * One case of the table of clocks.
 *
 * @param submission what is asked, when, and whether a processor must help
 * @param extended whether it is extended at once
 * @param acknowledge the last day to acknowledge, or the result in its place
 * @param answer the last day to answer, or the result in its place
 * @param written the case as it stands in the table
 */
record ClockCase(
    Submission submission, boolean extended, String acknowledge, String answer, String written) {

  static List<ClockCase> all() {
    return SamplePolicies.text("law/clocks.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(ClockCase::parse)
        .toList();
  }

  static Stream<ClockCase> of(RequestKind... kinds) {
    List<RequestKind> wanted = Arrays.asList(kinds);
    return all().stream().filter(each -> wanted.contains(each.submission().kind()));
  }

  private static ClockCase parse(String line) {
    String[] cells = line.split(" \\| ", -1);
    if (cells.length != 7) {
      throw new IllegalArgumentException("Not seven cells: " + line);
    }
    RequestKind kind =
        Stream.of(RequestKind.values())
            .filter(k -> k.id().equals(cells[0]))
            .findFirst()
            .orElseThrow();
    return new ClockCase(
        new Submission(kind, OffsetDateTime.parse(cells[1]).toInstant(), flag(cells[2])),
        flag(cells[3]),
        cells[4],
        cells[5],
        line);
  }

  private static boolean flag(String cell) {
    return switch (cell) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException("Neither yes nor no: " + cell);
    };
  }

  @Override
  public String toString() {
    return written;
  }
}
