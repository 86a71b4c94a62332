package vn.onecall.server.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** Look-ups of banks, countries, provinces, communes and former communes, by anyone. */
@OnServer
class ReferenceTest {
  private static final String REFERENCE = "/api/v1/reference/";

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "banks, banks, 66",
    "provinces, provinces, 34",
    "countries, countries, 249",
    "provinces/01/communes, communes, 126",
    "former-communes?district=Quận+Ba+Đình, formerCommunes, 14",
    "former-communes?province=tinh+ha+nam, formerCommunes, 115",
  })
  void listsWhatThereIsWithTheNameOfEachCode(String path, String list, int size) {
    JsonNode all = json(look(path)).get(list);
    assertThat(all).hasSizeGreaterThan(size - 1);
    for (JsonNode each : all) {
      assertThat(each.get("name").stringValue()).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "banks/970438, BaoViet Bank",
    "banks/BVB, BaoViet Bank",
    "banks/VCCB, BVBank",
    "banks/971005, Viettel Money",
    "communes/26368, Phường Long Thành",
    "communes/07444, Phường Lục Nam",
    "communes/23938, Xã Ia Mơ",
    "communes/23737, Xã Ia Mơ",
  })
  void findsOneByItsCode(String path, String name) {
    assertThat(json(look(path)).get("name").stringValue()).isEqualTo(name);
  }

  @Test
  @Promise({"1.2", "2.2"})
  void saysWhatBecameOfAFormerCommuneAndOfWhatOneOfTodayWasMade() {
    JsonNode found = json(look("former-communes?commune=cong+vi&district=ba+dinh&province=ha+noi"));
    assertThat(found.get("formerCommunes")).hasSize(1);
    JsonNode congVi = found.get("formerCommunes").get(0);
    assertThat(congVi.get("name").stringValue()).isEqualTo("Phường Cống Vị");
    assertThat(congVi.get("divided").booleanValue()).isTrue();
    assertThat(congVi.get("now").findValuesAsString("name"))
        .contains("Phường Ngọc Hà", "Phường Giảng Võ", "Thành phố Hà Nội");
    assertThat(json(look("communes/00008")).get("formerly").findValuesAsString("name"))
        .contains("Phường Cống Vị");
    assertThat(json(look("former-communes?commune=Xứ+Lạ")).get("formerCommunes")).isEmpty();
  }

  @Test
  void namesCountriesInTheReadersLanguage() {
    HttpResponse<String> english =
        server.send(
            server.anonymous(REFERENCE + "countries").header("Accept-Language", "en").GET());
    assertThat(english.body()).contains("{\"code\":\"KR\",\"name\":\"South Korea\"}");
    assertThat(english.headers().allValues("Vary")).contains("Accept-Language");
    assertThat(look("countries").body()).contains("{\"code\":\"KR\",\"name\":\"Hàn Quốc\"}");
  }

  @Test
  void letsACacheKeepAnAnswerForADayAndAskAgainByItsTag() {
    HttpResponse<String> first = look("provinces");
    assertThat(first.headers().firstValue("Cache-Control")).contains("max-age=86400, public");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        server.send(server.anonymous(REFERENCE + "provinces").header("If-None-Match", tag).GET());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(look("banks").headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource({
    "banks/XYZ, 404",
    "communes/99999, 404",
    "provinces/00/communes, 404",
    "former-communes, 422",
    "former-communes?commune=, 422",
  })
  void saysWhereThereIsNothing(String path, int status) {
    HttpResponse<String> answer = server.send(server.anonymous(REFERENCE + path).GET());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    String longName = REFERENCE + "former-communes?commune=" + "x".repeat(101);
    assertThat(server.send(server.anonymous(longName).GET()).statusCode()).isEqualTo(422);
  }

  private static HttpResponse<String> look(String path) {
    int query = path.indexOf('?');
    String ascii =
        query < 0
            ? path
            : path.substring(0, query + 1)
                + URLEncoder.encode(path.substring(query + 1), StandardCharsets.UTF_8)
                    .replace("%3D", "=")
                    .replace("%26", "&")
                    .replace("%2B", "+");
    HttpResponse<String> answer = server.send(server.anonymous(REFERENCE + ascii).GET());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }
}
