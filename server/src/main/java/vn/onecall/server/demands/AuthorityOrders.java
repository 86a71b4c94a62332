package vn.onecall.server.demands;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;

/**
 * Reads an order that the door has opened: to show it to the legal officer, and to check a release
 * against it.
 */
final class AuthorityOrders {
  private AuthorityOrders() {}

  /** What the authority wrote, by field. */
  static Map<String, Object> written(ShownSubject order) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (ShownValue value : order.values()) {
      fields.put(
          value.field(),
          value.value().parts().isEmpty() ? value.value().reveal() : value.value().parts());
    }
    return fields;
  }

  /** The demanded customers and fields. */
  static DemandScope scope(ShownSubject order) {
    return order.values().stream()
        .filter(value -> value.field().equals(DemandInput.SCOPE))
        .findFirst()
        .map(value -> DemandScope.parse(value.value().reveal()))
        .orElseThrow(() -> new IllegalStateException("an order without its scope"));
  }
}
