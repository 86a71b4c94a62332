package vn.onecall.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every type and every input. */
class FieldPropertiesTest {

  private static final FieldTypes TYPES = FieldTypes.standard();
  private static final List<Pattern> MASKS =
      List.of(
          Pattern.compile(".•{0,3}( .•{0,3})*"),
          Pattern.compile("[!-~]•••@[a-z0-9]•••\\.[a-z0-9-]+"),
          Pattern.compile("•{7}[0-9]{3}"));

  @Property(tries = 3000)
  void neverThrowsAndGivesOutOnlyWhatItTakesBack(@ForAll("anything") String input) {
    for (String name : TYPES.names()) {
      check(TYPES.get(name), input);
    }
  }

  @Property(tries = 2000)
  void takesBackEveryName(@ForAll("names") String input) {
    check(TYPES.get("full-name"), input);
  }

  @Property(tries = 2000)
  void takesBackEveryAddress(@ForAll("addresses") String input) {
    check(TYPES.get("email"), input);
  }

  @Property(tries = 2000)
  void takesBackEveryNumber(@ForAll("numbers") String input) {
    check(TYPES.get("phone"), input);
  }

  @Property(tries = 1000)
  void takesEveryVietnameseMobileNumberInEachWayOfWritingIt(
      @ForAll("mobiles") String national, @ForAll("separators") String separator) {
    String canonical = "+84" + national.substring(1);
    // Not each number of the plan is given to a carrier; what holds for one spelling holds for all.
    Assume.that(TYPES.get("phone").parse(canonical) instanceof Parsed.Valid);
    for (String typed :
        List.of(
            national,
            canonical,
            "0084" + national.substring(1),
            String.join(
                separator,
                national.substring(0, 4),
                national.substring(4, 7),
                national.substring(7)))) {
      assertThat(TYPES.get("phone").parse(typed)).isEqualTo(new Parsed.Valid(canonical));
    }
  }

  @Example
  void takesAMobileNumberOfEveryCountry() {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    int countries = 0;
    for (String region : numbers.getSupportedRegions()) {
      var example = numbers.getExampleNumberForType(region, PhoneNumberType.MOBILE);
      if (example != null) {
        String canonical = numbers.format(example, PhoneNumberFormat.E164);
        String written = numbers.format(example, PhoneNumberFormat.INTERNATIONAL);
        assertThat(TYPES.get("phone").parse(written))
            .as(region)
            .isEqualTo(new Parsed.Valid(canonical));
        check(TYPES.get("phone"), written);
        countries++;
      }
    }
    assertThat(countries).isGreaterThan(200);
  }

  @Example
  void refusesAMebibyteWithoutReadingIt() {
    for (String piece :
        List.of("a", " ", "0", "@", ".", "é.", "\u0301", "\uD83D", "😀", "\u202E")) {
      String huge = piece.repeat((1 << 20) / piece.length());
      for (String name : TYPES.names()) {
        assertTimeoutPreemptively(
            Duration.ofMillis(200),
            () ->
                assertThat(TYPES.get(name).parse(huge))
                    .isEqualTo(new Parsed.Invalid(Reason.TOO_LONG)));
      }
    }
  }

  @Example
  void isQuickWithTheWorstThatFits() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String piece : List.of("a.", "a-", "-", "a@", "é.", "n ", "0(", "0 ", "'\u0301")) {
            for (String name : TYPES.names()) {
              FieldType type = TYPES.get(name);
              String worst = piece.repeat(type.maxLength() / piece.length()) + "!";
              for (int times = 0; times < 100; times++) {
                check(type, worst);
                check(type, "a@" + worst);
              }
            }
          }
        });
  }

  private static void check(FieldType type, String input) {
    if (type.parse(input) instanceof Parsed.Valid valid) {
      String canonical = valid.canonical();
      assertThat(type.parse(canonical)).isEqualTo(valid);
      assertThat(canonical.codePointCount(0, canonical.length()))
          .isLessThanOrEqualTo(type.maxLength());
      assertThat(canonical).isEqualTo(canonical.strip()).doesNotContainPattern("\\p{C}");
      String mask = type.mask(canonical);
      assertThat(mask).doesNotContain(canonical).contains("•");
      assertThat(MASKS).anyMatch(shape -> shape.matcher(mask).matches());
      List<String> terms = type.indexTerms(canonical);
      assertThat(terms).doesNotHaveDuplicates();
      terms.forEach(term -> assertThat(type.searchTerms(term)).isEqualTo(found(term)));
    }
  }

  private static Searched found(String term) {
    return new Searched.Terms(List.of(term));
  }

  @Provide
  Arbitrary<String> anything() {
    Arbitrary<String> codePoints =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .map(Character::toString)
            .list()
            .ofMaxSize(40)
            .map(parts -> String.join("", parts));
    Arbitrary<String> chars = Arbitraries.strings().all().ofMaxLength(60);
    Arbitrary<String> odd =
        Arbitraries.of(
                "a", "Nguyễn", " ", "@", ".", "0", "9", "+84", "-", "'", "\u0301", "\uD800",
                "\uDC00", "\u202E", "\u200B", "\u0000", "。", "xn--", "😀", "•", "\uFB2C", "ß", "İ",
                "ﷺ")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(codePoints, chars, odd);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
            Arbitraries.strings()
                .withChars("aĐđễẳngTh .'-\u2019\u2011\u00A0\u0301\u0323\u0302")
                .ofMaxLength(12),
            Arbitraries.integers()
                .between(0x41, 0x1FFFF)
                .filter(character -> Character.isLetter(character))
                .map(Character::toString)
                .list()
                .ofMaxSize(8)
                .map(letters -> String.join("", letters)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> label =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("abcXYZ019-").ofMinLength(1).ofMaxLength(10),
            Arbitraries.strings().withChars("aéễđßİñ例え１").ofMinLength(1).ofMaxLength(6),
            Arbitraries.strings().withChars("abc0-").ofMaxLength(6).map(part -> "xn--" + part));
    return Combinators.combine(
            Arbitraries.strings().withChars("aB9.+_'-").ofMinLength(1).ofMaxLength(12),
            label.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of("vn", "COM", "xn--p1ai", "рф"))
        .as((local, labels, top) -> local + "@" + String.join(".", labels) + "." + top);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Combinators.combine(
            Arbitraries.of("", "0", "+", "+84", "+1", "00", "+39", "+54"),
            Arbitraries.strings().withChars("0123456789 .-()").ofMinLength(3).ofMaxLength(16))
        .as((prefix, rest) -> prefix + rest);
  }

  @Provide
  Arbitrary<String> mobiles() {
    return Combinators.combine(
            Arbitraries.of("03", "05", "07", "08", "09"),
            Arbitraries.strings().numeric().ofLength(8))
        .as((start, rest) -> start + rest);
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("", " ", ".", "-", "\u00A0", "  ");
  }
}
