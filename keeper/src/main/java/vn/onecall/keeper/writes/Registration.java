package vn.onecall.keeper.writes;

import java.util.OptionalInt;
import java.util.Set;
import vn.onecall.keeper.subjects.CollectionOrigin;
import vn.onecall.keeper.subjects.NewValues;

/**
 * A registration as it comes to the door.
 *
 * @param services what the customer registers for; names that the policy lists
 * @param collected how it came to us
 * @param values the values given
 * @param attested the version of the statement of truth that the customer confirmed, if any
 */
public record Registration(
    Set<String> services, CollectionOrigin collected, NewValues values, OptionalInt attested) {
  public Registration {
    services = Set.copyOf(services);
  }
}
