package vn.onecall.server.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Customers see every access to their data, and only theirs. */
@OnServer
class OwnEntriesTest {
  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise("1.6")
  void showsWhoSawWhatAndWhyTheNewestFirstInTheReadersLanguage() {
    String id = server.someone();
    server.get("/api/v1/customers/" + id + "?activity=care.reveal-contact");
    JsonNode page = json(page(id, "limit=10"));
    assertThat(page.get("entries").size()).isEqualTo(2);
    JsonNode newest = page.get("entries").get(0);
    assertThat(newest.get("activity").stringValue()).isEqualTo("care.reveal-contact");
    assertThat(newest.get("words").stringValue()).contains("liên lạc");
    assertThat(newest.get("purpose").stringValue()).isEqualTo("customer-care");
    assertThat(newest.get("client").stringValue()).isEqualTo("desk");
    assertThat(newest.get("outcome").stringValue()).isEqualTo("permitted");
    assertThat(newest.get("details").valueStream().map(JsonNode::stringValue))
        .contains("show phone clear");
    assertThat(page.get("next").isNull()).isTrue();
  }

  @Test
  @Promise("1.6")
  void showsEachEntryOnceWhateverThePage() {
    String id = server.someone();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.addFirst(
          json(server.get("/api/v1/customers/" + id + "?activity=account.view"))
              .get("entry")
              .stringValue());
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = json(page(id, "limit=2" + (next.isEmpty() ? "" : "&cursor=" + next)));
      page.get("entries")
          .forEach(entry -> {
            if (entry.get("activity").stringValue().equals("account.view")) {
              seen.add(entry.get("entry").stringValue());
            }
          });
      next = page.get("next").isNull() ? "" : page.get("next").stringValue();
    } while (!next.isEmpty());
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void refusesAnothersCursorAStrangersIdAndAPageWithoutMeasure() {
    String id = server.someone();
    String other = server.someone();
    for (int i = 0; i < 3; i++) {
      server.get("/api/v1/customers/" + id + "?activity=account.view");
    }
    String cursor = json(page(id, "limit=2")).get("next").stringValue();
    assertThat(page(other, "cursor=" + cursor).statusCode()).isEqualTo(422);
    assertThat(page(id, "limit=0").statusCode()).isEqualTo(422);
    assertThat(page("00000000-0000-4000-8000-000000000001", "limit=2").statusCode()).isEqualTo(404);
  }

  @Test
  @Promise("6.4")
  void showsNothingOnceTheCustomerIsErased() {
    String id = server.someone();
    server.post("/api/v1/customers/" + id + "/erasure", "{\"activity\": \"account.erase\"}");
    assertThat(page(id, "limit=2").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> page(String id, String more) {
    return server.get("/api/v1/customers/" + id + "/entries?activity=account.entries&" + more);
  }
}
