package vn.onecall.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls that stand in the text of the sources, of the keeper and of the server. */
class SourcesTest {
  private static final int MOST_LINES = 400;

  /** Which packages may name the tables of a schema. */
  private static final Map<String, Set<String>> OWNERS =
      Map.of(
          "access",
          Set.of(
              "keeper/audit",
              "keeper/decisions",
              "keeper/entries",
              "keeper/erasure",
              "keeper/facts",
              "keeper/idempotency",
              "keeper/keys",
              "keeper/writes"),
          "ledger",
          Set.of("keeper/log"),
          "instances",
          Set.of("keeper/instances"),
          "demands",
          Set.of("server/demands"),
          "transfers",
          Set.of("server/transfers"),
          "requests",
          Set.of("server/requests"),
          "verification",
          Set.of("server/verification"));

  private static final Pattern TABLE =
      Pattern.compile("(from|into|update|join|table) ([a-z]+)\\.[a-z_]+");

  /** The number alone in a string, or spoken of in a comment. */
  private static final Pattern PROMISE_NUMBER =
      Pattern.compile(
          "(?<!\\\\)\"[0-9]{1,3}\\.[1-9][0-9]{0,2}\"|[Pp]romises?[ *\\n]+[0-9]+\\.[0-9]+");

  @Test
  void aFeatureNamesNoTableOfAnother() throws IOException {
    for (Path source : sources()) {
      assertThat(foreignTables(room(source), Files.readString(source)))
          .as(source.toString())
          .isEmpty();
    }
  }

  @Test
  void reportsAForeignTable() {
    assertThat(foreignTables("server/demands", "select 1 from transfers.transfer"))
        .containsExactly("transfers");
    assertThat(foreignTables("server/demands/store", "delete from access.sealed"))
        .containsExactly("access");
    assertThat(foreignTables("server/transfers/outbox", "select 1 from transfers.transfer"))
        .isEmpty();
  }

  @Test
  void everyFileCanBeReadAtASitting() throws IOException {
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThan(250);
    assertThat(sources).anyMatch(source -> room(source).equals("keeper/door"));
    assertThat(sources).anyMatch(source -> room(source).equals("server/app"));
    for (Path source : sources) {
      assertThat(isShort(Files.readAllLines(source))).as(source.toString()).isTrue();
    }
    assertThat(isShort(new ArrayList<>(java.util.Collections.nCopies(MOST_LINES, "")))).isFalse();
  }

  @Test
  void noPromiseNumberStandsInTheProgram() throws IOException {
    List<Path> all = sourcesOfAllModules();
    assertThat(all).anyMatch(source -> source.endsWith("server/app/KeeperConfiguration.java"));
    assertThat(all).anyMatch(source -> source.endsWith("policy/model/PromiseId.java"));
    assertThat(all).anyMatch(source -> source.endsWith("cli/policy/PolicyCommand.java"));
    for (Path source : all) {
      assertThat(promiseNumbers(Files.readString(source))).as(source.toString()).isEmpty();
    }
  }

  @Test
  void reportsAPromiseNumber() {
    assertThat(promiseNumbers("P = new PromiseId(\"6.3\");")).isNotEmpty();
    assertThat(promiseNumbers("denied(\n    \"1.10\")")).isNotEmpty();
    assertThat(promiseNumbers(" * for transfers (promises\n * 4.1 and 6.3)")).isNotEmpty();
    assertThat(promiseNumbers("P = new PromiseId(\n NUMBER + \".3\");")).isEmpty();
    assertThat(promiseNumbers("\"version 1.10\" // RFC 9421, section 2.1")).isEmpty();
  }

  private static List<String> promiseNumbers(String text) {
    return PROMISE_NUMBER.matcher(text).results().map(MatchResult::group).toList();
  }

  /** The walk of the demonstration shows the published policy, and says which promise it shows. */
  private static List<Path> sourcesOfAllModules() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.toList()) {
        Path code = module.resolve(Path.of("src", "main", "java"));
        if (Files.isDirectory(code)) {
          try (Stream<Path> all = Files.walk(code)) {
            all.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.toString().contains("/cli/demo/walk/"))
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static boolean isShort(List<String> lines) {
    return lines.size() < MOST_LINES;
  }

  private static Set<String> foreignTables(String room, String text) {
    return TABLE
        .matcher(text)
        .results()
        .map(found -> found.group(2))
        .filter(OWNERS::containsKey)
        .filter(schema ->
            Objects.requireNonNull(OWNERS.get(schema)).stream()
                .noneMatch(owner -> room.equals(owner) || room.startsWith(owner + "/")))
        .collect(Collectors.toSet());
  }

  /** The package of a source below {@code vn.onecall}, with slashes. */
  private static String room(Path source) {
    String folder = String.valueOf(source.getParent()).replace('\\', '/');
    return folder.substring(folder.indexOf("/vn/onecall/") + "/vn/onecall/".length());
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : List.of(Path.of(""), Path.of("..", "keeper"))) {
      try (Stream<Path> all = Files.walk(module.resolve(Path.of("src", "main", "java")))) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }
}
