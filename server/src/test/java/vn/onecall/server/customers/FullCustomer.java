package vn.onecall.server.customers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.onecall.server.fixture.RunningServer.json;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import vn.onecall.server.fixture.RunningServer;

/** A customer of whom every field is held that a copy gives out, some of them several times. */
final class FullCustomer {
  /** The token of the card, which a copy never tells. */
  static final String CARD_TOKEN = "tok_Bansao5520xk4D";

  private static final String CONTENT = "anhgiayto-bansao-8842";

  /** What a copy holds in clear: field, item and part, and the canonical value. */
  static final Map<String, String> GIVEN =
      Map.ofEntries(
          Map.entry("title/0/", "ba"),
          Map.entry("full-name/0/", "Đặng Thị Ngọc Quỳnh"),
          Map.entry("gender/0/", "female"),
          Map.entry("birth-date/0/", "1983-11-27"),
          Map.entry("email/0/", "quynh.bansao6620@vidu.vn"),
          Map.entry("email/1/", "viec.bansao4471@vidu.vn"),
          Map.entry("contact-address/0/commune", "00004"),
          Map.entry("contact-address/0/street", "12 ngõ Bansao, hẻm \"Ngọc Lan\""),
          Map.entry("contact-address/1/old", "=77+1 ngõ Banxua; -5 hẻm"),
          Map.entry("phone/0/", "+84912730415"),
          Map.entry("fax/0/", "+842438221947"),
          Map.entry("identity-number/0/", "001183087651"),
          Map.entry("identity-paper/0/kind", "passport"),
          Map.entry("identity-paper/0/number", "C7391208X"),
          Map.entry("identity-paper/0/country", "VN"),
          Map.entry("identity-paper/0/expires", "2031-04-30"),
          Map.entry("identity-number-legacy/0/", "917364582"),
          Map.entry("document/0/name", "giayto-bansao.jpg"),
          Map.entry("document/0/media-type", "image/jpeg"),
          Map.entry("bank-account/0/bank", "970436"),
          Map.entry("bank-account/0/number", "0071009876543"),
          Map.entry("note/0/", "Khách dặn:\n- gọi sau 17 giờ\n@nhà"));

  private static final String FIELDS =
      """
      {"title": "Bà", "full-name": "Đặng Thị Ngọc Quỳnh", "gender": "female",
       "birth-date": "27/11/1983",
       "email": ["quynh.bansao6620@vidu.vn", "viec.bansao4471@vidu.vn"],
       "contact-address": [{"commune": "00004", "street": "12 ngõ Bansao, hẻm \\"Ngọc Lan\\""},
         {"old": "=77+1 ngõ Banxua; -5 hẻm"}],
       "phone": "0912 730 415", "fax": "024 3822 1947", "identity-number": "001 183 087 651",
       "identity-paper": {"kind": "passport", "number": "C 7391208X", "country": "VNM",
         "expires": "30/04/2031"},
       "identity-number-legacy": "917364582",
       "document": {"name": "giayto-bansao.jpg", "media-type": "image/jpeg", "content": "%s"},
       "bank-account": {"bank": "970436", "number": "0071009876543"},
       "payment-card": {"token": "%s", "brand": "visa", "last-four": "8817"}}
      """
          .formatted(content(), CARD_TOKEN);

  private FullCustomer() {}

  /** Registers one; where the API has them. */
  static String register(RunningServer server) {
    HttpResponse<String> registered =
        server.post(
            "/api/v1/customers",
            """
            {"activity": "customers.register", "source": "customer", "channel": "web",
             "moment": "transaction-registration", "attestation": 1,
             "services": ["account", "centre-visit", "instalment", "refund-to-account",
               "saved-card", "shop-order"], "fields": %s}
            """
                .formatted(FIELDS));
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    String path = "/api/v1/customers/" + json(registered).get("id").stringValue();
    HttpResponse<String> noted =
        server.post(
            path + "/records",
            """
            {"activity": "care.write-note", "source": "customer", "moment": "care-contact",
             "channel": "phone", "fields": {"note": "Khách dặn:\\n- gọi sau 17 giờ\\n@nhà"}}
            """);
    assertThat(noted.statusCode()).as(noted.body()).isEqualTo(200);
    return path;
  }

  /** The content of the document in base64, as it was given. */
  static String content() {
    byte[] start = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    byte[] rest = CONTENT.getBytes(UTF_8);
    byte[] whole = new byte[start.length + rest.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(rest, 0, whole, start.length, rest.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  /** Everything that must stand nowhere but in a copy. */
  static List<String> needles() {
    return GIVEN.values().stream().filter(value -> value.length() > 8).toList();
  }
}
