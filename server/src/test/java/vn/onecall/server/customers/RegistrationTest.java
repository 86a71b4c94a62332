package vn.onecall.server.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.onecall.server.fixture.OnServer;
import vn.onecall.server.fixture.RunningServer;
import vn.onecall.testing.Promise;

/** What a registration asks for follows from the service chosen, and each field is a real one. */
@OnServer
class RegistrationTest {
  private static final String CUSTOMERS = "/api/v1/customers";
  private static final String WHOLE =
      """
      {"title": "Bà", "full-name": "Nguyễn Thị Khánh Vân", "gender": "female",
       "birth-date": "17/05/1990", "email": ["van.nguyen@vidu.vn", "kv@congty.example"],
       "contact-address": {"old": "12 ngõ 34 phố Vui", "old-commune": "Phường Trung Hoà",
         "old-district": "Quận Cầu Giấy", "old-province": "Thành phố Hà Nội"},
       "phone": "0912 345 678", "fax": "024 3822 1234",
       "identity-number": "001190012345",
       "bank-account": {"bank": "970436", "number": "0071001234567"},
       "payment-card": {"token": "tok_3fB7c9Kd2mQx", "brand": "visa", "last-four": "1111"}}
      """;

  private static final String DIVIDED =
      """
      {"old": "Số 1", "old-commune": "Phường Cống Vị", "old-district": "Quận Ba Đình",
       "old-province": "Hà Nội"}
      """;

  private static RunningServer server;

  @BeforeAll
  static void share(RunningServer shared) {
    server = shared;
  }

  @Test
  @Promise({"1.2", "2.2"})
  void takesEveryFieldForTheServicesThatNeedIt() {
    JsonNode registered =
        accepted(
            register(
                "\"instalment\", \"saved-card\", \"refund-to-account\", \"shop-order\","
                    + " \"centre-visit\"",
                WHOLE));
    String id = registered.get("id").stringValue();
    JsonNode seen = json(server.get(CUSTOMERS + "/" + id + "?activity=account.view")).get("fields");
    assertThat(seen.get("full-name").get("value").stringValue()).isEqualTo("Nguyễn Thị Khánh Vân");
    assertThat(seen.get("birth-date").get("value").stringValue()).isEqualTo("1990-05-17");
    assertThat(seen.get("phone").get("value").stringValue()).isEqualTo("+84912345678");
    assertThat(seen.get("email").get("others").get(0).get("value").stringValue())
        .isEqualTo("kv@congty.example");
    assertThat(seen.get("contact-address").get("parts").get("old").stringValue())
        .isEqualTo("12 ngõ 34 phố Vui");
    assertThat(seen.get("bank-account").get("parts").get("number").stringValue())
        .isEqualTo("0071001234567");
    assertThat(seen.get("payment-card").get("form").stringValue()).isEqualTo("masked");
    for (String by :
        List.of(
            "{\"identity-number\": \"001 190 012 345\"}",
            "{\"bank-account\": \"0071001234567\"}",
            "{\"full-name\": \"nguyen thi khanh van\"}",
            "{\"full-name\": \"Nguyễn Vân\"}",
            "{\"email\": \"kv@congty.example\"}")) {
      assertThat(found(by)).as(by).containsExactly(id);
    }
    assertThat(server.post(CUSTOMERS + "/search", search("{\"full-name\": \"Vân\"}")).statusCode())
        .as("one word alone, which would tell how common it is")
        .isEqualTo(422);
    JsonNode whole = json(server.get(CUSTOMERS + "/" + id + "/export?activity=account.export"));
    assertThat(whole.get("fields").propertyNames())
        .containsExactlyInAnyOrderElementsOf(seen.propertyNames());
    assertThat(whole.get("policyVersion").intValue()).isEqualTo(6);
  }

  @Test
  @Promise("6.1")
  void refusesByNameWhatTheChosenServiceCannotUse() {
    HttpResponse<String> refused =
        register(
            "\"account\"",
            """
            {"full-name": "Lê Văn Một", "email": "mot@vidu.vn", "phone": "0912345678",
             "identity-number": "001190012345"}
            """);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).get("promise").stringValue()).isEqualTo("6.1");
    assertThat(json(refused).get("field").stringValue()).isEqualTo("identity-number");
    assertThat(found("{\"email\": \"mot@vidu.vn\"}")).isEmpty();
  }

  @Test
  @Promise("2.2")
  void asksForAllThatTheServiceNeedsAndForTheStatementOfTruth() {
    HttpResponse<String> lacking =
        register("\"shop-order\"", "{\"full-name\": \"Lê Văn Hai\", \"phone\": \"0912345679\"}");
    assertThat(lacking.statusCode()).isEqualTo(422);
    assertThat(fields(lacking)).containsExactly("fields.contact-address");
    HttpResponse<String> neither = register("\"account\"", "{\"full-name\": \"Lê Văn Hai\"}");
    assertThat(neither.statusCode()).isEqualTo(422);
    assertThat(fields(neither)).containsExactly("fields.email");
    assertThat(json(neither).get("errors").get(0).get("code").stringValue())
        .isEqualTo("one-of-missing");
    assertThat(json(neither).get("errors").get(0).get("message").stringValue())
        .contains("email, phone");
    for (String statement : List.of("", "\"attestation\": 7,")) {
      HttpResponse<String> unsaid =
          server.post(
              CUSTOMERS,
              body(
                  "\"centre-visit\"",
                  statement,
                  "{\"full-name\": \"Lê Ba\", \"phone\": \"0912345670\"}"));
      assertThat(unsaid.statusCode()).isEqualTo(422);
      assertThat(fields(unsaid)).containsExactly("attestation");
    }
    HttpResponse<String> unknown = register("\"séance\"", "{\"full-name\": \"Lê Ba\"}");
    assertThat(fields(unknown)).containsExactly("services");
  }

  @Test
  @Promise({"2.2", "6.1"})
  void takesEitherOfTwoFieldsAndPapersOfThoseWhoHaveNoCard() {
    accepted(
        register(
            "\"account\", \"centre-visit\"",
            "{\"full-name\": \"Lê Văn Một\", \"email\": \"mot.haimuoi@vidu.vn\"}"));
    String id =
        accepted(
                register(
                    "\"instalment\"",
                    """
                    {"full-name": "Kim Min-seo", "birth-date": "1950", "phone": "0912345682",
                     "contact-address": {"commune": "00004", "street": "Số 1"},
                     "identity-paper": {"kind": "Hộ chiếu", "number": "m 8812345k",
                       "country": "Hàn Quốc", "expires": "01/02/2031"}}
                    """))
            .get("id")
            .stringValue();
    assertThat(found("{\"identity-paper\": \"M8812345K\"}")).containsExactly(id);
    JsonNode seen = json(server.get(CUSTOMERS + "/" + id + "?activity=account.view")).get("fields");
    assertThat(seen.at("/birth-date/value").stringValue()).isEqualTo("1950");
    assertThat(seen.at("/identity-paper/parts/country").stringValue()).isEqualTo("KR");
    assertThat(seen.at("/identity-paper/names/country").stringValue()).isEqualTo("Hàn Quốc");
    assertThat(seen.at("/contact-address/names/commune").stringValue()).isEqualTo("Phường Ba Đình");
    JsonNode masked =
        json(server.get(CUSTOMERS + "/" + id + "?activity=care.view-customer")).get("fields");
    assertThat(masked.at("/identity-paper/value").stringValue())
        .isEqualTo("passport KR •••••••45K");
    assertThat(masked.at("/contact-address/names").isMissingNode()).isTrue();
  }

  @Test
  @Promise({"1.8", "6.1"})
  void takesWhomOnlyAYearIsKnownForAsYoungAsTheyMayBe() {
    int year = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).getYear() - 16;
    String id =
        accepted(
                register(
                    "\"centre-visit\"",
                    "{\"full-name\": \"Lê Nhỏ\", \"phone\": \"0912345683\", \"birth-date\": \"%d\"}"
                        .formatted(year)))
            .get("id")
            .stringValue();
    assertThat(
            server
                .main()
                .sql("select count(*) from access.fact where subject_id = ?::uuid and fact = 3")
                .param(id)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  @Promise({"1.2", "2.2"})
  void keepsAValueOnceThatIsWrittenInSeveralWays() {
    String id =
        accepted(
                register(
                    "\"account\"",
                    """
                    {"full-name": "Lê Văn Lặp",
                     "phone": ["0912345684", "+84 912 345 684", "(+84) 912345684", "091.234.5684"],
                     "email": ["Lap@vidu.vn", "lap@VIDU.vn"]}
                    """))
            .get("id")
            .stringValue();
    JsonNode seen = json(server.get(CUSTOMERS + "/" + id + "?activity=account.view")).get("fields");
    assertThat(seen.get("phone").has("others")).isFalse();
    assertThat(seen.at("/email/value").stringValue()).isEqualTo("Lap@vidu.vn");
    assertThat(seen.get("email").has("others")).isFalse();
  }

  @Test
  @Promise({"1.2", "2.2"})
  void offersTheCommunesInWhichADividedOneLies() {
    JsonNode registered =
        accepted(
            register(
                "\"shop-order\"",
                """
                {"full-name": "Lê Văn Chia", "phone": "0912345685", "contact-address": %s}
                """
                    .formatted(DIVIDED)));
    offersBoth(registered.get("warnings").get(0));
    HttpResponse<String> corrected =
        server.send(
            server
                .patching(
                    CUSTOMERS + "/" + registered.get("id").stringValue(),
                    """
                    {"activity": "account.correct", "source": "customer", "channel": "web",
                     "moment": "account-correction", "fields": {"contact-address": %s}}
                    """
                        .formatted(DIVIDED.replace("Số 1", "Số 2")))
                .header("If-Match", "\"1\""));
    offersBoth(json(corrected).get("warnings").get(0));
  }

  private static void offersBoth(JsonNode warning) {
    assertThat(warning.get("code").stringValue()).isEqualTo("several-communes");
    assertThat(warning.get("choices").toString())
        .isEqualTo(
            "[{\"code\":\"00008\",\"name\":\"Phường Ngọc Hà\"},"
                + "{\"code\":\"00025\",\"name\":\"Phường Giảng Võ\"}]");
  }

  @Test
  @Promise("2.2")
  void keepsTheStatementOfTruthWithItsVersionAndTime() {
    String id =
        accepted(
                register(
                    "\"centre-visit\"",
                    "{\"full-name\": \"Lê Thị Năm\", \"phone\": \"0912345671\"}"))
            .get("id")
            .stringValue();
    assertThat(
            server
                .main()
                .sql(
                    """
                    select count(*) from access.attestation a join access.entry e using (entry_id)
                    where a.subject_id = ?::uuid and a.version = 1 and a.at = e.at
                    """)
                .param(id)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  @Promise("2.2")
  void warnsWhereTheIdentityNumberDoesNotFitAndTakesItAllTheSame() {
    JsonNode registered =
        accepted(
            register(
                "\"instalment\", \"centre-visit\"",
                """
                {"full-name": "Trần Văn Sáu", "gender": "male", "birth-date": "1985-01-02",
                 "email": "sau@vidu.vn", "phone": "0912345672",
                 "contact-address": {"old": "Số 1, đường Không Tên"},
                 "identity-number": "001190012346"}
                """));
    List<String> warned = new ArrayList<>();
    registered
        .get("warnings")
        .forEach(each ->
            warned.add(each.get("field").stringValue() + " " + each.get("code").stringValue()));
    assertThat(warned).anyMatch(each -> each.startsWith("fields.identity-number "));
    assertThat(registered.get("warnings").toString()).doesNotContain("001190012346", "Sáu");
  }

  @Test
  @Promise("1.3")
  void takesNothingThatDidNotComeFromTheCustomer() {
    String bought =
        body(
                "\"centre-visit\"",
                "\"attestation\": 1,",
                "{\"full-name\": \"Lê Bảy\", \"phone\": \"0912345673\"}")
            .replace("\"source\": \"customer\"", "\"source\": \"list\"");
    HttpResponse<String> refused = server.post(CUSTOMERS, bought);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(fields(refused)).containsExactly("source");
  }

  @Test
  @Promise("0.1")
  void keepsNotesBesideEachOtherSealedAndForTheCustomerToRead() {
    String id =
        accepted(
                register(
                    "\"centre-visit\"", "{\"full-name\": \"Lê Tám\", \"phone\": \"0912345674\"}"))
            .get("id")
            .stringValue();
    for (String note : List.of("Khách hỏi về lịch hẹn.", "Khách đổi lịch\\nsang thứ Sáu.")) {
      HttpResponse<String> noted =
          server.post(
              CUSTOMERS + "/" + id + "/records",
              """
              {"activity": "care.write-note", "source": "customer", "moment": "care-contact",
               "channel": "phone", "fields": {"note": "%s"}}
              """
                  .formatted(note));
      assertThat(noted.statusCode()).as(noted.body()).isEqualTo(200);
    }
    JsonNode notes =
        json(server.get(CUSTOMERS + "/" + id + "?activity=account.view")).get("fields").get("note");
    assertThat(notes.toString()).contains("lịch hẹn", "thứ Sáu");
    assertThat(
            server
                .post(
                    CUSTOMERS + "/" + id + "/records",
                    """
                    {"activity": "care.write-note", "source": "customer", "moment": "care-contact",
                     "channel": "phone", "fields": {"email": "x@vidu.vn"}}
                    """)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  @Promise("1.6")
  void readsASetWithAnEntryForEachAndLeavesOutWhoCannotBeShown() {
    String first =
        accepted(
                register(
                    "\"centre-visit\"", "{\"full-name\": \"Lê Chín\", \"phone\": \"0912345675\"}"))
            .get("id")
            .stringValue();
    String second =
        accepted(
                register(
                    "\"centre-visit\"", "{\"full-name\": \"Lê Mười\", \"phone\": \"0912345676\"}"))
            .get("id")
            .stringValue();
    HttpResponse<String> read =
        server.post(
            CUSTOMERS + "/read",
            """
            {"activity": "care.view-customer", "ids": ["%s", "%s",
             "00000000-0000-4000-8000-000000000000"]}
            """
                .formatted(first, second));
    assertThat(json(read).get("customers")).hasSize(2);
    assertThat(json(read).get("entries")).hasSize(3);
  }

  private static HttpResponse<String> register(String services, String fields) {
    return server.post(CUSTOMERS, body(services, "\"attestation\": 1,", fields));
  }

  private static String body(String services, String statement, String fields) {
    return """
    {"activity": "customers.register", "services": [%s], %s "source": "customer",
     "moment": "transaction-registration", "channel": "web", "fields": %s}
    """
        .formatted(services, statement, fields);
  }

  private static JsonNode accepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private static String search(String by) {
    return "{\"activity\": \"care.find-customer\", \"by\": " + by + "}";
  }

  private static List<String> found(String by) {
    HttpResponse<String> answer = server.post(CUSTOMERS + "/search", search(by));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    json(answer).get("customers").forEach(each -> ids.add(each.get("id").stringValue()));
    return ids;
  }

  private static List<String> fields(HttpResponse<String> problem) {
    List<String> fields = new ArrayList<>();
    json(problem).get("errors").forEach(each -> fields.add(each.get("field").stringValue()));
    return fields;
  }
}
