package vn.onecall.server.secrecy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import vn.onecall.server.fixture.RunningServer;

/**
 * A customer of whom every field of promises 1.2 and 2.2 is held that can be told from any other,
 * taken along every path: registered, refused, searched, read in every form, corrected, noted on,
 * agreed for, exported, closed, due, and gone. A title and a gender are words that stand in the
 * policy itself, and cannot be looked for.
 */
final class EveryField {
  private static final String PICTURE = "anhgiayto-canhac-5930184";

  /** What must be found nowhere: as it was given, as it is held, and in its parts. */
  static final List<String> CANARIES =
      List.of(
          "Lương Thị Hoàngoanh Canhsáu",
          "hoangoanh.canhsau6620@nhacanary.vn",
          "hoangoanh.canhsau6620",
          "congviec.canhsau4471@nhacanary.vn",
          "1983-11-27",
          "27/11/1983",
          "0912 730 415",
          "0912730415",
          "+84912730415",
          "024 3822 1947",
          "02438221947",
          "+842438221947",
          "001 183 087 651",
          "001183087651",
          "001183462915",
          "C7391208X",
          "C 7391208X",
          "917364582",
          "77 ngõ Canhxanh hẻm Ngọclan",
          "Canhxanh hẻm",
          "0071009876543",
          "tok_Canhac7391xq2B",
          "4929739100428817",
          "4929 7391 0042 8817",
          PICTURE,
          "giayto-canhac7391.jpg",
          "Khách dặn riêng về Bánhcốm4417",
          "Bánhcốm4417",
          "88 phố Ngọclanmới cuối hẻm");

  private static final String HOW =
      "\"source\": \"customer\", \"moment\": \"%s\", \"channel\": \"web\"";

  private static final String FIELDS =
      """
      {"title": "Bà", "full-name": "Lương Thị Hoàngoanh Canhsáu", "gender": "female",
       "birth-date": "27/11/1983",
       "email": ["hoangoanh.canhsau6620@nhacanary.vn", "congviec.canhsau4471@nhacanary.vn"],
       "contact-address": {"old": "77 ngõ Canhxanh hẻm Ngọclan"},
       "phone": "0912 730 415", "fax": "024 3822 1947", "identity-number": "001 183 087 651",
       "identity-paper": {"kind": "passport", "number": "C 7391208X", "country": "Việt Nam",
         "expires": "30/04/2031"},
       "identity-number-legacy": "917364582",
       "document": {"name": "giayto-canhac7391.jpg", "media-type": "image/jpeg",
         "content": "%s"},
       "bank-account": {"bank": "970436", "number": "0071009876543"},
       "payment-card": {"token": "tok_Canhac7391xq2B", "brand": "visa", "last-four": "8817"}}
      """
          .formatted(picture());

  private final RunningServer server;
  private final List<HttpResponse<String>> answers = new ArrayList<>();

  EveryField(RunningServer server) {
    this.server = server;
  }

  /** All paths; every answer. */
  List<HttpResponse<String>> everyPath() {
    String path = register();
    badInput(path);
    searches();
    for (String activity :
        List.of(
            "account.view",
            "care.view-customer",
            "care.reveal-contact",
            "counter.check-identity")) {
      shown(server.get(path + "?activity=" + activity));
    }
    shown(post(path + "/guardian", 1, "\"activity\": \"guardian.agree\", \"agrees\": true"));
    shown(
        post(
            path + "/records",
            0,
            "\"activity\": \"care.write-note\", \"source\": \"customer\", \"moment\":"
                + " \"care-contact\", \"channel\": \"phone\", \"fields\": {\"note\":"
                + " \"Khách dặn riêng về Bánhcốm4417\"}"));
    shown(server.get(path + "?activity=care.read-notes"));
    choices(path);
    shown(correct(path, version(path), "account.correct"));
    shown(server.get(path + "/history?activity=account.history"));
    for (String form : List.of("application/json", "text/csv", "application/pdf")) {
      shown(
          server.send(
              server.request(path + "/export?activity=account.export").header("Accept", form)));
    }
    shown(
        post(
            "/api/v1/customers/read",
            0,
            "\"activity\": \"care.view-customer\", \"ids\": [\""
                + path.substring(path.lastIndexOf('/') + 1)
                + "\"]"));
    due(path);
    shown(post(path + "/erasure", 0, "\"activity\": \"account.erase\""));
    shown(server.get(path + "/consents?activity=audit.consents"));
    assertThat(server.get(path + "?activity=account.view").statusCode()).isEqualTo(404);
    return answers;
  }

  private String register() {
    HttpResponse<String> registered = post("/api/v1/customers", 0, registration(FIELDS));
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    return "/api/v1/customers/" + json(registered).get("id").stringValue();
  }

  private static String registration(String fields) {
    return "\"activity\": \"customers.register\", \"services\": [\"account\", \"centre-visit\","
        + " \"instalment\", \"refund-to-account\", \"saved-card\", \"shop-order\"],"
        + " \"attestation\": 1, "
        + HOW.formatted("transaction-registration")
        + ", \"fields\": "
        + fields;
  }

  /** Each field as it is not taken, and each where it does not belong. */
  private void badInput(String path) {
    for (String[] wrong :
        new String[][] {
          {"\"27/11/1983\"", "\"27/11/1983 canh\""},
          {"\"0912 730 415\"", "\"0912 730 415 x\""},
          {"\"024 3822 1947\"", "\"024 3822 1947 y\""},
          {"\"001 183 087 651\"", "\"001 183 087 651 9\""},
          {"\"C 7391208X\"", "\"C 7391208X?\""},
          {"\"917364582\"", "\"917364582é\""},
          {"\"0071009876543\"", "\"0071009876543_\""},
          {"\"970436\"", "\"0071009876543\""},
          {"\"token\": \"tok_Canhac7391xq2B\"", "\"number\": \"4929739100428817\""},
          {"\"tok_Canhac7391xq2B\"", "\"4929 7391 0042 8817\""},
          {"\"image/jpeg\"", "\"anhgiayto-canhac-5930184\""},
          {"\"giayto-canhac7391.jpg\"", "\"/giayto-canhac7391.jpg\""},
          {"\"old\"", "\"77 ngõ Canhxanh hẻm Ngọclan\""},
          {"\"title\": \"Bà\"", "\"title\": \"Bánhcốm4417\""},
          {"\"gender\": \"female\"", "\"gender\": \"Bánhcốm4417\""},
          {"\"fax\"", "\"hoangoanh.canhsau6620@nhacanary.vn\""}
        }) {
      assertThat(FIELDS).contains(wrong[0]);
      HttpResponse<String> refused =
          post("/api/v1/customers", 0, registration(FIELDS.replace(wrong[0], wrong[1])));
      assertThat(refused.statusCode()).as(wrong[0]).isIn(403, 422);
      answers.add(refused);
    }
    answers.add(correct(path, 99, "account.correct"));
    answers.add(correct(path, 1, "tok_Canhac7391xq2B"));
    answers.add(
        server.send(
            server
                .posting("/api/v1/customers", "{" + registration(FIELDS) + "}")
                .header("Idempotency-Key", "001183087651")
                .header("Onecall-Actor-Of", "917364582")));
    answers.add(
        post(
            path + "/consents",
            0,
            "\"activity\": \"account.consent\", "
                + HOW.formatted("Bánhcốm4417")
                + ", \"state\": \"Bánhcốm4417\", \"consent\": \"tok_Canhac7391xq2B\","
                + " \"channels\": [\"0912730415\"], \"text\": 1"));
    answers.add(
        post(
            path + "/records",
            0,
            "\"activity\": \"care.write-note\", "
                + HOW.formatted("care-contact")
                + ", \"fields\": {\"note\": {\"part\": \"Bánhcốm4417\"}}"));
    answers.add(server.get("/api/v1/customers/001183087651?activity=account.view"));
    answers.add(server.get("/log/proof/001183087651"));
  }

  private void searches() {
    for (String by :
        List.of(
            "\"identity-number\": \"001 183 087 651\"",
            "\"identity-paper\": \"c7391208x\"",
            "\"bank-account\": \"0071009876543\"",
            "\"phone\": \"0912 730 415\"",
            "\"email\": \"congviec.canhsau4471@nhacanary.vn\"",
            "\"full-name\": \"luong thi hoangoanh canhsau\"")) {
      HttpResponse<String> found =
          post(
              "/api/v1/customers/search",
              0,
              "\"activity\": \"care.find-customer\", \"by\": {" + by + "}");
      assertThat(json(found).get("customers")).as(by).isNotEmpty();
      answers.add(found);
    }
    answers.add(
        post(
            "/api/v1/customers/search",
            0,
            "\"activity\": \"care.find-customer\", \"by\": {\"payment-card\":"
                + " \"4929739100428817\"}"));
  }

  private void choices(String path) {
    for (String choice :
        List.of(
            "\"state\": \"requested\", \"consent\": \"news\", \"channels\": [\"zalo\"], \"text\": 1",
            "\"state\": \"given\", \"consent\": \"offers\", \"channels\": [\"email\", \"sms\"],"
                + " \"text\": 1",
            "\"state\": \"withdrawn\", \"consent\": \"offers\", \"channels\": [\"sms\"]")) {
      shown(
          post(
              path + "/consents",
              0,
              "\"activity\": \"account.consent\", "
                  + HOW.formatted("consent-choice")
                  + ", "
                  + choice));
    }
    shown(server.get(path + "?activity=marketing.offers-by-email"));
    shown(
        post(
            path + "/consents",
            0,
            "\"activity\": \"account.consent\", "
                + HOW.formatted("consent-choice")
                + ", \"state\": \"refused\", \"all\": true"));
    shown(server.get(path + "/consents?activity=account.consents"));
  }

  private HttpResponse<String> correct(String path, int version, String activity) {
    String fields =
        FIELDS
            .replace("001 183 087 651", "001183462915")
            .replace("77 ngõ Canhxanh hẻm Ngọclan", "88 phố Ngọclanmới cuối hẻm")
            .replaceAll("(?s)\"document\": \\{.*?},", "");
    return server.send(
        server
            .patching(
                path,
                "{\"activity\": \""
                    + activity
                    + "\", "
                    + HOW.formatted("account-correction")
                    + ", \"fields\": "
                    + fields
                    + "}")
            .header("If-Match", "\"" + version + "\""));
  }

  /** The account is closed, half a year passes, and retention erases by scope. */
  private void due(String path) {
    shown(
        post(
            path + "/closure", version(path), "\"activity\": \"account.close\", \"closed\": true"));
    server
        .main()
        .sql("update access.fact set since = since - interval '7 months' where fact = 4")
        .update();
    shown(post("/api/v1/retention/preview", 0, "\"activity\": \"retention.preview\""));
    HttpResponse<String> ran = post("/api/v1/retention/run", 0, "\"activity\": \"retention.run\"");
    assertThat(json(ran).get("customers").get(0).get("erased").toString())
        .contains("contact", "official-id", "payment")
        .doesNotContain("identity\"");
    shown(ran);
  }

  private int version(String path) {
    return json(server.get(path + "?activity=account.view")).get("version").intValue();
  }

  private HttpResponse<String> post(String path, int version, String members) {
    var request = server.posting(path, "{" + members + "}");
    if (version > 0) {
      request.header("If-Match", "\"" + version + "\"");
    }
    return server.send(request);
  }

  private void shown(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    answers.add(answer);
  }

  private static String picture() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
    bytes.writeBytes(PICTURE.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
