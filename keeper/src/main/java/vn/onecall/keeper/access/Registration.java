package vn.onecall.keeper.access;

import java.util.OptionalInt;
import java.util.Set;

/**
 * A registration as it comes to the door.
 *
 * @param services what the customer registers for; names that the policy lists
 * @param collected how it came to us
 * @param values the values given
 * @param attested the version of the statement of truth that the customer confirmed, if any
 */
public record Registration(
    Set<String> services, Collected collected, NewValues values, OptionalInt attested) {
  public Registration {
    services = Set.copyOf(services);
  }
}
