package vn.onecall.server.crash;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What callers know of one customer: what was acknowledged to them, and the one change that they
 * asked for and got no answer to.
 */
final class Customer {
  /** Whether the customer is there, as far as it was acknowledged. */
  enum Standing {
    UNBORN,
    ALIVE,
    ERASED
  }

  /** A change whose answer never came: it may have happened, wholly, or not. */
  sealed interface Unanswered {
    record Registration() implements Unanswered {}

    record Correction(Map<String, String> values) implements Unanswered {}

    record Restriction(boolean hold) implements Unanswered {}

    record Erasure() implements Unanswered {}
  }

  private Map<String, String> values;
  private final Set<String> former = new HashSet<>();
  private Standing standing = Standing.UNBORN;
  private String id = "";
  private long version;
  private boolean restricted;
  private @Nullable Unanswered unanswered;
  private String reason = "";

  private Customer(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  static Customer named(String name, String email, String phone) {
    return new Customer(Map.of("full-name", name, "email", email, "phone", phone));
  }

  Customer copy() {
    Customer copy = new Customer(values);
    copy.former.addAll(former);
    copy.standing = standing;
    copy.id = id;
    copy.version = version;
    copy.restricted = restricted;
    copy.unanswered = unanswered;
    return copy;
  }

  Map<String, String> values() {
    return values;
  }

  String value(String field) {
    return values.getOrDefault(field, "");
  }

  /** Values by which the customer must not be found any more. */
  Set<String> former() {
    return former;
  }

  Standing standing() {
    return standing;
  }

  String id() {
    return id;
  }

  long version() {
    return version;
  }

  boolean restricted() {
    return restricted;
  }

  @Nullable Unanswered unanswered() {
    return unanswered;
  }

  void asked(Unanswered change) {
    unanswered = change;
  }

  /** Notes why no answer came. */
  void unserved(String why) {
    reason = why;
  }

  /** The change that was asked for did not happen. */
  void unchanged() {
    if (unanswered instanceof Unanswered.Correction(Map<String, String> wanted)) {
      former.addAll(wanted.values());
      former.removeAll(values.values());
    }
    unanswered = null;
  }

  void registered(String newId) {
    id = newId;
    version = 1;
    standing = Standing.ALIVE;
    unanswered = null;
  }

  void corrected(Map<String, String> newValues, long newVersion) {
    former.addAll(values.values());
    values = new TreeMap<>(values);
    values.putAll(newValues);
    former.removeAll(values.values());
    version = newVersion;
    unanswered = null;
  }

  void restricted(boolean hold, long newVersion) {
    restricted = hold;
    version = newVersion;
    unanswered = null;
  }

  void erased() {
    standing = Standing.ERASED;
    unanswered = null;
  }

  @Override
  public String toString() {
    return standing
        + " "
        + id
        + " version "
        + version
        + ", unanswered: "
        + unanswered
        + " "
        + reason;
  }
}
