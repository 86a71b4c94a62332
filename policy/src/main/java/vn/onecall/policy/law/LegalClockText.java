package vn.onecall.policy.law;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.onecall.messages.BilingualText;
import vn.onecall.messages.Messages;

/** The text of a legal clock, as sentences for a letter to the customer, or why there is none. */
final class LegalClockText {
  private static final Messages MESSAGES = Messages.beside(LegalClockText.class);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private LegalClockText() {}

  /** A date as it is written in Vietnam, and in English as ISO 8601 has it. */
  private static BilingualText date(LocalDate day) {
    return new BilingualText(DATE.format(day), day.toString());
  }

  static BilingualText of(LegalClock clock, RequestLaw law) {
    ClockRule.Limits limits = clock.rule().limits();
    Stream.Builder<BilingualText> sentences = Stream.builder();
    sentences.add(MESSAGES.words("received", date(clock.submission().day())));
    sentences.add(
        MESSAGES.words("acknowledged", limits.acknowledge().words(), end(clock.acknowledgeBy())));
    sentences.add(
        MESSAGES.words(
            "answered",
            limits.answer(clock.submission().processor()).words(),
            end(clock.answerByUnextended())));
    if (clock.isExtended()) {
      sentences.add(
          MESSAGES.words(
              "extended", limits.extension().orElseThrow().words(), end(clock.answerBy())));
    }
    clock
        .assumedFrom()
        .ifPresent(year -> sentences.add(MESSAGES.words("assumed", Integer.toString(year))));
    sentences.add(
        MESSAGES.words(
            "source", clock.rule().citation().article(), law.counting().citation().article()));
    return joined(sentences.build());
  }

  static BilingualText of(ClockResult.Refused refused) {
    return switch (refused) {
      case ClockResult.NoLaw(RequestKind kind, LocalDate day) ->
          MESSAGES.words("no-law", kind.id(), date(day));
      case ClockResult.NoCalendar(int year) ->
          MESSAGES.words("no-calendar", Integer.toString(year));
      case ClockResult.NotExtensible(RequestKind kind) ->
          MESSAGES.words("not-extensible", kind.id());
      case ClockResult.AlreadyExtended _ -> MESSAGES.words("already-extended");
      case ClockResult.NoReason _ -> MESSAGES.words("no-reason");
      case ClockResult.TooLate(LocalDate last) -> MESSAGES.words("too-late", date(last));
    };
  }

  private static BilingualText end(Deadline end) {
    return end.isMoved()
        ? MESSAGES.words("end-moved", date(end.last()), date(end.counted()))
        : MESSAGES.words("end", date(end.last()));
  }

  private static BilingualText joined(Stream<BilingualText> sentences) {
    return sentences.collect(
        Collectors.teeing(
            Collectors.mapping(BilingualText::vi, Collectors.joining(" ")),
            Collectors.mapping(BilingualText::en, Collectors.joining(" ")),
            BilingualText::new));
  }
}
