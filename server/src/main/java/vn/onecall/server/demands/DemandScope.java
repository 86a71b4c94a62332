package vn.onecall.server.demands;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.onecall.fields.FieldInput;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.messages.Messages;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.JsonBody;

/**
 * The customers and fields that an order demands. The scope is fixed when the order is recorded; a
 * wider scope is a new order with its own approvals.
 *
 * @param fields the fields by customer
 */
record DemandScope(Map<SubjectId, Set<String>> fields) {
  private static final Messages MESSAGES = Messages.beside(DemandScope.class);

  DemandScope {
    fields = Map.copyOf(fields);
  }

  /** Whether an order covers these fields of a customer. */
  boolean covers(SubjectId customer, Collection<String> wanted) {
    return fields.getOrDefault(customer, Set.of()).containsAll(wanted);
  }

  /** Formats the text that is sealed: one line per customer with its id and fields. */
  String format() {
    return fields.entrySet().stream()
        .map(each -> each.getKey() + " " + String.join(",", new TreeSet<>(each.getValue())))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** Reads what {@link #format} wrote. */
  static DemandScope parse(String text) {
    return new DemandScope(
        text.lines()
            .map(line -> line.split(" ", 2))
            .collect(
                Collectors.toMap(
                    line -> SubjectId.parse(line[0]), line -> Set.of(line[1].split(",", -1)))));
  }

  /** Reads {@code scope}: an object of customers' ids, each with a list of fields. */
  static DemandScope read(JsonBody body, Set<String> known) {
    Map<SubjectId, Set<String>> fields = new LinkedHashMap<>();
    body.inputs("scope")
        .forEach((id, inputs) -> {
          try {
            if (fields.put(SubjectId.parse(id), names(body, inputs, known)) != null) {
              body.wrong(new FieldError("scope", "duplicate", MESSAGES.words("named-twice")));
            }
          } catch (IllegalArgumentException e) {
            body.wrong(FieldError.notACustomer("scope"));
          }
        });
    return new DemandScope(fields);
  }

  private static Set<String> names(JsonBody body, List<FieldInput> inputs, Set<String> known) {
    Set<String> names = new TreeSet<>();
    for (FieldInput input : inputs) {
      if (input instanceof FieldInput.Text(String name) && known.contains(name)) {
        names.add(name);
      } else {
        body.wrong(
            new FieldError(
                "scope",
                "not-listed",
                MESSAGES.words("field-not-released", String.join(", ", known))));
      }
    }
    return names;
  }
}
