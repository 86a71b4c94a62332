package vn.onecall.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.features.StoredData;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Every table and every file of an installation that has done everything is declared. */
@Promise("0.1")
class StoredDataTest {
  private static final List<StoredData> DECLARED = Features.discover().stored();
  private static final Set<String> TABLES = new TreeSet<>();
  private static Path data = Path.of("");

  @BeforeAll
  static void doEverythingAndStop() {
    try (RunningServer server = RunningServer.start("holdings")) {
      String id = server.someone();
      String path = "/api/v1/customers/" + id;
      JsonNode seen = RunningServer.json(server.get(path + "?activity=account.view"));
      String entry = seen.get("entry").stringValue();
      server.get(path + "/entries/" + entry + "/receipt?activity=account.receipt");
      server.post(path + "/erasure", "{\"activity\": \"account.erase\"}");
      TABLES.addAll(tables("main", server.main()));
      TABLES.addAll(tables("keys", server.keys()));
      data = server.data();
    }
  }

  @Test
  void everyTableIsDeclaredAndNoOther() {
    assertThat(TABLES).isEqualTo(declared(StoredData::isTable));
  }

  @Test
  void everyFileIsDeclared() throws IOException {
    Set<String> patterns = declared(stored -> !stored.isTable());
    // The clients' secrets lie where the operator's settings say: this fixture's, in the folder.
    patterns.add("clients/*.secret");
    Set<String> met = new TreeSet<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(each -> !Files.isDirectory(each)).toList()) {
        Path relative = data.relativize(file);
        List<String> matching =
            patterns.stream().filter(pattern -> matches(pattern, relative)).toList();
        assertThat(matching).as("what declares %s", relative).hasSize(1);
        met.addAll(matching);
      }
    }
    // The programs are unpacked elsewhere, once for all tests.
    met.add("postgresql/**");
    assertThat(met).isEqualTo(patterns);
  }

  @Test
  void whatIsHeldSaysHowItIsExportedRestrictedAndErased() {
    for (StoredData stored : DECLARED) {
      switch (stored.content()) {
        case StoredData.Held(String exported, String restricted, String erased) ->
            assertThat(List.of(exported, restricted, erased)).noneMatch(String::isBlank);
        case StoredData.None(String because) -> assertThat(because).isNotBlank();
      }
    }
  }

  private static Set<String> tables(String instance, JdbcClient client) {
    return client
        .sql(
            """
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema not in ('pg_catalog', 'information_schema')
            """)
        .query((row, n) -> instance + ":" + row.getString(1))
        .set();
  }

  private static Set<String> declared(Predicate<StoredData> kind) {
    return DECLARED.stream()
        .filter(kind)
        .map(StoredData::place)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean matches(String pattern, Path relative) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(relative);
  }
}
