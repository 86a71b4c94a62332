package vn.onecall.policy.publishing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.onecall.policy.law.ClockRule;
import vn.onecall.policy.law.RequestLaw;
import vn.onecall.policy.law.TimeLimit;
import vn.onecall.policy.law.WorkCalendar;
import vn.onecall.policy.model.BilingualText;

/** The section of {@link PolicyPage} on the clocks of requests and the days off. */
final class RequestLawText {

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
        + say("\nNgày nghỉ được tính:\n\n", "\nThe days off that are counted by:\n\n")
        + years;
  }

  private String clock(ClockRule rule) {
    StringBuilder line = new StringBuilder("- **").append(rule.words().in(locale)).append("**: ");
    line.append(times(rule).in(locale));
    if (!rule.holdsOn(effective) || rule.until().isPresent()) {
      line.append(say("; nhận từ ngày ", "; received from ")).append(date(rule.from()));
      rule.until().ifPresent(day -> line.append(say(" đến ngày ", " to ")).append(date(day)));
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
            .map(TimeLimit::words)
            .map(limit ->
                new BilingualText(
                    "%s (có bên khác tham gia: %s)".formatted(answer.vi(), limit.vi()),
                    "%s (with the help of a third party: %s)".formatted(answer.en(), limit.en())))
            .orElse(answer);
    BilingualText extended =
        limits
            .extension()
            .map(TimeLimit::words)
            .map(limit ->
                new BilingualText(
                    "gia hạn một lần thêm " + limit.vi(), "extended once by up to " + limit.en()))
            .orElse(new BilingualText("không gia hạn", "not extended"));
    return new BilingualText(
        "xác nhận trong %s, trả lời trong %s, %s"
            .formatted(acknowledge.vi(), helped.vi(), extended.vi()),
        "acknowledged within %s, answered within %s, %s"
            .formatted(acknowledge.en(), helped.en(), extended.en()));
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
          say(" (làm bù %s)", " (%s is worked)").formatted(date(swapped.worked()));
      case WorkCalendar.DayOff.Holiday _, WorkCalendar.DayOff.InLieu _ -> "";
    };
  }

  private String date(LocalDate day) {
    return english ? day.toString() : DATE.format(day);
  }

  private String say(String vi, String en) {
    return english ? en : vi;
  }
}
