package vn.onecall.server.customers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.fields.people.IdentityCheck;
import vn.onecall.keeper.subjects.NewValues;
import vn.onecall.keeper.subjects.PolicyFieldTypes;

/** Warnings about accepted values that a person should check again. */
final class CustomerWarnings {
  private static final String IDENTITY = "identity-number";
  private static final String BORN = "birth-date";
  private static final String GENDER = "gender";

  private final PolicyFieldTypes types;

  CustomerWarnings(PolicyFieldTypes types) {
    this.types = types;
  }

  List<CustomerViews.WarningView> of(NewValues values, Locale reader) {
    List<CustomerViews.WarningView> warnings = new ArrayList<>();
    values
        .items()
        .forEach((field, items) ->
            items.forEach(item ->
                types
                    .of(field)
                    .warnings(item)
                    .forEach(warning -> warnings.add(view(field, item, warning, reader)))));
    if (!first(values, IDENTITY).isEmpty()) {
      IdentityCheck.warnings(first(values, IDENTITY), first(values, BORN), first(values, GENDER))
          .forEach(warning -> warnings.add(view(IDENTITY, List.of(), warning, reader)));
    }
    return warnings;
  }

  private static String first(NewValues values, String field) {
    return values.of(field).stream().findFirst().orElse("");
  }

  /** A warning about one value; what there is to choose from stands with that which says so. */
  private CustomerViews.WarningView view(
      String field, String value, ValidationWarning warning, Locale reader) {
    return view(
        field,
        warning == ValidationWarning.SEVERAL_COMMUNES ? types.of(field).choices(value) : List.of(),
        warning,
        reader);
  }

  private static CustomerViews.WarningView view(
      String field, List<FieldType.Option> choices, ValidationWarning warning, Locale reader) {
    return new CustomerViews.WarningView(
        "fields." + field,
        warning.code(),
        warning.words().in(reader),
        choices.isEmpty()
            ? null
            : choices.stream()
                .map(each -> new CustomerViews.ChoiceView(each.value(), each.words().in(reader)))
                .toList());
  }
}
