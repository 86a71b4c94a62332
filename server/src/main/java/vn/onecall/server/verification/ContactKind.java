package vn.onecall.server.verification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of contact to which a code can be sent; each is a field of the policy. */
enum ContactKind {
  EMAIL("verification.send-email"),
  PHONE("verification.send-sms");

  private final String activity;

  ContactKind(String activity) {
    this.activity = activity;
  }

  /** The activity by which the message sender gets the address. */
  String activity() {
    return activity;
  }

  /** The name of its field. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ContactKind> of(String id) {
    return Arrays.stream(values()).filter(contact -> contact.id().equals(id)).findFirst();
  }
}
