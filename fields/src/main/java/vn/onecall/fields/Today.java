package vn.onecall.fields;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which day it is in Vietnam, by a clock that is given. */
record Today(InstantSource clock) {

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  LocalDate date() {
    return LocalDate.ofInstant(clock.instant(), VIETNAM);
  }
}
