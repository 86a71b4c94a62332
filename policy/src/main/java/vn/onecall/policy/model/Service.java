package vn.onecall.policy.model;

import java.util.Set;
import vn.onecall.messages.BilingualText;

/**
 * What a customer can register for. It alone says which fields the registration asks for.
 *
 * @param name the service's name in the policy
 * @param requires the fields without which it cannot be provided, in file order
 * @param may the optional fields
 * @param words the service for people
 */
public record Service(String name, Set<String> requires, Set<String> may, BilingualText words) {

  public Service {
    requires = FileOrder.copy(requires);
    may = FileOrder.copy(may);
  }

  /** Whether a registration for it may take a field. */
  public boolean takes(String field) {
    return requires.contains(field) || may.contains(field);
  }
}
