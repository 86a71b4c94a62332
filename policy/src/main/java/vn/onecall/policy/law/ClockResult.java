package vn.onecall.policy.law;

import java.time.LocalDate;
import vn.onecall.messages.BilingualText;

/** The legal clock of a request, or the reason why it has none or cannot be extended. */
public sealed interface ClockResult permits LegalClock, ClockResult.Refused {

  /** There is no such clock, for a reason. */
  sealed interface Refused extends ClockResult {

    /** The reason, for people. */
    default BilingualText words() {
      return LegalClockText.of(this);
    }
  }

  /** On the day of receipt no clock is in force for requests of this kind. */
  record NoLaw(RequestKind kind, LocalDate day) implements Refused {}

  /** The clock runs into a year whose days off are not known. */
  record NoCalendar(int year) implements Refused, DeadlineResult {}

  /** The law gives no extension for requests of this kind. */
  record NotExtensible(RequestKind kind) implements Refused {}

  /** The one extension has been used. */
  record AlreadyExtended(RequestKind kind) implements Refused {}

  /** An extension is told to the customer with its reason, and none was given. */
  record NoReason(RequestKind kind) implements Refused {}

  /** The time was over before it was extended. */
  record TooLate(LocalDate last) implements Refused {}
}
