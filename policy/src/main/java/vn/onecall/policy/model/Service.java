package vn.onecall.policy.model;

import java.util.List;
import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * What a customer can register for. It alone says which fields the registration asks for: those
 * that must be given, groups of which one must (a phone or an email, an identity number or a
 * passport), and those that can be left out.
 *
 * @param name the service's name in the policy
 * @param requires the fields without which it cannot be provided, in file order
 * @param oneOf groups of fields of which one each must be given, whichever it is
 * @param may the optional fields
 * @param words the service for people
 */
public record Service(
    String name,
    Set<String> requires,
    List<Set<String>> oneOf,
    Set<String> may,
    BilingualText words) {

  public Service {
    requires = FileOrder.copy(requires);
    oneOf = oneOf.stream().map(FileOrder::copy).toList();
    may = FileOrder.copy(may);
  }

  /** Whether a registration for it may take a field. */
  public boolean takes(String field) {
    return requires.contains(field)
        || may.contains(field)
        || oneOf.stream().anyMatch(group -> group.contains(field));
  }
}
