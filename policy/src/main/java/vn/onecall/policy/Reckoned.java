package vn.onecall.policy;

/** What the counting of days gives: a deadline, or the year whose days off are not known. */
sealed interface Reckoned permits Deadline, Measured.NoCalendar {}
