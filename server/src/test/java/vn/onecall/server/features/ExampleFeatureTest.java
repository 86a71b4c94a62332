package vn.onecall.server.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.keeper.features.Features;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.Patience;
import vn.onecall.server.fixture.RunningServer;

/**
 * A feature stands in one folder of Java and one of resources, with a policy of its own: a table,
 * an activity, an address, a job, settings, messages and what erases its data. Nothing elsewhere
 * names it. The test compiles it, puts it on the class path, and runs the whole program with it.
 */
class ExampleFeatureTest {
  private static final Path JAVA = Path.of("src", "test", "example", "java");
  private static final Path RESOURCES = Path.of("src", "test", "example", "resources");
  private static final String CUSTOMERS = "/api/v1/customers";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static ClassLoader before;
  private static URLClassLoader withExample;
  private static Path data;
  private static RunningServer server;

  @BeforeAll
  static void compileAndStart() throws IOException {
    Path classes = Folders.empty("example-classes");
    compile(classes);
    before = Thread.currentThread().getContextClassLoader();
    withExample =
        new URLClassLoader(
            new URL[] {url(classes), url(RESOURCES)}, ExampleFeatureTest.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(withExample);
    data = Folders.installation("example");
    server = start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    Thread.currentThread().setContextClassLoader(before);
    withExample.close();
  }

  private static RunningServer start() {
    String everything =
        "customers.register,shop.view,shop.restrict,shop.erase,loyalty.add,loyalty.show";
    return RunningServer.start(
        data,
        "onecall.policy="
            + RESOURCES.resolve(Path.of("example", "loyalty", "policy.yaml")).toAbsolutePath(),
        "onecall.clients[0].activities=" + everything,
        "onecall.loyalty.most=50");
  }

  @Test
  void keepsItsRowsWithTheEntryUnderItsOwnRoleAndErasesThemWithTheSubject() {
    String id = register("one@mail.example");
    JsonNode added =
        answer(200, post(points(id), "{\"activity\": \"loyalty.add\", \"points\": 7}"));
    assertThat(added.get("points").intValue()).isEqualTo(7);
    assertThat(added.get("entry").stringValue()).hasSize(64);
    assertThat(answer(200, get(points(id) + "?activity=loyalty.show")).get("points").intValue())
        .isEqualTo(7);
    assertThat(rows(id)).isEqualTo(1);
    answer(200, post(CUSTOMERS + "/" + id + "/erasure", "{\"activity\": \"shop.erase\"}"));
    assertThat(rows(id)).isZero();
  }

  @Test
  void takesItsActivitiesOnItsOwnRoutesAlone() {
    String id = register("two@mail.example");
    assertThat(post(points(id), "{\"activity\": \"loyalty.show\"}").body())
        .contains("\"another-route\"");
    assertThat(get(points(id) + "?activity=loyalty.add").body()).contains("\"another-route\"");
    assertThat(get(CUSTOMERS + "/" + id + "?activity=loyalty.show").body())
        .contains("\"another-kind\"");
  }

  @Test
  void speaksBothLanguagesWithItsOwnSettings() {
    String id = register("three@mail.example");
    String tooMany = "{\"activity\": \"loyalty.add\", \"points\": 51}";
    assertThat(post(points(id), tooMany).body()).contains("Mỗi lần thêm từ 1 đến 50 điểm.");
    HttpRequest.Builder english =
        server.posting(points(id), tooMany).header("Accept-Language", "en");
    assertThat(send(english).body()).contains("One call adds 1 to 50 points.");
  }

  @Test
  void runsItsJobAndCountsItsMetric() {
    Patience.until(
        "the job has run",
        () ->
            server.main().sql("select count(*) from loyalty.round").query(Long.class).single()
                == 1);
    assertThat(Features.discover().metrics()).contains("onecall.loyalty.points");
  }

  @Test
  void isPartOfTheDescriptionAndOfTheDataInventory() {
    JsonNode description = answer(200, send(server.anonymous("/openapi.json").GET()));
    assertThat(description.get("paths").has(CUSTOMERS + "/{id}/points")).isTrue();
    assertThat(Features.discover().stored())
        .anyMatch(each -> each.place().equals("main:loyalty.points"));
  }

  @Test
  void startsAgainOnWhatItMigratedAndNeedsNoLineElsewhere() throws IOException {
    server.close();
    server = start();
    register("four@mail.example");
    for (String root : List.of("src/main", "../keeper/src/main")) {
      try (Stream<Path> all = Files.walk(Path.of(root))) {
        assertThat(all.filter(Files::isRegularFile).filter(ExampleFeatureTest::namesTheExample))
            .isEmpty();
      }
    }
  }

  private static boolean namesTheExample(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains("loyalty");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String register(String email) {
    return answer(
            201,
            post(
                CUSTOMERS,
                """
                {"activity": "customers.register", "source": "customer", "moment": "registration",
                 "channel": "web", "fields": {"email": "%s"}}
                """
                    .formatted(email)))
        .get("id")
        .stringValue();
  }

  private static String points(String id) {
    return CUSTOMERS + "/" + id + "/points";
  }

  private static long rows(String id) {
    return server
        .main()
        .sql("select count(*) from loyalty.points where subject_id = ?")
        .param(java.util.UUID.fromString(id))
        .query(Long.class)
        .single();
  }

  private static HttpResponse<String> post(String path, String json) {
    return send(server.posting(path, json));
  }

  private static HttpResponse<String> get(String path) {
    return send(server.request(path).GET());
  }

  /**
   * By a client of its own: the description that tests hold answers to does not have the example.
   */
  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode answer(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static void compile(Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(JAVA)) {
      List<Path> all = sources.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          new ArrayList<>(List.of("-parameters", "-proc:full", "-d", classes.toString()));
      options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
      boolean compiled =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
              .call();
      assertThat(compiled).isTrue();
    }
  }

  private static URL url(Path folder) {
    try {
      return URI.create(folder.toAbsolutePath().normalize().toUri() + "").toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
