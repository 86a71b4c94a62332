package vn.onecall.server.verification;

import java.util.Locale;
import java.util.Optional;
import vn.onecall.keeper.decisions.Grant;

/** Reads the contact address that the door has opened; only the message sender receives it. */
final class ContactAddresses {
  private ContactAddresses() {}

  /** An address and its version; it never prints. */
  record Address(String text, int version) {

    /**
     * The mailbox or line behind the address, to count by: capital letters, and what follows a plus
     * sign before the at sign, name no other mailbox with the mail servers that there are.
     */
    String mailbox() {
      String small = text.toLowerCase(Locale.ROOT);
      int at = small.lastIndexOf('@');
      int plus = small.indexOf('+');
      return at > 0 && plus > 0 && plus < at
          ? small.substring(0, plus) + small.substring(at)
          : small;
    }

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
