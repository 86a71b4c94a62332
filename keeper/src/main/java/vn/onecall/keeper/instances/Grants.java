package vn.onecall.keeper.instances;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.onecall.keeper.features.FeatureDeclaration;
import vn.onecall.keeper.features.Features;

/**
 * The rights that are written for the parts in one instance, as {@code db/grants} has them: each
 * with its table, and those of a column with their column.
 */
final class Grants {
  private static final Pattern STATEMENT =
      Pattern.compile("grant (?<rights>[a-z_, ()]+) on (?<table>[a-z_.]+) to (?<part>[a-z_]+)");
  private static final Pattern RIGHT =
      Pattern.compile("(?<right>[a-z]+)(?: \\((?<columns>[a-z_, ]+)\\))?(?:, |$)");

  /** Several rights of one part on one table. */
  record Line(DatabaseRole part, String table, String rights) {
    String schema() {
      return table.substring(0, table.indexOf('.'));
    }
  }

  /**
   * One right.
   *
   * @param whose the role, or {@code public} for everybody's
   * @param right such as {@code select} or {@code update (note)}
   * @param on a table, {@code schema x} or {@code the database}
   */
  record Right(String whose, String right, String on) implements Comparable<Right> {
    @Override
    public int compareTo(Right other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return whose + ": " + right + " on " + on;
    }
  }

  private final List<Line> lines;

  private Grants(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * Those of an instance: of the keeper's parts, and of each feature, beside which its own stand.
   *
   * @throws IllegalStateException if a feature gives rights to another or on another's tables
   */
  static Grants of(String instance, Features features) {
    String file = "/db/grants/" + instance + ".sql";
    List<Line> lines = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Grants.class.getResourceAsStream(file), file)) {
      lines.addAll(parse(text(in)).lines);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
    for (FeatureDeclaration feature : features.all()) {
      try (InputStream in = feature.home().getResourceAsStream(instance + "-grants.sql")) {
        if (in != null) {
          lines.addAll(ownOf(feature, parse(text(in)).lines));
        }
      } catch (IOException e) {
        throw new IllegalStateException("the grants of the feature " + feature.name(), e);
      }
    }
    return new Grants(lines);
  }

  private static List<Line> ownOf(FeatureDeclaration feature, List<Line> lines) {
    for (Line line : lines) {
      if (!line.schema().equals(feature.schema()) || !line.part.label().equals(feature.schema())) {
        throw new IllegalStateException(
            "the feature " + feature.name() + " gives rights that are not its own: " + line);
      }
    }
    return lines;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }

  static Grants parse(String sql) {
    String statements =
        sql.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining(" "));
    return new Grants(
        Arrays.stream(statements.split(";", -1))
            .map(statement -> statement.strip().replaceAll("\\s+", " "))
            .filter(statement -> !statement.isEmpty())
            .map(Grants::line)
            .toList());
  }

  private static Line line(String statement) {
    Matcher matcher = STATEMENT.matcher(statement);
    if (!matcher.matches()) {
      throw new IllegalStateException("this grant cannot be read: " + statement);
    }
    DatabaseRole part = DatabaseRole.of(matcher.group("part"));
    return new Line(part, matcher.group("table"), matcher.group("rights"));
  }

  /** The parts that have anything to do here. */
  Set<DatabaseRole> parts() {
    return lines.stream().map(Line::part).collect(Collectors.toCollection(TreeSet::new));
  }

  List<Line> lines() {
    return lines;
  }

  /** The schemas that the program keeps to itself. */
  Set<String> schemas() {
    return lines.stream().map(Line::schema).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Every right that there must be in a database, and beside them there must be no other. */
  Set<Right> rights(String database) {
    Set<Right> rights = new TreeSet<>();
    for (DatabaseRole part : parts()) {
      if (part.logsIn()) {
        rights.add(new Right(part.role(database), "connect", "the database"));
      } else {
        // The door's login may become the feature, and has its rights only while it is.
        rights.add(
            new Right(DatabaseRole.ACCESS.role(database), "member", "role " + part.role(database)));
      }
    }
    for (Line line : lines) {
      String role = line.part.role(database);
      rights.add(new Right(role, "usage", "schema " + line.schema()));
      each(line.rights).forEach(right -> rights.add(new Right(role, right, line.table)));
    }
    return rights;
  }

  private static Stream<String> each(String rights) {
    return RIGHT
        .matcher(rights)
        .results()
        .flatMap(found ->
            found.group("columns") == null
                ? Stream.of(found.group("right"))
                : Arrays.stream(found.group("columns").split(", ", -1))
                    .map(column -> found.group("right") + " (" + column + ")"));
  }
}
