package vn.onecall.server.customers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** The copy that customers have of their data, in each of its forms. */
@OnServer
class CopyTest {
  private static final String JSON = "application/json";
  private static final String CSV = "text/csv";
  private static final String PDF = "application/pdf";
  private static final String EXPORT = "/export?activity=account.export";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise("1.4")
  void holdsInJsonEveryValueThatWasGivenAndWhen() {
    JsonNode copy = JsonMapper.shared().readTree(copy(FullCustomer.register(server), JSON).body());
    Map<String, String> held = new TreeMap<>();
    copy.get("fields")
        .properties()
        .forEach(field -> {
          values(held, field.getKey(), 0, field.getValue());
          assertThat(field.getValue().get("collectedAt").stringValue()).endsWith("Z");
        });
    assertThat(held).containsAllEntriesOf(FullCustomer.GIVEN);
    assertThat(held).containsEntry("document/0/content", FullCustomer.content());
  }

  @Test
  @Promise("1.4")
  void holdsInCsvEveryValueThatWasGivenForWhoTakesTheGuardOff() {
    List<CsvRows.Row> rows = CsvRows.read(copy(FullCustomer.register(server), CSV).body());
    Map<String, String> held = new TreeMap<>();
    for (CsvRows.Row row : rows) {
      held.put(row.place(), row.unguarded());
    }
    assertThat(held).containsAllEntriesOf(FullCustomer.GIVEN);
    assertThat(held).containsEntry("document/0/size", "24").doesNotContainKey("document/0/content");
    assertThat(rows)
        .filteredOn(row -> row.place().equals("phone/0/"))
        .containsExactly(
            new CsvRows.Row("phone/0/", "Số điện thoại", "'+84912730415", true, "clear"));
  }

  @Test
  @Promise("1.4")
  void holdsOnPaperEveryValueThatWasGivenAsPeopleWriteIt() throws IOException {
    String text = text(copy(FullCustomer.register(server), PDF).body());
    Map<String, String> spoken = new TreeMap<>(FullCustomer.GIVEN);
    spoken.putAll(
        Map.of(
            "title/0/",
            "Bà",
            "gender/0/",
            "Nữ",
            "birth-date/0/",
            "27/11/1983",
            "document/0/size",
            "24 byte"));
    spoken.forEach(
        (place, value) -> assertThat(text).as(place).contains(value.replaceAll("\\s", "")));
    assertThat(text)
        .contains("Nhânthân", "Ngânhàng:Vietcombank(970436)")
        .doesNotContain(FullCustomer.content());
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, CSV, PDF})
  @Promise("6.2")
  void showsTheCardMaskedInEveryForm(String form) throws IOException {
    byte[] copy = copy(FullCustomer.register(server), form).body();
    String text = form.equals(PDF) ? text(copy) : new String(copy, UTF_8);
    assertThat(text).contains("••••••8817").doesNotContain(FullCustomer.CARD_TOKEN, "tok_");
    if (form.equals(PDF)) {
      assertThat(text).contains("••••••8817(đãchebớt)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, CSV, PDF})
  @Promise("1.6")
  void isOneEntryWhateverItsFormAndTellsWhich(String form) throws IOException {
    String path = FullCustomer.register(server);
    long before = entries(path);
    HttpResponse<byte[]> answer = copy(path, form);
    assertThat(entries(path)).isEqualTo(before + 1);
    JsonNode newest =
        json(server.get(path + "/entries?activity=account.entries&limit=1")).get("entries").get(0);
    assertThat(newest.get("activity").stringValue()).isEqualTo("account.export");
    assertThat(form.equals(PDF) ? text(answer.body()) : new String(answer.body(), UTF_8))
        .contains(newest.get("entry").stringValue());
    assertThat(newest.toString() + answer.headers().map())
        .doesNotContain(FullCustomer.needles().toArray(String[]::new))
        .doesNotContain("Bansao", FullCustomer.CARD_TOKEN);
  }

  @Test
  @Promise("6.2")
  void comesAsAFileWhoseNameTellsTheDayAlone() {
    String path = FullCustomer.register(server);
    for (String form : List.of(CSV, PDF)) {
      HttpResponse<byte[]> answer = copy(path, form);
      assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
          .matches(
              "attachment; filename=\"1call-[0-9]{4}-[0-9]{2}-[0-9]{2}\\."
                  + form.replaceAll(".*/", "")
                  + "\"");
      assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }
    assertThat(
            copy(path, CSV)
                .headers()
                .firstValue("Content-Type")
                .orElseThrow()
                .toLowerCase(Locale.ROOT))
        .contains("text/csv", "charset=utf-8", "header=present");
  }

  @Test
  void isJsonForWhoAsksForNoFormAndWhatIsLikedBestForWhoNamesSeveral() {
    String path = FullCustomer.register(server);
    assertThat(type(copy(path, "*/*"))).isEqualTo(JSON);
    assertThat(type(copy(path, "application/json;q=0.5, text/*"))).isEqualTo(CSV);
    assertThat(type(copy(path, "text/html, application/pdf;q=0.2"))).isEqualTo(PDF);
  }

  @Test
  @Promise("1.6")
  void refusesEveryOtherFormInBothLanguagesAndWritesNothing() {
    String path = FullCustomer.register(server);
    long before = entries(path);
    for (String form : List.of("text/html", "image/png", "application/xml")) {
      for (String language : List.of("vi", "en")) {
        HttpResponse<String> refused =
            server.send(
                server
                    .request(path + EXPORT)
                    .header("Accept", form)
                    .header("Accept-Language", language));
        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(json(refused).get("detail").stringValue())
            .contains(language.equals("vi") ? "Chưa có gì được ghi" : "Nothing was written");
      }
    }
    assertThat(entries(path)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, CSV, PDF})
  @Promise("1.6")
  void holdsNothingWhereItIsRefused(String form) {
    String path = FullCustomer.register(server);
    List<HttpResponse<byte[]>> refused =
        List.of(
            server.sendForBytes(
                server
                    .request(path + EXPORT)
                    .setHeader("Authorization", "Bearer " + server.token(RunningServer.SHOP))
                    .header("Accept", form)),
            server.sendForBytes(
                server.request(path + "/export?activity=campaigns.send").header("Accept", form)),
            server.sendForBytes(
                server
                    .request("/api/v1/customers/" + UUID.randomUUID() + EXPORT)
                    .header("Accept", form)));
    assertThat(refused).extracting(HttpResponse::statusCode).containsExactly(403, 403, 404);
    for (HttpResponse<byte[]> answer : refused) {
      assertThat(type(answer)).isEqualTo("application/problem+json");
      assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
      assertThat(new String(answer.body(), UTF_8))
          .doesNotContain(FullCustomer.needles().toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, CSV, PDF})
  @Promise("1.3")
  void isTheCustomersOwnUnderARestrictionToo(String form) throws IOException {
    String path = FullCustomer.register(server);
    flag(path, "restriction", "\"activity\": \"account.restrict\", \"restricted\": true");
    byte[] copy = copy(path, form).body();
    assertThat(form.equals(PDF) ? text(copy) : new String(copy, UTF_8))
        .contains("quynh.bansao6620@vidu.vn");
  }

  @Test
  @Promise("6.4")
  void holdsNothingMoreOfWhatWasErased() throws IOException {
    String path = FullCustomer.register(server);
    flag(path, "closure", "\"activity\": \"account.close\", \"closed\": true");
    server
        .main()
        .sql("update access.fact set since = since - interval '7 months' where fact = 4")
        .update();
    assertThat(
            server.post("/api/v1/retention/run", "{\"activity\": \"retention.run\"}").statusCode())
        .isEqualTo(200);
    for (String form : List.of(JSON, CSV, PDF)) {
      byte[] copy = copy(path, form).body();
      String text = form.equals(PDF) ? text(copy) : new String(copy, UTF_8);
      assertThat(text.replace(" ", ""))
          .as(form)
          .contains("ĐặngThịNgọcQuỳnh")
          .doesNotContain("bansao6620", "912730415", "001183087651", "0071009876543", "8817");
    }
    server.post(path + "/erasure", "{\"activity\": \"account.erase\"}");
    for (String form : List.of(JSON, CSV, PDF)) {
      assertThat(
              server
                  .sendForBytes(server.request(path + EXPORT).header("Accept", form))
                  .statusCode())
          .isEqualTo(404);
    }
  }

  private static HttpResponse<byte[]> copy(String path, String form) {
    HttpResponse<byte[]> answer =
        server.sendForBytes(server.request(path + EXPORT).header("Accept", form));
    assertThat(answer.statusCode()).as(form).isEqualTo(200);
    return answer;
  }

  private static String type(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Type").orElseThrow().replaceAll(";.*", "");
  }

  private static void values(Map<String, String> held, String field, int item, JsonNode value) {
    String place = field + "/" + item + "/";
    if (value.has("value")) {
      held.put(place, value.get("value").stringValue());
    }
    value
        .path("parts")
        .properties()
        .forEach(part -> held.put(place + part.getKey(), part.getValue().stringValue()));
    int next = item + 1;
    for (JsonNode other : value.path("others")) {
      values(held, field, next++, other);
    }
  }

  private static long entries(String path) {
    return server
        .main()
        .sql("select count(*) from access.entry where subject_id = ?::uuid")
        .param(path.substring(path.lastIndexOf('/') + 1))
        .query(Long.class)
        .single();
  }

  private static void flag(String path, String flag, String members) {
    String tag =
        server.get(path + "?activity=account.view").headers().firstValue("ETag").orElseThrow();
    assertThat(
            server
                .send(
                    server.posting(path + "/" + flag, "{" + members + "}").header("If-Match", tag))
                .statusCode())
        .isEqualTo(200);
  }

  /** The text of a PDF without white space, for its lines are broken where the paper ends. */
  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }
}
