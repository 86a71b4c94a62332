package vn.onecall.policy.reading;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.onecall.policy.law.TimeLimit;
import vn.onecall.policy.model.Form;
import vn.onecall.policy.model.PromiseId;

/** Reads single values. A value with a mistake is absent, and the mistake is a finding. */
final class ValueReader {

  /** The shape of every name but an activity's. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** The shape of an activity's id: names with a dot between. */
  static final Pattern ACTIVITY =
      Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,8})");
  private static final Pattern PERIOD = Pattern.compile("P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+D)?");

  private static final Pattern LIMIT =
      Pattern.compile("1 (working )?day|([2-9]|[1-9]\\d{1,2}) (working )?days");

  private final Findings findings;

  ValueReader(Findings findings) {
    this.findings = findings;
  }

  Optional<String> text(String what, YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return refuse(node, "%s must be a text".formatted(what));
    }
    if (scalar.text().isBlank()) {
      return refuse(node, "%s is empty".formatted(what));
    }
    return Optional.of(scalar.text());
  }

  /** A text for people in Unicode's composed form (NFC), which comparisons rely on. */
  Optional<String> words(String what, YamlNode node) {
    Optional<String> text = text(what, node);
    if (text.isPresent() && !Normalizer.isNormalized(text.get(), Normalizer.Form.NFC)) {
      return refuse(node, "%s is not in Unicode's composed form (NFC)".formatted(what));
    }
    return text.map(String::strip);
  }

  Optional<String> shaped(String what, Pattern shape, String example, YamlNode node) {
    Optional<String> text = text(what, node);
    if (text.isPresent() && !shape.matcher(text.get()).matches()) {
      return refuse(
          node,
          "%s must look like %s, not %s".formatted(what, example, YamlNode.quote(text.get())));
    }
    return text;
  }

  /** A term of the vocabulary. */
  Optional<String> term(String what, DpvTerms terms, YamlNode node) {
    return shaped(what, terms.shape(), terms.example(), node)
        .flatMap(_ -> reference(what, "term", terms.known(), node));
  }

  Optional<Integer> number(String what, int least, int most, YamlNode node) {
    Optional<String> text = plain(what, WHOLE_NUMBER, "a whole number", node);
    Optional<Integer> number = text.map(Integer::valueOf);
    if (number.isPresent() && number.get() < least) {
      return refuse(node, "%s must be %d or more".formatted(what, least));
    }
    if (number.isPresent() && number.get() > most) {
      return refuse(node, "%s must be %d or less".formatted(what, most));
    }
    return number;
  }

  Optional<Boolean> flag(String what, YamlNode node) {
    return plain(what, Pattern.compile("true|false"), "true or false", node).map(Boolean::valueOf);
  }

  Optional<LocalDate> date(String what, YamlNode node) {
    Optional<String> text = text(what, node);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeException e) {
      return refuse(node, "%s must be a date like 2026-12-01".formatted(what));
    }
  }

  Optional<Period> period(String what, YamlNode node) {
    Optional<String> text = shaped(what, PERIOD, "P2Y6M", node);
    try {
      Optional<Period> period = text.map(Period::parse);
      if (period.isPresent() && period.get().isZero()) {
        return refuse(node, "%s must be longer than zero".formatted(what));
      }
      return period;
    } catch (DateTimeException e) {
      return refuse(node, "%s is too long to be a time of keeping".formatted(what));
    }
  }

  Optional<TimeLimit> limit(String what, YamlNode node) {
    return shaped(what, LIMIT, "10 days or 2 working days", node)
        .map(text ->
            new TimeLimit(
                Integer.parseInt(text.substring(0, text.indexOf(' '))),
                text.contains(" working ") ? TimeLimit.Count.WORKING : TimeLimit.Count.CALENDAR));
  }

  <E extends Enum<E>> Optional<E> choice(String what, E[] choices, YamlNode node) {
    List<String> names = Stream.of(choices).map(ValueReader::name).toList();
    Optional<String> text = text(what, node);
    if (text.isPresent() && !names.contains(text.get())) {
      return refuse(
          node, "%s must be one of %s, not %s".formatted(what, names, YamlNode.quote(text.get())));
    }
    return text.map(name -> choices[names.indexOf(name)]);
  }

  /** A name that is declared elsewhere. */
  Optional<String> reference(String what, String kind, Collection<String> declared, YamlNode node) {
    Optional<String> text = text(what, node);
    if (text.isPresent() && !declared.contains(text.get())) {
      String name = text.get();
      return refuse(
          node,
          "%s names the unknown %s %s%s"
              .formatted(what, kind, YamlNode.quote(name), SpellingHint.hint(name, declared)));
    }
    return text;
  }

  /** A list of different names that are declared elsewhere. */
  Optional<Set<String>> references(
      String what, String kind, Collection<String> declared, YamlNode node) {
    return list(what, node, item -> reference(what, kind, declared, item));
  }

  /** The number of a promise that is declared elsewhere. */
  Optional<PromiseId> promise(String what, Collection<String> declared, YamlNode node) {
    if (unquotedNumber(what, node)) {
      return Optional.empty();
    }
    return reference(what, "promise", declared, node)
        .filter(number -> PromiseId.SHAPE.matcher(number).matches())
        .map(PromiseId::new);
  }

  /** Finds a number without quotes, which other readers of YAML would read as 1.1 for 1.10. */
  boolean unquotedNumber(String what, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.plain()
        && PromiseId.SHAPE.matcher(scalar.text()).matches()) {
      findings.add(
          node.line(), "%s must have its number in quotes: \"%s\"".formatted(what, scalar.text()));
      return true;
    }
    return false;
  }

  /** A list of different things, at least one. */
  <T> Optional<Set<T>> list(String what, YamlNode node, Function<YamlNode, Optional<T>> reader) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return refuse(node, "%s must be a list".formatted(what));
    }
    if (sequence.items().isEmpty()) {
      return refuse(node, "%s is an empty list".formatted(what));
    }
    Set<T> things = new LinkedHashSet<>();
    boolean sound = true;
    for (YamlNode item : sequence.items()) {
      Optional<T> thing = reader.apply(item);
      if (thing.isPresent() && !things.add(thing.get())) {
        findings.add(
            item.line(),
            "%s names %s twice".formatted(what, YamlNode.quote(thing.get().toString())));
        sound = false;
      }
      sound &= thing.isPresent();
    }
    return sound ? Optional.of(things) : Optional.empty();
  }

  /** A mapping of names to forms, at least one. */
  Optional<Map<String, Form>> forms(
      Section section, String key, YamlNode node, Function<YamlNode, Optional<String>> name) {
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      return refuse(
          node, "`%s` of %s must be a mapping of %s to forms".formatted(key, section.what(), key));
    }
    Map<String, Form> forms = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      Optional<String> named = name.apply(entry.key());
      Optional<Form> form =
          choice(
              "the form of `" + entry.name() + "` in " + section.what(),
              Form.values(),
              entry.value());
      named.ifPresent(n -> form.ifPresent(f -> forms.put(n, f)));
    }
    return forms.size() == mapping.entries().size() ? Optional.of(forms) : Optional.empty();
  }

  /** The constant as a policy writes it: {@code legal-obligation}. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Optional<String> plain(String what, Pattern shape, String expected, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar
        && scalar.plain()
        && shape.matcher(scalar.text()).matches()) {
      return Optional.of(scalar.text());
    }
    return refuse(node, "%s must be %s".formatted(what, expected));
  }

  private <T> Optional<T> refuse(YamlNode node, String reason) {
    findings.add(node.line(), reason);
    return Optional.empty();
  }
}
