package vn.onecall.cli.demo.walk;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;

/**
 * A registration with every field that promise 2.2 names, for the services that need them. The
 * values have the form of real ones, but belong to no real document, account or card.
 */
final class FullRegistration {
  /** An identity number whose birth year differs from the given birth date. */
  static final String IDENTITY_NUMBER = "079091000123";

  static final String ACCOUNT_NUMBER = "19001234567";

  /** The token of a card that the gateway stores. */
  static final String CARD_TOKEN = "tok_demo_1";

  /** The mask of that card. */
  static final String CARD_MASKED = "411111••••••1111";

  /** The current commune of the former address. */
  static final String BROUGHT_FORWARD = "26882";

  /** The fields, in the order of the promise. */
  static final List<String> FIELDS =
      List.of(
          "title",
          "full-name",
          "gender",
          "birth-date",
          "email",
          "contact-address",
          "phone",
          "fax",
          "identity-number",
          "bank-account",
          "payment-card");

  private static final List<String> SERVICES =
      List.of("instalment", "shop-order", "centre-visit", "saved-card", "refund-to-account");

  private FullRegistration() {}

  /** The request body for a customer. */
  static ObjectNode of(SyntheticCustomer person) {
    ObjectNode body = DemoApi.registration(person, SERVICES);
    ObjectNode fields = fields(body);
    fields.put("title", "ban").put("gender", "other").put("birth-date", "1990-04-30");
    ArrayNode addresses = fields.putArray("contact-address");
    put(addresses.addObject(), Map.of("commune", "26737", "street", "12 đường Giả Định"));
    put(
        addresses.addObject(),
        Map.of(
            "old", "34 đường Giả Định, Phường 12, Quận Gò Vấp, TP. Hồ Chí Minh",
            "old-commune", "Phường 12",
            "old-district", "Quận Gò Vấp",
            "old-province", "Thành phố Hồ Chí Minh"));
    fields.put("fax", "028 3822 0000").put("identity-number", IDENTITY_NUMBER);
    put(fields.putObject("bank-account"), Map.of("bank", "Vietcombank", "number", ACCOUNT_NUMBER));
    put(card(fields), Map.of("token", CARD_TOKEN, "brand", "visa", "expires", "09/31"));
    return body;
  }

  /** A card in the fields of a registration, with the visible digits of its number. */
  private static ObjectNode card(ObjectNode fields) {
    return fields.putObject("payment-card").put("bin", "411111").put("last-four", "1111");
  }

  /** The fields of a request body. */
  static ObjectNode fields(ObjectNode body) {
    return (ObjectNode) body.path("fields");
  }

  private static void put(ObjectNode node, Map<String, String> parts) {
    parts.forEach(node::put);
  }
}
