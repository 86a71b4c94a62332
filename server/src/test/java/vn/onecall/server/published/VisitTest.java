package vn.onecall.server.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.onecall.server.fixture.Administrator;
import vn.onecall.server.fixture.Person;
import vn.onecall.server.fixture.ProgramLog;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.server.secrecy.Needles;
import vn.onecall.server.secrecy.Tables;
import vn.onecall.testing.Promise;

/**
 * Somebody who only looks, under a name that one could not overlook: afterwards every table and
 * every file is as it was before, to the byte, and nothing that was said names them.
 */
class VisitTest {
  private static final Map<String, String> CONSPICUOUS =
      Map.of(
          "User-Agent", "Khachvanglai-Trinhduyet/73.19",
          "Referer", "https://noigioithieu-khachvanglai.example/trang?ai=nguoighetham8264",
          "Cookie", "theodoi=khachvanglai-5518846; id=nguoighetham8264",
          "X-Forwarded-For", "203.0.113.197",
          "Forwarded", "for=203.0.113.197",
          "Accept-Language", "vi;q=0.7, eo;q=0.3",
          "If-None-Match", "\"khachvanglai-etag\"");

  /** Where the visitor comes from: an address of this machine that nothing else here uses. */
  private static final String ADDRESS = "127.83.19.7";

  private static final HttpClient VISITOR =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .localAddress(InetAddress.ofLiteral(ADDRESS))
          .build();

  private static final Needles NEEDLES =
      new Needles(
          "Khachvanglai", "nguoighetham8264", "khachvanglai-5518846", "203.0.113.197", ADDRESS);

  @Test
  @Promise("0.1")
  void leavesNothingStoredAnywhere() throws IOException {
    ProgramLog log = ProgramLog.listen();
    try (RunningServer server = RunningServer.start("visits")) {
      String entry = server.register(Person.next()).get("entry").stringValue();
      server.ledger().publishAll();
      List<String> pages = pages(server, entry);
      // Once beforehand: what the server makes ready on first use is not about the visitor.
      pages.forEach(page -> visit(server, page));
      Map<String, String> before = everything(server);
      for (String page : pages) {
        HttpResponse<String> answer = visit(server, page);
        assertThat(answer.headers().map()).as(page).doesNotContainKey("set-cookie");
        assertThat(NEEDLES.in(answer.body().getBytes(StandardCharsets.UTF_8))).as(page).isEmpty();
      }
      Map<String, String> after = everything(server);
      assertThat(after).isEqualTo(before);
      assertThat(before.keySet())
          .anyMatch(name -> name.equals("main access.entry"))
          .anyMatch(name -> name.equals("keys access.idempotency"))
          .anyMatch(name -> name.equals("file log/checkpoint"));
      try (Stream<Path> files = Files.walk(server.data())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(NEEDLES.in(Files.readAllBytes(file))).as("" + file).isEmpty();
        }
      }
    }
    assertThat(NEEDLES.in(log.said().getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  /** The comparison itself: one more registration, by whomever, shows in tables and files. */
  @Test
  void theComparisonSeesWhatOneCallLeaves() {
    try (RunningServer server = RunningServer.start("no-visit")) {
      server.ledger().publishAll();
      Map<String, String> before = everything(server);
      server.register(Person.next());
      server.ledger().publishAll();
      Map<String, String> after = everything(server);
      after.entrySet().removeAll(before.entrySet());
      assertThat(after.keySet())
          .contains("main access.entry", "main access.facts", "keys access.blind_index")
          .contains("file log/checkpoint", "file log/openings/000000.openings");
    }
  }

  /** Whatever is there for anyone, and what is not there. */
  private static List<String> pages(RunningServer server, String entry) {
    return Stream.concat(
            server.mappings().ours().stream()
                .filter(mapping -> mapping.startsWith("get /"))
                .map(mapping -> mapping.substring(4))
                .filter(path -> !path.contains("{") && !path.startsWith("/api/")),
            Stream.of(
                "/health",
                "/log/proof/" + entry,
                "/log/tile/0/000.p/2",
                "/log/consistency?from=1&to=2",
                "/",
                "/favicon.ico",
                "/robots.txt",
                "/nowhere/nguoighetham8264?ai=khachvanglai-5518846",
                "/policy/nguoighetham8264",
                "/log/tile/0/nguoighetham8264",
                "/api/v1/customers/nguoighetham8264"))
        .toList();
  }

  private static HttpResponse<String> visit(RunningServer server, String page) {
    var request = server.anonymous(page).GET();
    CONSPICUOUS.forEach(request::header);
    return server.send(VISITOR, request);
  }

  /** Every table of both instances and every file but PostgreSQL's own, each with its content. */
  private static Map<String, String> everything(RunningServer server) {
    Map<String, String> all = new TreeMap<>();
    for (var instance :
        Map.<String, Administrator>of(
                "main", server.mainAdministrator(), "keys", server.keysAdministrator())
            .entrySet()) {
      Tables.copied(instance.getValue(), "text")
          .forEach((table, rows) -> all.put(instance.getKey() + " " + table, sha256(rows)));
    }
    // Renewed every two seconds, whoever visits or does not; it holds an id and a time.
    assertThat(all.remove("main ledger.lease")).isNotNull();
    try (Stream<Path> files = Files.walk(server.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = server.data().relativize(file).toString();
        if (!name.startsWith("main/") && !name.startsWith("keys/")) {
          all.put("file " + name, sha256(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
