package vn.onecall.server.customers;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.CollectionRules;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.keeper.writes.Registration;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Field;
import vn.onecall.server.problems.CollectionOriginInput;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.FieldsInput;
import vn.onecall.server.problems.JsonBody;

/** Reads customer data sent by a caller: canonical values, or every validation error. */
final class CustomerInput {
  private static final Messages MESSAGES = Messages.beside(CustomerInput.class);

  private final Policy policy;
  private final PolicyFieldTypes types;
  private final FieldsInput fields;
  private final CollectionRules taking;

  CustomerInput(Policy policy, PolicyFieldTypes types) {
    this.policy = policy;
    this.types = types;
    this.fields = new FieldsInput(policy, types);
    this.taking = new CollectionRules(policy);
  }

  /** The values by field in canonical form. */
  NewValues values(JsonBody body) {
    return fields.values(body);
  }

  /** Who, when and how: each must be a name that the policy lists. */
  CollectionOrigin collected(JsonBody body) {
    return CollectionOriginInput.read(body, policy.collection());
  }

  /** A registration for services; what they need must be there. */
  Registration registration(JsonBody body) {
    CollectionOrigin collected = collected(body);
    Set<String> services = services(body);
    OptionalInt attested = attested(body);
    NewValues values = fields.values(body);
    for (String missing : taking.missing(services, values.fields())) {
      body.wrong(FieldError.missing("fields." + missing));
    }
    for (Set<String> group : taking.missingAlternatives(services, values.fields())) {
      body.wrong(oneOf(group));
    }
    return new Registration(services, collected, values, attested);
  }

  private Set<String> services(JsonBody body) {
    Set<String> services = body.names("services");
    Set<String> known = policy.services().keySet();
    if (!known.containsAll(services)) {
      body.wrong(FieldError.notListed("services", known));
      return Set.of();
    }
    if (services.isEmpty() && !known.isEmpty()) {
      body.wrong(FieldError.missing("services"));
    }
    return services;
  }

  /** None of several fields is there of which one is needed; the first stands for them. */
  private FieldError oneOf(Set<String> group) {
    List<BilingualText> labels =
        group.stream()
            .map(name -> Objects.requireNonNull(policy.fields().get(name)).label())
            .toList();
    return new FieldError(
        "fields." + group.iterator().next(),
        "one-of-missing",
        MESSAGES.words(
            "one-of-missing",
            new BilingualText(
                labels.stream().map(BilingualText::vi).collect(Collectors.joining(", ")),
                labels.stream().map(BilingualText::en).collect(Collectors.joining(", "))),
            String.join(", ", group)));
  }

  private OptionalInt attested(JsonBody body) {
    OptionalInt attested = body.optionalNumber("attestation");
    policy
        .attestation()
        .ifPresent(statement -> {
          if (attested.isEmpty()) {
            body.wrong(FieldError.missing("attestation"));
          } else if (attested.getAsInt() != statement.version()) {
            body.wrong(
                new FieldError(
                    "attestation",
                    "not-current",
                    MESSAGES.words("attestation-not-current", statement.version())));
          }
        });
    return attested;
  }

  /** A search term in the form that it is indexed by. */
  String term(JsonBody body, String name, String value) {
    Field field = policy.fields().get(name);
    if (field == null) {
      return "";
    }
    if (!field.indexed()) {
      // What is no such value is said here; that nobody is found by it, the door says.
      fields.canonical(body, name, field, new FieldInput.Text(value));
      return "";
    }
    return switch (types.of(name).searchTerms(value)) {
      // One term is all that a search knows yet, and all that any type asks for.
      case SearchQuery.Terms(List<String> all) -> all.getFirst();
      case SearchQuery.Refused(ValidationError reason) -> {
        body.wrong(FieldsInput.wrong(name, reason));
        yield "";
      }
    };
  }
}
