package vn.onecall.server.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    /** The account is closed; what is due goes with the next run of retention. */
    CLOSED,
    ERASED
  }

  /** A change whose answer never came: it may have happened, wholly, or not. */
  sealed interface Unanswered {
    record Registration() implements Unanswered {}

    record Correction(Map<String, String> values) implements Unanswered {}

    record Restriction(boolean hold) implements Unanswered {}

    record Consent(boolean gives) implements Unanswered {}

    record Guardian(boolean agrees) implements Unanswered {}

    record Note(String text) implements Unanswered {}

    record Closure() implements Unanswered {}

    record Erasure() implements Unanswered {}
  }

  private Map<String, String> values;
  private final Set<String> former = new HashSet<>();
  private Standing standing = Standing.UNBORN;
  private String id = "";
  private long version;
  private boolean restricted;
  private boolean consents;
  private int choices;
  private boolean guarded;
  private List<String> notes = List.of();
  private @Nullable Unanswered unanswered;
  private String reason = "";

  private Customer(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  static Customer named(String name, String email, String phone) {
    return new Customer(Map.of("full-name", name, "email", email, "phone", phone));
  }

  /** A customer of whom everything is held. */
  static Customer whole(int number, boolean child) {
    return new Customer(Whole.values(number, child ? Whole.CHILD : Whole.GROWN));
  }

  Customer copy() {
    Customer copy = new Customer(values);
    copy.former.addAll(former);
    copy.standing = standing;
    copy.id = id;
    copy.version = version;
    copy.restricted = restricted;
    copy.consents = consents;
    copy.choices = choices;
    copy.guarded = guarded;
    copy.notes = notes;
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

  boolean child() {
    return value("birth-date").equals(Whole.CHILD);
  }

  /** Whether a guardian's agreement is on record. */
  boolean guarded() {
    return guarded;
  }

  /** Whether a consent may be given now: a child's needs a guardian. */
  boolean mayConsent() {
    return !child() || guarded;
  }

  /** Whether the consent to offers by email stands. */
  boolean consents() {
    return consents;
  }

  /** Whether an offer may go out to them now. */
  boolean mayBeOffered() {
    return consents && !restricted && mayConsent();
  }

  /** How many times they chose, each with its record. */
  int choices() {
    return choices;
  }

  List<String> notes() {
    return notes;
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

  void chose(boolean gives, long newVersion) {
    consents = gives;
    choices++;
    version = newVersion;
    unanswered = null;
  }

  void guarded(boolean agrees, long newVersion) {
    guarded = agrees;
    version = newVersion;
    unanswered = null;
  }

  void noted(String text, long newVersion) {
    List<String> more = new ArrayList<>(notes);
    more.add(text);
    notes = List.copyOf(more);
    version = newVersion;
    unanswered = null;
  }

  void closed() {
    standing = Standing.CLOSED;
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
