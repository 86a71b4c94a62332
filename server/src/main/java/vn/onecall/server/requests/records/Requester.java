package vn.onecall.server.requests.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In whose name a request is made: by the customer, by a guardian or by an heir. */
public enum Requester {
  /** The customer. */
  SELF,
  /** The legal representative of a child, or a guardian; on papers. */
  GUARDIAN,
  /** An heir of a customer who has died; on papers. */
  HEIR;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Requester> of(String id) {
    return Arrays.stream(values()).filter(who -> who.id().equals(id)).findFirst();
  }
}
