package vn.onecall.fields.people;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** The current date in Vietnam. */
record CurrentDate(InstantSource clock) {

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  LocalDate date() {
    return LocalDate.ofInstant(clock.instant(), VIETNAM);
  }
}
