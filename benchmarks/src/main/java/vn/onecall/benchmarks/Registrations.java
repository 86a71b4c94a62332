package vn.onecall.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.writes.Registration;
import vn.onecall.policy.Policy;

/**
 * Registrations of synthetic customers for the door. Values are parsed once, by their field types;
 * customers differ only in digits, so that making one costs almost nothing.
 */
final class Registrations {
  private static final CollectionOrigin ON_THE_WEB =
      new CollectionOrigin("customer", "transaction-registration", "web");
  private static final String ANY_SIX = "000123";

  /** The services that customers register for. */
  enum Kind {
    /** Name, email and phone. */
    ACCOUNT("account", Set.of("account")),
    /** The fields of three services: eight fields of four categories. */
    FULL("full", Set.of("instalment", "saved-card", "refund-to-account"));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable set of texts.
    private final Set<String> services;

    Kind(String words, Set<String> services) {
      this.words = words;
      this.services = services;
    }

    String words() {
      return words;
    }
  }

  private final Kind kind;
  private final OptionalInt attested;
  private final Map<String, String> more = new LinkedHashMap<>();

  Registrations(Policy policy, FieldTypes known, Kind kind) {
    this.kind = kind;
    this.attested =
        policy
            .attestation()
            .map(statement -> OptionalInt.of(statement.version()))
            .orElse(OptionalInt.empty());
    if (kind == Kind.FULL) {
      PolicyFieldTypes types = PolicyFieldTypes.of(policy, known);
      more.put("birth-date", canonical(types, "birth-date", new FieldInput.Text("1990-04-30")));
      more.put(
          "contact-address",
          canonical(
              types,
              "contact-address",
              new FieldInput.Parts(
                  Map.of("commune", "26737", "street", "12 ngõ 34 đường Giả Định"))));
      more.put(
          "identity-number",
          canonical(types, "identity-number", new FieldInput.Text("079090" + ANY_SIX)));
      more.put(
          "bank-account",
          canonical(
              types,
              "bank-account",
              new FieldInput.Parts(Map.of("bank", "970436", "number", "1900123" + ANY_SIX))));
      more.put(
          "payment-card",
          canonical(
              types,
              "payment-card",
              new FieldInput.Parts(
                  Map.of(
                      "token", "tok_bench_" + ANY_SIX,
                      "brand", "visa",
                      "last-four", "1111",
                      "expires", "09/31"))));
    }
  }

  private static String canonical(PolicyFieldTypes types, String field, FieldInput input) {
    return switch (types.of(field).parse(input)) {
      case ParseResult.Valid(String canonical) -> canonical;
      case ParseResult.Invalid(var reason, String part) ->
          throw new BenchmarkException("the field " + field + " is refused: " + reason.code());
    };
  }

  Registration of(Customer customer, int number) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("full-name", customer.name());
    values.put("email", customer.email());
    values.put("phone", customer.phone());
    String six = "%06d".formatted(number % 1_000_000);
    more.forEach((field, value) -> values.put(field, value.replace(ANY_SIX, six)));
    return new Registration(kind.services, ON_THE_WEB, NewValues.of(values), attested);
  }

  /** A description for the report. */
  List<String> fields() {
    return List.copyOf(of(Customer.first(1).getFirst(), 0).values().fields());
  }
}
