package vn.onecall.policy.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the known word that a mistyped word may stand for. */
final class SpellingHint {

  private SpellingHint() {}

  /** The nearest known word at a distance of at most two, and of at most half its length. */
  static Optional<String> to(String word, Collection<String> known) {
    // A number that differs in one digit is another number.
    if (word.length() > 64 || word.chars().noneMatch(Character::isLetter)) {
      return Optional.empty();
    }
    return known.stream()
        .filter(k -> distance(word, k) <= Math.min(2, k.length() / 2))
        .min(
            Comparator.<String>comparingInt(k -> distance(word, k))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A question for the end of a message, or nothing. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(k -> "; did you mean `" + k + "`?").orElse("");
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(exchanged, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
