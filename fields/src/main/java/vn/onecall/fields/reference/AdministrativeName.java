package vn.onecall.fields.reference;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.Folding;
import vn.onecall.fields.text.LookAlikes;

/**
 * The normalised name of an administrative unit, equal for all spellings of one name: lower case,
 * each tone mark at the end of its syllable (Hòa, Hoà), no punctuation, no leading zeros (Phường
 * 01), and the kind of unit apart.
 *
 * @param kind the kind of unit, such as {@code phường}; empty if it is not given
 * @param name the rest
 * @param withoutDiacritics the rest without diacritics, kept since names are compared by it
 */
record AdministrativeName(String kind, String name, String withoutDiacritics) {

  /** The kinds of unit, in full and abbreviated. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("phường", "phường"),
          Map.entry("p", "phường"),
          Map.entry("xã", "xã"),
          Map.entry("x", "xã"),
          Map.entry("thị trấn", "thị trấn"),
          Map.entry("tt", "thị trấn"),
          Map.entry("đặc khu", "đặc khu"),
          Map.entry("quận", "quận"),
          Map.entry("q", "quận"),
          Map.entry("huyện", "huyện"),
          Map.entry("h", "huyện"),
          Map.entry("thị xã", "thị xã"),
          Map.entry("tx", "thị xã"),
          Map.entry("thành phố", "thành phố"),
          Map.entry("tp", "thành phố"),
          Map.entry("tỉnh", "tỉnh"),
          Map.entry("t", "tỉnh"));

  /** The same without diacritics. */
  private static final Map<String, String> KINDS_WITHOUT_MARKS =
      KINDS.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> Folding.fold(kind.getKey()), Map.Entry::getValue));

  /** Other names of provinces, folded. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "hcm", "ho chi minh",
          "tphcm", "ho chi minh",
          "sai gon", "ho chi minh",
          "thua thien hue", "hue",
          "brvt", "ba ria vung tau");

  private static final Pattern TONE = Pattern.compile("[\\u0300\\u0301\\u0303\\u0309\\u0323]");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s.,_-]+");
  private static final Pattern SHORT_AND_NUMBER = Pattern.compile("^([pq])(?=[0-9])");
  private static final Pattern ZEROS_IN_FRONT = Pattern.compile("\\b0+(?=[0-9])");

  private static final int MOST_WORDS_OF_A_KIND = 2;

  /** Normalises a name as it was written. */
  static AdministrativeName of(String written) {
    String text =
        LookAlikes.replaced(
                Characters.withPlainDashes(
                    Characters.withPlainApostrophes(Characters.line(written))))
            .toLowerCase(Locale.ROOT)
            .replace("'", "");
    text = SHORT_AND_NUMBER.matcher(text.strip()).replaceFirst("$1 ");
    text = BETWEEN_WORDS.matcher(text).replaceAll(" ").strip();
    text = ZEROS_IN_FRONT.matcher(text).replaceAll("");
    Map<String, String> kinds = Folding.fold(text).equals(text) ? KINDS_WITHOUT_MARKS : KINDS;
    List<String> words = Arrays.asList(text.split(" ", -1));
    for (int length = MOST_WORDS_OF_A_KIND; length > 0; length--) {
      if (length < words.size()) {
        String kind = kinds.get(String.join(" ", words.subList(0, length)));
        if (kind != null) {
          return named(kind, withTonesLast(words.subList(length, words.size())));
        }
      }
    }
    return named("", withTonesLast(words));
  }

  /** Normalises the name of a province; its kind distinguishes nothing. */
  static AdministrativeName ofProvince(String written) {
    AdministrativeName spelling = of(written);
    String other = OTHER_NAMES.get(spelling.withoutDiacritics());
    return named("", other == null ? spelling.name : other);
  }

  private static AdministrativeName named(String kind, String name) {
    return new AdministrativeName(kind, name, Folding.fold(name));
  }

  private static String withTonesLast(List<String> words) {
    return words.stream().map(AdministrativeName::withToneLast).collect(Collectors.joining(" "));
  }

  private static String withToneLast(String word) {
    String apart = Normalizer.normalize(word, Normalizer.Form.NFD);
    String tones =
        TONE.matcher(apart).results().map(tone -> tone.group()).collect(Collectors.joining());
    return TONE.matcher(apart).replaceAll("") + tones;
  }

  boolean isEmpty() {
    return name.isEmpty();
  }

  /**
   * The name without diacritics and without the difference between i and y, which one name is
   * written with by turns (Quý and Quí, Sỹ and Sĩ).
   */
  String sound() {
    return withoutDiacritics.replace('y', 'i');
  }

  /** Whether another name is equal, diacritics included; a missing kind matches any. */
  boolean matches(AdministrativeName other) {
    return name.equals(other.name) && kindMatches(other);
  }

  /** Whether another name is equal except for diacritics. */
  boolean equalsExceptDiacritics(AdministrativeName other) {
    return equalsExceptDiacriticsAndKind(other) && kindMatches(other);
  }

  /**
   * Whether another name is equal except for diacritics and kind, which the reform changed for many
   * units.
   */
  boolean equalsExceptDiacriticsAndKind(AdministrativeName other) {
    return withoutDiacritics.equals(other.withoutDiacritics);
  }

  /** The same but for i and y. */
  boolean soundsAlike(AdministrativeName other) {
    return sound().equals(other.sound());
  }

  private boolean kindMatches(AdministrativeName other) {
    return kind.isEmpty() || other.kind.isEmpty() || kind.equals(other.kind);
  }
}
