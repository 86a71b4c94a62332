package vn.onecall.policy.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.onecall.messages.BilingualText;
import vn.onecall.policy.law.ClockRule;
import vn.onecall.policy.law.Law;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.law.RequestLaw;
import vn.onecall.policy.law.TimeLimit;
import vn.onecall.policy.law.WorkCalendar;

/** Reads what the law says of requests: their clocks, and the calendar that they run by. */
final class RequestLawReader {

  private final ReferencedFile file;
  private final Section section;
  private final Map<String, Law.Source> sources;
  private final DeclaredNames names;
  private final ValueReader values;
  private final List<ClockRule> rules = new ArrayList<>();

  /**
   * @param sources the sources of law that were read without a mistake
   */
  RequestLawReader(ReferencedFile file, Map<String, Law.Source> sources, Section section) {
    this.file = file;
    this.section = section;
    this.sources = sources;
    this.names = new DeclaredNames(file.root());
    this.values = new ValueReader(file.findings());
  }

  Optional<RequestLaw> read() {
    Optional<WorkCalendar> calendar = section.need("calendar", this::calendar);
    Optional<RequestLaw.Principle> counting = section.inner("counting", this::principle);
    Optional<RequestLaw.Principle> extending = section.inner("extending", this::principle);
    Map<String, ClockRule> clocks = section.each("clocks", "clock", ValueReader.NAME, this::clock);
    return section.build(() ->
        new RequestLaw(
            clocks, counting.orElseThrow(), extending.orElseThrow(), calendar.orElseThrow()));
  }

  private Optional<WorkCalendar> calendar(YamlNode node) {
    return ReferencedFile.open(ReferencedFile.Role.CALENDAR, file.path(), node, file.findings())
        .flatMap(found -> new CalendarReader(found).read());
  }

  private Optional<RequestLaw.Principle> principle(Section rule) {
    Optional<ClockRule.Citation> citation = citation(rule);
    Optional<BilingualText> words = rule.words("words");
    return rule.build(() -> new RequestLaw.Principle(citation.orElseThrow(), words.orElseThrow()));
  }

  private Optional<ClockRule> clock(String name, Section clock) {
    String what = " of " + clock.what();
    Optional<RequestKind> kind =
        clock.need("kind", node -> values.choice("`kind`" + what, RequestKind.values(), node));
    Optional<ClockRule.Limits> limits = limits(clock, what);
    Optional<ClockRule.Citation> citation = citation(clock);
    Optional<BilingualText> words = clock.words("words");
    Optional<LocalDate> from = clock.may("from", node -> values.date("`from`" + what, node));
    Optional<LocalDate> until = clock.may("until", node -> values.date("`until`" + what, node));
    Optional<Law.Source> source =
        citation.flatMap(found -> Optional.ofNullable(sources.get(found.source())));
    source.ifPresent(law -> holdsWithinItsSource(clock, law, from, until));
    Optional<LocalDate> first = from.or(() -> source.map(Law.Source::from));
    Optional<LocalDate> last = until.or(() -> source.flatMap(Law.Source::until));
    if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
      clock.fail(clock.keyLine("until"), "%s ends before it begins".formatted(clock.what()));
    }
    // A source with a mistake has its own finding; without it the clock has no first day.
    Optional<ClockRule> rule =
        clock
            .build(() -> first)
            .flatMap(found -> found)
            .map(begin ->
                new ClockRule(
                    name,
                    kind.orElseThrow(),
                    begin,
                    last,
                    limits.orElseThrow(),
                    citation.orElseThrow(),
                    words.orElseThrow()));
    rule.ifPresent(found -> isAlone(clock, found));
    return rule;
  }

  private Optional<ClockRule.Limits> limits(Section clock, String what) {
    Optional<TimeLimit> acknowledge =
        clock.need("acknowledge", node -> values.limit("`acknowledge`" + what, node));
    Optional<TimeLimit> answer =
        clock.need("answer", node -> values.limit("`answer`" + what, node));
    Optional<TimeLimit> withProcessor =
        clock.may("with-processor", node -> values.limit("`with-processor`" + what, node));
    Optional<TimeLimit> extension =
        clock.may("extension", node -> values.limit("`extension`" + what, node));
    if (answer.isPresent()
        && withProcessor.isPresent()
        && answer.get().count() == withProcessor.get().count()
        && withProcessor.get().days() <= answer.get().days()) {
      clock.fail(
          clock.keyLine("with-processor"),
          "`with-processor`%s is no longer than `answer`".formatted(what));
    }
    return acknowledge.flatMap(first ->
        answer.map(second -> new ClockRule.Limits(first, second, withProcessor, extension)));
  }

  private void holdsWithinItsSource(
      Section clock, Law.Source source, Optional<LocalDate> from, Optional<LocalDate> until) {
    if (from.isPresent() && !source.holdsOn(from.get())) {
      clock.fail(
          clock.keyLine("from"),
          "%s begins on a day on which its source `%s` does not hold"
              .formatted(clock.what(), source.name()));
    }
    if (until.isPresent() && !source.holdsOn(until.get())) {
      clock.fail(
          clock.keyLine("until"),
          "%s ends on a day on which its source `%s` does not hold"
              .formatted(clock.what(), source.name()));
    }
  }

  private void isAlone(Section clock, ClockRule rule) {
    rules.stream()
        .filter(other -> other.kind() == rule.kind() && other.overlaps(rule))
        .findFirst()
        .ifPresent(other ->
            clock.fail(
                clock.line(),
                "%s and clock `%s` both measure `%s` on %s"
                    .formatted(
                        clock.what(),
                        other.name(),
                        rule.kind().id(),
                        rule.from().isAfter(other.from()) ? rule.from() : other.from())));
    rules.add(rule);
  }

  private Optional<ClockRule.Citation> citation(Section rule) {
    Optional<String> source =
        rule.need(
            "source",
            node ->
                values.reference(
                    "`source` of " + rule.what(), "source", names.in("sources"), node));
    Optional<BilingualText> article = rule.words("article");
    return source.flatMap(name -> article.map(found -> new ClockRule.Citation(name, found)));
  }
}
