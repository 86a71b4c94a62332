package vn.onecall.cli.demo.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vn.onecall.cli.demo.api.DemoApi;
import vn.onecall.cli.demo.company.SyntheticCustomer;
import vn.onecall.cli.rest.RestResponse;

/** A customer registers with every field that promise 2.2 names, and reads the stored data. */
final class RegistrationChapter {
  private static final String TRUE_AND_WHOLE = "2.2";

  private final WalkContext context;
  private final DemoApi api;
  private final SyntheticCustomer customer;

  RegistrationChapter(WalkContext context, SyntheticCustomer customer) {
    this.context = context;
    this.api = context.api();
    this.customer = customer;
  }

  /** Registers the customer and returns the id. */
  String walk() {
    context.transcript().part("A customer registers, with every field of promise 2.2");
    RestResponse registered =
        api.post("customer-site", "/api/v1/customers", FullRegistration.of(customer));
    String id = registered.text("id");
    context.written("site registers " + customer, registered, 201, 1, "customers.register");
    List<String> warnings = new ArrayList<>();
    for (JsonNode warning : registered.body().path("warnings")) {
      warnings.add(
          warning.path("field").stringValue("").replace("fields.", "")
              + ": "
              + warning.path("code").stringValue(""));
    }
    String all = String.join(", ", warnings);
    context
        .transcript()
        .line(
            "... and is asked to look again at",
            warnings.contains("identity-number: birth-year-differs")
                && warnings.contains("contact-address: brought-forward"),
            "an identity number that does not fit, an address brought forward",
            all,
            TRUE_AND_WHOLE);
    view(id);
    return id;
  }

  private void view(String id) {
    RestResponse own = api.read("customer-site", "account.view", id);
    JsonNode fields = own.body().path("fields");
    String missing =
        FullRegistration.FIELDS.stream()
            .filter(field -> !fields.has(field))
            .collect(Collectors.joining(", "));
    context.given(
        "customer-site views the account",
        own,
        missing.isEmpty()
            && fields.size() == FullRegistration.FIELDS.size()
            && own.onlyMasked("payment-card")
            && own.shown("payment-card").equals(FullRegistration.CARD_MASKED),
        "every field in clear, but for the card",
        fields.size()
            + " fields in clear, but the card "
            + own.shown("payment-card")
            + (missing.isEmpty() ? "" : "; without " + missing),
        context.promiseOf("account.view"));
    JsonNode old = fields.path("contact-address").path("others").path(0).path("parts");
    context
        .transcript()
        .line(
            "... with the old address where it lies today",
            old.path("commune").stringValue("").equals(FullRegistration.BROUGHT_FORWARD),
            "commune " + FullRegistration.BROUGHT_FORWARD,
            Stream.of("old-commune", "old-district")
                    .map(part -> old.path(part).stringValue(""))
                    .collect(Collectors.joining(", "))
                + " is commune "
                + old.path("commune").stringValue("(none)")
                + " today",
            TRUE_AND_WHOLE);
    RestResponse checked = api.read("counter", "counter.check-identity", id);
    context.given(
        "counter checks the identity",
        checked,
        checked.shown("full-name").equals(customer.name()) && checked.onlyMasked("identity-number"),
        "the name in clear, the number masked",
        "%s (synthetic), %s, %s"
            .formatted(
                checked.shown("full-name"),
                checked.shown("birth-date"),
                checked.shown("identity-number")),
        context.promiseOf("counter.check-identity"));
  }
}
