package vn.onecall.policy.law;

/** What the counting of days gives: a deadline, or the year whose days off are not known. */
sealed interface DeadlineResult permits Deadline, ClockResult.NoCalendar {}
