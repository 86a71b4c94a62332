package vn.onecall.keeper.log;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.policy.Policy;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Which policy served when, page by page. */
class PolicyVersionsTest {
  private static final String VERSIONS = "/api/v1/policy/versions";

  private static RunningServer server;

  /** Older versions, as if this installation had served them. */
  @BeforeAll
  static void start() {
    server = RunningServer.start("policy-versions");
    server
        .main()
        .sql(
            """
            insert into ledger.policy_version (version, sha256, text, leaf, served_at)
            select n, sha256('x'), '', sha256(n::text::bytea), now()
            from generate_series(1001, 1005) n
            """)
        .update();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Promise("1.6")
  void listsThoseThatHaveServedTheNewestFirstWithTheirEntries() {
    JsonNode versions = json(server.get(VERSIONS)).get("versions");
    Policy served = PolicyReader.load(Folders.POLICY);
    assertThat(versions).hasSize(6);
    JsonNode last = versions.get(5);
    assertThat(last.get("version").intValue()).isEqualTo(served.version());
    assertThat(last.get("sha256").stringValue()).isEqualTo(served.sha256());
    server.ledger().publishAll();
    assertThat(
            server
                .send(server.anonymous("/log/proof/" + last.get("entry").stringValue()).GET())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void goesThroughAllPagesByTheirCursors() {
    List<Integer> seen = new ArrayList<>();
    String next = "";
    while (!next.isEmpty() || seen.isEmpty()) {
      JsonNode page = json(server.get(VERSIONS + "?limit=2&" + next));
      page.get("versions").forEach(each -> seen.add(each.get("version").intValue()));
      next = page.get("next").isNull() ? "" : "cursor=" + page.get("next").stringValue();
    }
    assertThat(seen).hasSize(6).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
  }

  @Test
  void refusesAnotherClientsCursorAndPagesOutOfRange() {
    String cursor = json(server.get(VERSIONS + "?limit=1")).get("next").stringValue();
    HttpResponse<String> shops =
        server.send(
            server
                .anonymous(VERSIONS + "?cursor=" + cursor)
                .header("Authorization", "Bearer " + server.token(RunningServer.SHOP))
                .GET());
    assertThat(shops.statusCode()).isEqualTo(422);
    assertThat(json(shops).get("errors").get(0).get("code").stringValue()).isEqualTo("not-yours");
    for (String wrong : List.of("limit=0", "limit=101", "limit=x", "cursor=AAAA")) {
      assertThat(server.get(VERSIONS + "?" + wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    assertThat(server.send(server.anonymous(VERSIONS).GET()).statusCode()).isEqualTo(401);
  }
}
