package vn.onecall.server.demands;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.onecall.keeper.decisions.ShownSubject;
import vn.onecall.keeper.decisions.ShownValue;

/** Reads an order that the door has opened: for the legal officer, and to hold a release to it. */
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

  /** Of whom it demands what. */
  static DemandScope scope(ShownSubject order) {
    return order.values().stream()
        .filter(value -> value.field().equals(DemandInput.SCOPE))
        .findFirst()
        .map(value -> DemandScope.parse(value.value().reveal()))
        .orElseThrow(() -> new IllegalStateException("an order without its scope"));
  }
}
