package vn.onecall.server.verification;

import java.util.Optional;
import vn.onecall.keeper.decisions.Grant;

/** Reads the contact address that the door has opened; only the message sender receives it. */
final class ContactAddresses {
  private ContactAddresses() {}

  /** An address and its version; it never prints. */
  record Address(String text, int version) {
    @Override
    public String toString() {
      return "[personal]";
    }
  }

  static Optional<Address> of(Grant grant, CodeStore.Place place) {
    return grant.open().getFirst().values().stream()
        .filter(value -> value.field().equals(place.contact().id()) && value.item() == place.item())
        .findFirst()
        .map(value -> new Address(value.value().reveal(), value.version()));
  }
}
