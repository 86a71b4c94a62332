package vn.onecall.policy.checking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.onecall.policy.Policy;
import vn.onecall.policy.model.Activity;
import vn.onecall.policy.model.ActivityKind;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.Transfer;

/**
 * A use of personal data: an activity or a transfer, seen alike by the checks. It says who uses
 * which fields for which purpose, under which facts.
 *
 * @param id its name
 * @param purpose the name of its purpose
 * @param who who carries it out or receives the data
 * @param fields the fields that it gives or takes, with the form of each
 * @param by the fields that it searches by, which it does not give
 * @param facts the facts it depends on
 */
record DataUse(
    String id,
    String purpose,
    Who who,
    Map<String, Form> fields,
    Set<String> by,
    Activity.Facts facts) {

  /** The roles that carry a use out, the kind of the activity, and the recipient of a transfer. */
  record Who(Set<String> roles, Optional<ActivityKind> kind, Optional<String> recipient) {}

  static DataUse of(Activity activity) {
    return new DataUse(
        activity.id(),
        activity.purpose(),
        new Who(activity.roles(), Optional.of(activity.kind()), Optional.empty()),
        activity.fields(),
        activity.by(),
        activity.facts());
  }

  static DataUse of(Transfer transfer) {
    return new DataUse(
        transfer.id(),
        transfer.purpose(),
        new Who(
            transfer.ends().roles(),
            Optional.of(ActivityKind.TRANSFER),
            Optional.of(transfer.recipient())),
        transfer.fields(),
        Set.of(),
        transfer.facts());
  }

  /** Every use that a policy states, in file order. */
  static List<DataUse> all(Policy policy) {
    List<DataUse> uses = new ArrayList<>();
    policy.activities().values().forEach(activity -> uses.add(of(activity)));
    policy.transfers().values().forEach(transfer -> uses.add(of(transfer)));
    return uses;
  }

  /** The section of the policy file that states it. */
  String section() {
    return who.recipient().isPresent() ? "transfers" : "activities";
  }

  /** Its name in a message. */
  String what() {
    return (who.recipient().isPresent() ? "transfer " : "activity ") + quoted(id);
  }

  boolean takes() {
    return who.kind().map(ActivityKind::takes).orElse(false);
  }

  /** Who does what with the fields given, as a part of a message. */
  String example(Collection<String> shown) {
    String doer =
        who.recipient()
            .map(recipient -> "recipient " + quoted(recipient))
            .orElseGet(() -> "role " + quoted(who.roles().iterator().next()));
    if (shown.isEmpty()) {
      return doer + " may do it";
    }
    List<String> deeds = new ArrayList<>();
    String given =
        fields.entrySet().stream()
            .filter(field -> shown.contains(field.getKey()))
            .map(field -> quoted(field.getKey()) + " " + field.getValue().id())
            .collect(Collectors.joining(", "));
    if (!given.isEmpty()) {
      deeds.add((takes() ? "takes " : "gets ") + given);
    }
    List<String> searched =
        by.stream().filter(f -> shown.contains(f) && !fields.containsKey(f)).toList();
    if (!searched.isEmpty()) {
      deeds.add("searches by " + quoted(searched));
    }
    return doer + " " + String.join(" and ", deeds);
  }

  static String quoted(String name) {
    return "`" + name + "`";
  }

  static String quoted(Collection<String> names) {
    return names.stream().map(DataUse::quoted).collect(Collectors.joining(", "));
  }
}
