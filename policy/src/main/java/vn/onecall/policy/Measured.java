package vn.onecall.policy;

import java.time.LocalDate;

/** What measuring a request gives: its clock, or why it has none or its clock does not change. */
public sealed interface Measured permits LegalClock, Measured.Refused {

  /** A clock that is not given, with the reason. */
  sealed interface Refused extends Measured {

    /** The reason, for people. */
    Words words();
  }

  /** On the day of receipt no clock is in force for requests of this kind. */
  record NoLaw(RequestKind kind, LocalDate day) implements Refused {

    @Override
    public Words words() {
      return new Words(
          "Không có thời hạn nào cho yêu cầu loại `%s` có hiệu lực vào ngày %s."
              .formatted(kind.id(), ClockWords.date(day)),
          "No clock for requests of kind `%s` is in force on %s.".formatted(kind.id(), day));
    }
  }

  /** The clock runs into a year whose days off are not known. */
  record NoCalendar(int year) implements Refused, Reckoned {

    @Override
    public Words words() {
      return new Words(
          "Chưa có lịch ngày nghỉ của năm %d nên không tính được thời hạn.".formatted(year),
          "The days off of the year %d are not known, so the time cannot be counted."
              .formatted(year));
    }
  }

  /** The law gives no extension for requests of this kind. */
  record NotExtensible(RequestKind kind) implements Refused {

    @Override
    public Words words() {
      return new Words(
          "Yêu cầu loại `%s` không được gia hạn.".formatted(kind.id()),
          "A request of kind `%s` cannot be extended.".formatted(kind.id()));
    }
  }

  /** The one extension has been used. */
  record AlreadyExtended(RequestKind kind) implements Refused {

    @Override
    public Words words() {
      return new Words(
          "Yêu cầu đã được gia hạn một lần và không được gia hạn nữa.",
          "The request has been extended once, and cannot be extended again.");
    }
  }

  /** An extension is told to the customer with its reason, and none was given. */
  record NoReason(RequestKind kind) implements Refused {

    @Override
    public Words words() {
      return new Words("Gia hạn phải nêu lý do.", "An extension needs a reason.");
    }
  }

  /** The time was over before it was extended. */
  record TooLate(LocalDate last) implements Refused {

    @Override
    public Words words() {
      return new Words(
          "Thời hạn đã hết vào cuối ngày %s nên không gia hạn được."
              .formatted(ClockWords.date(last)),
          "The time was over at the end of %s, and cannot be extended.".formatted(last));
    }
  }
}
