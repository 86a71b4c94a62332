package vn.onecall.server.verification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of contact that a code can be sent to; each is a field of the policy. */
enum Contact {
  EMAIL("verification.send-email"),
  PHONE("verification.send-sms");

  private final String activity;

  Contact(String activity) {
    this.activity = activity;
  }

  /** The activity by which the courier gets the address. */
  String activity() {
    return activity;
  }

  /** The name of its field. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Contact> of(String id) {
    return Arrays.stream(values()).filter(contact -> contact.id().equals(id)).findFirst();
  }
}
