package vn.onecall.fields;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of an administrative unit, so written that spellings of one name are equal: in lower
 * case, with each tone mark at the end of its syllable (Hòa, Hoà), without punctuation and zeros in
 * front (Phường 01), the kind apart.
 *
 * @param kind the kind of unit, such as {@code phường}; empty if it was not written
 * @param name the rest
 */
record Spelling(String kind, String name) {

  /** Kinds as they are written in full and in short. */
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

  /** The same for who writes without marks. */
  private static final Map<String, String> KINDS_WITHOUT_MARKS =
      KINDS.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> Folding.fold(kind.getKey()), Map.Entry::getValue));

  /** What else provinces are called, folded. */
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

  /** Reads a name as somebody wrote it. */
  static Spelling of(String written) {
    String text =
        Normalizer.normalize(written, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replace("'", "")
            .replace("\u2019", "");
    text = SHORT_AND_NUMBER.matcher(text.strip()).replaceFirst("$1 ");
    text = BETWEEN_WORDS.matcher(text).replaceAll(" ").strip();
    text = ZEROS_IN_FRONT.matcher(text).replaceAll("");
    Map<String, String> kinds = Folding.fold(text).equals(text) ? KINDS_WITHOUT_MARKS : KINDS;
    List<String> words = Arrays.asList(text.split(" ", -1));
    for (int length = MOST_WORDS_OF_A_KIND; length > 0; length--) {
      if (length < words.size()) {
        String kind = kinds.get(String.join(" ", words.subList(0, length)));
        if (kind != null) {
          return new Spelling(kind, tonesLast(words.subList(length, words.size())));
        }
      }
    }
    return new Spelling("", tonesLast(words));
  }

  /** Reads the name of a province, whose kind tells nothing. */
  static Spelling ofProvince(String written) {
    Spelling spelling = of(written);
    String other = OTHER_NAMES.get(spelling.loose());
    return new Spelling("", other == null ? spelling.name : other);
  }

  private static String tonesLast(List<String> words) {
    return words.stream().map(Spelling::toneLast).collect(Collectors.joining(" "));
  }

  private static String toneLast(String word) {
    String apart = Normalizer.normalize(word, Normalizer.Form.NFD);
    String tones =
        TONE.matcher(apart).results().map(tone -> tone.group()).collect(Collectors.joining());
    return TONE.matcher(apart).replaceAll("") + tones;
  }

  boolean isEmpty() {
    return name.isEmpty();
  }

  /** The name without marks. */
  String loose() {
    return Folding.fold(name);
  }

  /** Whether another is this name, marks and all; a kind that was not written may be any. */
  boolean agrees(Spelling other) {
    return name.equals(other.name) && agreesInKind(other);
  }

  /** Whether another is this name but for marks. */
  boolean agreesButForMarks(Spelling other) {
    return agreesLoosely(other) && agreesInKind(other);
  }

  /** Whether another is this name but for marks and kind, which wards and communes have changed. */
  boolean agreesLoosely(Spelling other) {
    return loose().equals(other.loose());
  }

  private boolean agreesInKind(Spelling other) {
    return kind.isEmpty() || other.kind.isEmpty() || kind.equals(other.kind);
  }
}
