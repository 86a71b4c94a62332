package vn.onecall.policy.law;

/** The result of counting days: a deadline, or the year whose days off are not known. */
sealed interface DeadlineResult permits Deadline, ClockResult.NoCalendar {}
