package vn.onecall.fields.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.text.CanonicalForm;
import vn.onecall.fields.text.Characters;
import vn.onecall.fields.text.Folding;
import vn.onecall.fields.text.LookAlikes;
import vn.onecall.fields.text.TextType;

/**
 * A person's full name, in the order in which the person writes it. Letters and marks of any
 * script, spaces, hyphens, apostrophes and dots, from 2 to 100 code points; canonical in Unicode's
 * NFC with single spaces.
 *
 * <p>Its mask keeps the first letter of each word and at most three dots for the rest, which hides
 * the length: {@code N••• V•• A}.
 *
 * <p>Its index terms are over folded words: each adjacent pair, the first word with the last
 * (family with given name), and the whole name; never one word alone, whose frequency would reveal
 * it. So {@code nguyen van an} finds {@code Nguyễn Văn An}, and so do {@code Nguyễn An} and {@code
 * van an}: two words are looked up as a pair, more as the whole name. A name is found however its
 * apostrophe is written, left out, or made a space: {@code H'Hen Niê}, {@code HHen Nie}, {@code H
 * Hen Nie}. A search for one word is refused.
 */
final class FullName implements TextType {

  private static final int SHORTEST = 2;
  private static final int LONGEST = 100;

  /** A decomposed Vietnamese letter takes three code points. */
  private static final int LONGEST_INPUT = 3 * LONGEST;

  private static final int MOST_DOTS = 3;

  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M} .'-]+");

  /** A combining mark needs a base character, and no script stacks more than three. */
  private static final Pattern MISPLACED_MARKS = Pattern.compile("(^|[ .'-])\\p{M}|\\p{M}{4}");

  private static final Pattern SHAPE = Pattern.compile("[^ ]+( [^ ]+)*");

  @Override
  public String name() {
    return "full-name";
  }

  @Override
  public ParseResult parse(String input) {
    Optional<ValidationError> refusal = Characters.refuse(input, LONGEST_INPUT);
    if (refusal.isPresent()) {
      return new ParseResult.Invalid(refusal.get());
    }
    // Typographic apostrophes and dashes become ASCII, so that a name has one form.
    String name =
        LookAlikes.replaced(
            Characters.withPlainDashes(Characters.withPlainApostrophes(Characters.line(input))));
    int length = name.codePointCount(0, name.length());
    if (length > LONGEST) {
      return new ParseResult.Invalid(ValidationError.TOO_LONG);
    }
    if (length < SHORTEST) {
      return new ParseResult.Invalid(ValidationError.TOO_SHORT);
    }
    boolean wellFormed =
        ALLOWED.matcher(name).matches()
            && !MISPLACED_MARKS.matcher(name).find()
            && Arrays.stream(name.split(" ", -1))
                .allMatch(word -> word.codePoints().anyMatch(Character::isLetter));
    return wellFormed
        ? new ParseResult.Valid(name)
        : new ParseResult.Invalid(ValidationError.FORMAT);
  }

  @Override
  public String mask(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    String[] words = canonical.split(" ", -1);
    // If each word is one letter, the first letters would be the whole name.
    boolean onlyInitials =
        Arrays.stream(words).allMatch(word -> word.codePointCount(0, word.length()) == 1);
    if (onlyInitials) {
      return words[0] + " •".repeat(words.length - 1);
    }
    return Arrays.stream(words).map(FullName::maskWord).collect(Collectors.joining(" "));
  }

  private static String maskWord(String word) {
    int hidden = word.codePointCount(0, word.length()) - 1;
    return Character.toString(word.codePointAt(0)) + "•".repeat(Math.min(MOST_DOTS, hidden));
  }

  @Override
  public List<String> indexTerms(String canonical) {
    CanonicalForm.require(this, SHAPE, canonical);
    Set<String> terms = new LinkedHashSet<>(terms(Folding.words(canonical)));
    terms.addAll(terms(withLettersJoined(Folding.words(canonical))));
    // What stands on both sides of an apostrophe is one name, which is never a term alone.
    List<String> apart = Folding.wordsAtApostrophes(canonical);
    if (apart.size() > 2) {
      terms.add(apart.getFirst() + " " + apart.getLast());
      terms.add(String.join(" ", apart));
      terms.addAll(terms(withLettersJoined(apart)));
    }
    // Letters of two scripts may have come together only now.
    return terms.stream().map(LookAlikes::replaced).distinct().toList();
  }

  private static List<String> terms(List<String> words) {
    List<String> terms = new ArrayList<>();
    if (words.size() > 1) {
      for (int at = 1; at < words.size(); at++) {
        terms.add(words.get(at - 1) + " " + words.get(at));
      }
      terms.add(words.getFirst() + " " + words.getLast());
      terms.add(String.join(" ", words));
    }
    return terms;
  }

  /**
   * With each letter that stands alone before a word joined to it: {@code H'Hen}, {@code H Hen} and
   * {@code HHen} are one name, which systems without apostrophes write in each way.
   */
  private static List<String> withLettersJoined(List<String> words) {
    List<String> joined = new ArrayList<>();
    String letters = "";
    for (String word : words) {
      letters += word;
      if (word.codePointCount(0, word.length()) > 1) {
        joined.add(letters);
        letters = "";
      }
    }
    if (!letters.isEmpty()) {
      joined.add(letters);
    }
    return joined;
  }

  @Override
  public SearchQuery searchTerms(String query) {
    return switch (parse(query)) {
      case ParseResult.Valid(String canonical) -> {
        List<String> joined = withLettersJoined(Folding.words(canonical));
        List<String> words = joined.size() < 2 ? Folding.words(canonical) : joined;
        yield words.size() < 2
            ? new SearchQuery.Refused(ValidationError.ONE_WORD_ALONE)
            : new SearchQuery.Terms(List.of(LookAlikes.replaced(String.join(" ", words))));
      }
      case ParseResult.Invalid(ValidationError reason, _) -> new SearchQuery.Refused(reason);
    };
  }

  @Override
  public int maxLength() {
    return LONGEST_INPUT;
  }
}
