package vn.onecall.policy.law;

import java.time.LocalDate;
import vn.onecall.policy.model.BilingualText;

/** The legal clock of a request, or the reason why it has none or cannot be extended. */
public sealed interface ClockResult permits LegalClock, ClockResult.Refused {

  /** There is no such clock, for a reason. */
  sealed interface Refused extends ClockResult {

    /** The reason, for people. */
    BilingualText words();
  }

  /** On the day of receipt no clock is in force for requests of this kind. */
  record NoLaw(RequestKind kind, LocalDate day) implements Refused {

    @Override
    public BilingualText words() {
      return new BilingualText(
          "Không có thời hạn nào cho yêu cầu loại `%s` có hiệu lực vào ngày %s."
              .formatted(kind.id(), LegalClockText.date(day)),
          "No clock for requests of kind `%s` is in force on %s.".formatted(kind.id(), day));
    }
  }

  /** The clock runs into a year whose days off are not known. */
  record NoCalendar(int year) implements Refused, DeadlineResult {

    @Override
    public BilingualText words() {
      return new BilingualText(
          "Chưa có lịch ngày nghỉ của năm %d nên không tính được thời hạn.".formatted(year),
          "The days off of the year %d are not known, so the time cannot be counted."
              .formatted(year));
    }
  }

  /** The law gives no extension for requests of this kind. */
  record NotExtensible(RequestKind kind) implements Refused {

    @Override
    public BilingualText words() {
      return new BilingualText(
          "Yêu cầu loại `%s` không được gia hạn.".formatted(kind.id()),
          "A request of kind `%s` cannot be extended.".formatted(kind.id()));
    }
  }

  /** The one extension has been used. */
  record AlreadyExtended(RequestKind kind) implements Refused {

    @Override
    public BilingualText words() {
      return new BilingualText(
          "Yêu cầu đã được gia hạn một lần và không được gia hạn nữa.",
          "The request has been extended once, and cannot be extended again.");
    }
  }

  /** An extension is told to the customer with its reason, and none was given. */
  record NoReason(RequestKind kind) implements Refused {

    @Override
    public BilingualText words() {
      return new BilingualText("Gia hạn phải nêu lý do.", "An extension needs a reason.");
    }
  }

  /** The time was over before it was extended. */
  record TooLate(LocalDate last) implements Refused {

    @Override
    public BilingualText words() {
      return new BilingualText(
          "Thời hạn đã hết vào cuối ngày %s nên không gia hạn được."
              .formatted(LegalClockText.date(last)),
          "The time was over at the end of %s, and cannot be extended.".formatted(last));
    }
  }
}
