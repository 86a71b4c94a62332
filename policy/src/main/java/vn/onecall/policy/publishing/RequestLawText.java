package vn.onecall.policy.publishing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;
import vn.onecall.policy.law.ClockRule;
import vn.onecall.policy.law.RequestLaw;
import vn.onecall.policy.law.WorkCalendar;

/** The section of {@link PolicyPage} on the clocks of requests and the days off. */
final class RequestLawText {

  private static final Messages MESSAGES = Messages.beside(RequestLawText.class);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private final RequestLaw law;
  private final LocalDate effective;
  private final Locale locale;
  private final boolean english;

  private RequestLawText(RequestLaw law, LocalDate effective, Locale locale) {
    this.law = law;
    this.effective = effective;
    this.locale = locale;
    this.english = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  /**
   * The section for a reader of the given language.
   *
   * @param effective the policy's first day; a clock in force on it is shown without its dates
   */
  static String of(RequestLaw law, LocalDate effective, Locale locale) {
    return new RequestLawText(law, effective, locale).write();
  }

  private String write() {
    String clocks = law.clocks().values().stream().map(this::clock).collect(Collectors.joining());
    String years =
        law.calendar().years().entrySet().stream()
            .map(year -> year(year.getKey(), year.getValue()))
            .collect(Collectors.joining());
    return clocks
        + principle(law.counting())
        + principle(law.extending())
        + "\n"
        + MESSAGES.words("days-off").in(locale)
        + "\n\n"
        + years;
  }

  private String clock(ClockRule rule) {
    StringBuilder line = new StringBuilder("- **").append(rule.words().in(locale)).append("**: ");
    line.append(times(rule).in(locale));
    if (!rule.holdsOn(effective) || rule.until().isPresent()) {
      line.append(
          rule.until()
              .map(day -> MESSAGES.words("received-from-to", date(rule.from()), date(day)))
              .orElseGet(() -> MESSAGES.words("received-from", date(rule.from())))
              .in(locale));
    }
    return line.append(" (").append(rule.citation().article().in(locale)).append(").\n").toString();
  }

  /** The time limits of a rule, as a part of a sentence. */
  static BilingualText times(ClockRule rule) {
    ClockRule.Limits limits = rule.limits();
    BilingualText acknowledge = limits.acknowledge().words();
    BilingualText answer = limits.answer().words();
    BilingualText helped =
        limits
            .withProcessor()
            .map(limit -> MESSAGES.words("answer-with-third-party", answer, limit.words()))
            .orElse(answer);
    BilingualText extended =
        limits
            .extension()
            .map(limit -> MESSAGES.words("extension", limit.words()))
            .orElseGet(() -> MESSAGES.words("no-extension"));
    return MESSAGES.words("time-limits", acknowledge, helped, extended);
  }

  private String principle(RequestLaw.Principle principle) {
    return "\n%s (%s)\n"
        .formatted(principle.words().in(locale), principle.citation().article().in(locale));
  }

  private String year(int year, Map<LocalDate, WorkCalendar.DayOff> days) {
    return days.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(day ->
            date(day.getKey()) + " " + day.getValue().words().in(locale) + worked(day.getValue()))
        .collect(Collectors.joining("; ", "- %d: ".formatted(year), ".\n"));
  }

  private String worked(WorkCalendar.DayOff off) {
    return switch (off) {
      case WorkCalendar.DayOff.Swapped swapped ->
          " " + MESSAGES.words("worked-instead", date(swapped.worked())).in(locale);
      case WorkCalendar.DayOff.Holiday _, WorkCalendar.DayOff.InLieu _ -> "";
    };
  }

  private String date(LocalDate day) {
    return english ? day.toString() : DATE.format(day);
  }
}
