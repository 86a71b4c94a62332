package vn.onecall.policy.reading;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import vn.onecall.messages.BilingualText;

/**
 * One mapping of a file, read key by key. It remembers the keys that were asked for: every other
 * key of the mapping is unknown, and a needed key that is absent is missing. {@link #build} gives a
 * value only if the mapping has no mistake.
 */
final class Section {

  private final String what;
  private final int line;
  private final YamlNode.Mapping mapping;
  private final Findings findings;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private boolean sound = true;

  /**
   * @param what what the mapping describes, for messages
   * @param line the line of its name
   */
  Section(String what, int line, YamlNode.Mapping mapping, Findings findings) {
    this.what = what;
    this.line = line;
    this.mapping = mapping;
    this.findings = findings;
  }

  String what() {
    return what;
  }

  int line() {
    return line;
  }

  /** The keys of the mapping at a path, with a mistake or not; empty if there is no mapping. */
  List<YamlNode.Scalar> keysUnder(String... path) {
    YamlNode.Mapping inner = mapping;
    for (String key : path) {
      if (!(inner.entry(key).map(YamlNode.Entry::value).orElse(null)
          instanceof YamlNode.Mapping next)) {
        return List.of();
      }
      inner = next;
    }
    return inner.entries().stream().map(YamlNode.Entry::key).toList();
  }

  boolean isEmpty() {
    return mapping.entries().isEmpty();
  }

  boolean has(String key) {
    return mapping.entry(key).isPresent();
  }

  /** The value that must stand under a key. */
  <T> Optional<T> need(String key, Function<YamlNode, Optional<T>> reader) {
    known.add(key);
    Optional<YamlNode.Entry> entry = mapping.entry(key);
    if (entry.isEmpty()) {
      missing.add(key);
      sound = false;
    }
    return entry.flatMap(found -> read(found, reader));
  }

  /** The value that may stand under a key. */
  <T> Optional<T> may(String key, Function<YamlNode, Optional<T>> reader) {
    known.add(key);
    return mapping.entry(key).flatMap(found -> read(found, reader));
  }

  private <T> Optional<T> read(YamlNode.Entry entry, Function<YamlNode, Optional<T>> reader) {
    Optional<T> value = reader.apply(entry.value());
    sound &= value.isPresent();
    return value;
  }

  /** The value read from the mapping that must stand under a key. */
  <T> Optional<T> inner(String key, Function<Section, Optional<T>> reader) {
    String name = "`" + key + "` of " + what;
    return need(key, node -> section(name, keyLine(key), node).flatMap(reader));
  }

  /** The value read from the mapping that may stand under a key. */
  <T> Optional<T> innerIfAny(String key, Function<Section, Optional<T>> reader) {
    known.add(key);
    return has(key) ? inner(key, reader) : Optional.empty();
  }

  /** The bilingual text that must stand under a key. */
  Optional<BilingualText> words(String key) {
    return inner(key, Section::asWords);
  }

  /** The named things under a key; none if the key is absent. */
  <T> Map<String, T> eachIfAny(
      String key, String kind, Pattern shape, BiFunction<String, Section, Optional<T>> reader) {
    known.add(key);
    return has(key) ? each(key, kind, shape, reader) : Map.of();
  }

  /** This mapping as a bilingual text. */
  Optional<BilingualText> asWords() {
    ValueReader values = new ValueReader(findings);
    Optional<String> vi = need("vi", node -> values.words("the Vietnamese of " + what, node));
    Optional<String> en = need("en", node -> values.words("the English of " + what, node));
    return build(() -> new BilingualText(vi.orElseThrow(), en.orElseThrow()));
  }

  /**
   * The named things under a key, each read from a section of its own, in file order. A thing with
   * a mistake is left out, and the mistake is a finding.
   */
  <T> Map<String, T> each(
      String key, String kind, Pattern shape, BiFunction<String, Section, Optional<T>> reader) {
    Map<String, T> things = new LinkedHashMap<>();
    need(key, node -> section("`" + key + "`", keyLine(key), node))
        .ifPresent(inner -> {
          for (YamlNode.Entry entry : inner.mapping.entries()) {
            String name = entry.name();
            if (!shape.matcher(name).matches()) {
              fail(
                  entry.key().line(),
                  "%s cannot name any %s".formatted(YamlNode.quote(name), kind));
              continue;
            }
            section(kind + " `" + name + "`", entry.key().line(), entry.value())
                .flatMap(section -> kept(reader.apply(name, section)))
                .ifPresent(thing -> things.put(name, thing));
          }
        });
    return things;
  }

  /** Adds a finding about this mapping, which is then not built. */
  void fail(int line, String reason) {
    findings.add(line, reason);
    sound = false;
  }

  /** Adds findings for unknown and missing keys; builds the value if there was no mistake. */
  <T> Optional<T> build(Supplier<T> builder) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!known.contains(entry.name())) {
        // A mistyped key is one mistake, not an unknown key and a missing key.
        SpellingHint.to(entry.name(), missing).ifPresent(missing::remove);
        fail(
            entry.key().line(),
            "%s has the unknown key %s%s"
                .formatted(
                    what, YamlNode.quote(entry.name()), SpellingHint.hint(entry.name(), known)));
      }
    }
    missing.forEach(key -> fail(line, "%s lacks `%s`".formatted(what, key)));
    return sound ? Optional.of(builder.get()) : Optional.empty();
  }

  int keyLine(String key) {
    return mapping.entry(key).map(entry -> entry.key().line()).orElse(line);
  }

  private <T> Optional<T> kept(Optional<T> value) {
    sound &= value.isPresent();
    return value;
  }

  private Optional<Section> section(String name, int at, YamlNode node) {
    if (node instanceof YamlNode.Mapping inner) {
      return Optional.of(new Section(name, at, inner, findings));
    }
    fail(node.line(), "%s must be a mapping of keys to values".formatted(name));
    return Optional.empty();
  }
}
