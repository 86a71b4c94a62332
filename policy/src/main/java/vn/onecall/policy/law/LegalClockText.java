package vn.onecall.policy.law;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import vn.onecall.policy.model.BilingualText;

/** The text of a legal clock, as sentences for a letter to the customer. */
final class LegalClockText {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private final List<String> vi = new ArrayList<>();
  private final List<String> en = new ArrayList<>();

  private LegalClockText() {}

  /** A date as it is written in Vietnam. */
  static String date(LocalDate day) {
    return DATE.format(day);
  }

  static BilingualText of(LegalClock clock, RequestLaw law) {
    LegalClockText words = new LegalClockText();
    words.clock(clock, law);
    return new BilingualText(String.join(" ", words.vi), String.join(" ", words.en));
  }

  private void clock(LegalClock clock, RequestLaw law) {
    ClockRule.Limits limits = clock.rule().limits();
    LocalDate received = clock.submission().day();
    add(
        "Yêu cầu được nhận hợp lệ ngày %s.".formatted(date(received)),
        "The request was validly received on %s.".formatted(received));
    step(
        "Xác nhận đã nhận trong",
        "Acknowledged within",
        limits.acknowledge(),
        clock.acknowledgeBy());
    step(
        "Trả lời trong",
        "Answered within",
        limits.answer(clock.submission().processor()),
        clock.answerByUnextended());
    if (clock.isExtended()) {
      step(
          "Gia hạn một lần thêm",
          "Extended once by",
          limits.extension().orElseThrow(),
          clock.answerBy());
    }
    add(
        "Căn cứ: %s; %s.".formatted(article(clock.rule()).vi(), article(law.counting()).vi()),
        "Source: %s; %s.".formatted(article(clock.rule()).en(), article(law.counting()).en()));
  }

  private void step(String viStep, String enStep, TimeLimit limit, Deadline end) {
    add(
        "%s %s: hết ngày %s%s.".formatted(viStep, limit.words().vi(), date(end.last()), vi(end)),
        "%s %s: by the end of %s%s.".formatted(enStep, limit.words().en(), end.last(), en(end)));
  }

  private static String vi(Deadline end) {
    return end.isMoved()
        ? " (ngày %s là ngày nghỉ, nên tính đến ngày làm việc tiếp theo)"
            .formatted(date(end.counted()))
        : "";
  }

  private static String en(Deadline end) {
    return end.isMoved()
        ? " (%s is a day off, so the next working day counts)".formatted(end.counted())
        : "";
  }

  private static BilingualText article(ClockRule rule) {
    return rule.citation().article();
  }

  private static BilingualText article(RequestLaw.Principle principle) {
    return principle.citation().article();
  }

  private void add(String vietnamese, String english) {
    vi.add(vietnamese);
    en.add(english);
  }
}
