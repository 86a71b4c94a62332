package vn.onecall.server.crash;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Customers of whom every field of promise 2.2 is held that a registration and a correction take:
 * each field as one text that tells it from every other, as it is sent, and as it is shown.
 */
final class Whole {
  /** The services that together ask for all of it. */
  static final List<String> SERVICES =
      List.of(
          "account", "centre-visit", "instalment", "refund-to-account", "saved-card", "shop-order");

  static final String CHILD = "2019-06-01";
  static final String GROWN = "1990-05-17";

  private static final String PICTURE =
      Base64.getEncoder()
          .encodeToString(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0x31, 0x32, 0x33});

  private Whole() {}

  /** The values of a customer with this number, below ten thousand. */
  static Map<String, String> values(int number, String birthDate) {
    Map<String, String> values = new TreeMap<>();
    values.put("title", number % 2 == 0 ? "ba" : "ong");
    values.put("full-name", "Phạm Thị Đôngngười");
    values.put("gender", number % 2 == 0 ? "female" : "male");
    values.put("birth-date", birthDate);
    values.put("email", "khach" + number + "@dongnguoi.vn");
    values.put("contact-address", "Số " + number + " ngõ Đôngngười");
    values.put("phone", "+8490%07d".formatted(7_391_000 + number));
    values.put("fax", "+84243%07d".formatted(7_391_000 + number));
    values.put("identity-number", "00119%07d".formatted(7_391_000 + number));
    values.put("identity-number-legacy", "71%07d".formatted(7_391_000 + number));
    values.put("bank-account", "710090%07d".formatted(7_391_000 + number));
    values.put("payment-card", "%04d".formatted(number));
    values.put("document", "giay-to-" + number + ".jpg");
    return values;
  }

  /** Every field as the API takes it. */
  static Map<String, Object> sent(Map<String, String> values) {
    Map<String, Object> sent = new TreeMap<>();
    values.forEach((field, value) -> sent.put(field, sent(field, value)));
    return sent;
  }

  private static Object sent(String field, String value) {
    return switch (field) {
      case "contact-address" -> Map.of("old", value);
      case "bank-account" -> Map.of("bank", "970436", "number", value);
      case "payment-card" ->
          Map.of("token", "tok_3fB7c9Kd" + value, "brand", "visa", "last-four", value);
      case "document" -> Map.of("name", value, "media-type", "image/jpeg", "content", PICTURE);
      default -> value;
    };
  }

  /** Every field but the notes, as the customer's own view shows it. */
  static Map<String, String> shown(JsonNode fields) {
    Map<String, String> values = new TreeMap<>();
    for (var field : fields.properties()) {
      JsonNode view = field.getValue();
      switch (field.getKey()) {
        case "note" -> {}
        case "contact-address" -> values.put("contact-address", part(view, "old"));
        case "bank-account" -> values.put("bank-account", part(view, "number"));
        case "document" -> values.put("document", part(view, "name"));
        case "payment-card" -> {
          String masked = view.path("value").asString();
          values.put("payment-card", masked.substring(masked.length() - 4));
        }
        default -> values.put(field.getKey(), view.path("value").asString());
      }
    }
    return values;
  }

  /** The notes in that view. */
  static List<String> notes(JsonNode fields) {
    List<String> notes = new ArrayList<>();
    JsonNode first = fields.path("note");
    if (first.has("value")) {
      notes.add(first.path("value").asString());
      first.path("others").forEach(each -> notes.add(each.path("value").asString()));
    }
    return notes;
  }

  private static String part(JsonNode view, String name) {
    return view.path("parts").path(name).asString();
  }
}
