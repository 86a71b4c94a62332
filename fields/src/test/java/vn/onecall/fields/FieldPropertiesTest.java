package vn.onecall.fields;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds of every type and every input. */
class FieldPropertiesTest {

  private static final FieldTypes TYPES = FieldTypes.standard(InstantSource.system());
  private static final List<Pattern> MASKS =
      List.of(
          Pattern.compile(".•{0,3}( .•{0,3})*"),
          Pattern.compile("[!-~]•••@[a-z0-9]•••\\.[a-z0-9-]+"),
          Pattern.compile("•{7}[0-9]{3}"),
          Pattern.compile("•••(\\.(pdf|png|jpg)|, (Tỉnh|Thành phố) [^;=]+)?"),
          Pattern.compile("••/••/[0-9]{4}"),
          Pattern.compile("[0-9]{6} •{7}[0-9A-Z]{0,4}"),
          Pattern.compile("([0-9]{6}([0-9]{2})?)?•{6}([0-9]{4})?"),
          Pattern.compile("([0-9]{1,3}\\.){3}•••|([0-9a-f]{1,4}:){3}•••"));

  /** Types that a policy file configures stand beside those that it only names. */
  private static final List<FieldType> ALL = all();

  private static final Set<String> SHOWN_BY_NO_MASK = Set.of("street", "content");

  private static List<FieldType> all() {
    List<FieldType> all = new ArrayList<>();
    TYPES.names().forEach(name -> all.add(TYPES.get(name)));
    all.add(TYPES.configure("short-text", Map.of("longest", "40")));
    all.add(TYPES.configure("whole-number", Map.of("least", "-5", "most", "1000000")));
    all.add(TYPES.configure("choice", Map.of("options", "on-site, at-home")));
    all.add(new PaymentCard(CardNumbers.ACCEPTED));
    return all;
  }

  @Property(tries = 3000)
  void neverThrowsAndGivesOutOnlyWhatItTakesBack(@ForAll("anything") String input) {
    for (FieldType type : ALL) {
      check(type, input);
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

  @Property(tries = 4000)
  void takesBackEveryPlainValue(@ForAll("plain") String input) {
    for (FieldType type : ALL) {
      if (check(type, new Input.Text(input))) {
        Statistics.collect(type.name());
      }
    }
    Statistics.coverage(taken ->
        List.of(
                "birth-date",
                "choice",
                "date",
                "device-address",
                "free-text",
                "gender",
                "identity-number",
                "identity-number-legacy",
                "short-text",
                "title",
                "whole-number",
                "yes-no")
            .forEach(type -> taken.check(type).count(count -> count > 10)));
  }

  @Property(tries = 4000)
  void takesBackEveryStructuredValue(@ForAll("structured") Map<String, String> parts) {
    for (FieldType type : ALL) {
      if (check(type, new Input.Parts(parts))) {
        Statistics.collect(type.name());
      }
    }
    Statistics.coverage(taken ->
        List.of("bank-account", "contact-address", "document", "payment-card")
            .forEach(type -> taken.check(type).count(count -> count > 20)));
  }

  @Property(tries = 4000)
  void saysNothingOfAValueThatItDidNotGiveOut(
      @ForAll("anything") String any,
      @ForAll("plain") String plain,
      @ForAll("structured") Map<String, String> parts) {
    for (FieldType type : ALL) {
      for (String value : List.of(any, plain, PartsText.write(parts))) {
        List<Consumer<String>> uses =
            List.of(
                type::mask,
                type::indexTerms,
                type::parts,
                type::warnings,
                canonical -> type.derive(canonical, LocalDate.EPOCH));
        for (Consumer<String> use : uses) {
          try {
            use.accept(value);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("The value is not a canonical " + type.name()).hasNoCause();
          }
        }
      }
    }
  }

  @Property(tries = 1000)
  void readsBackWhatPartsWereWritten(
      @ForAll("anything") String one, @ForAll("anything") String other) {
    Map<String, String> parts = Map.of("street", one, "old-commune", other);
    assertThat(PartsText.read(PartsText.write(parts))).contains(parts);
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
      for (FieldType type : ALL) {
        assertTimeoutPreemptively(
            Duration.ofMillis(200),
            () -> assertThat(type.parse(huge)).isEqualTo(new Parsed.Invalid(Reason.TOO_LONG)));
      }
    }
  }

  @Example
  void isQuickWithTheWorstThatFits() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String piece : List.of("a.", "a-", "-", "a@", "é.", "n ", "0(", "0 ", "'\u0301")) {
            for (FieldType type : ALL) {
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
    check(type, new Input.Text(input));
  }

  /** Whether the type takes the input; if so, all that it guarantees is looked at. */
  private static boolean check(FieldType type, Input input) {
    if (type.parse(input) instanceof Parsed.Valid valid) {
      String canonical = valid.canonical();
      assertThat(type.parse(canonical)).isEqualTo(valid);
      assertThat(canonical.codePointCount(0, canonical.length()))
          .isLessThanOrEqualTo(type.maxLength());
      assertThat(canonical).isEqualTo(canonical.strip()).isNotEmpty();
      if (!type.name().equals("free-text")) {
        assertThat(canonical).doesNotContainPattern("\\p{C}");
      }
      String mask = type.mask(canonical);
      assertThat(mask).doesNotContain(canonical).contains("•");
      assertThat(MASKS).anyMatch(shape -> shape.matcher(mask).matches());
      List<String> terms = type.indexTerms(canonical);
      assertThat(terms).doesNotHaveDuplicates();
      terms.forEach(term -> assertThat(type.searchTerms(term)).isEqualTo(found(term)));
      Map<String, String> parts = type.parts(canonical);
      if (!parts.isEmpty()) {
        assertThat(type.parse(new Input.Parts(parts))).isEqualTo(valid);
        parts.forEach((part, value) -> {
          if (SHOWN_BY_NO_MASK.contains(part)) {
            assertThat(mask).doesNotContain(value);
          }
        });
      }
      type.derive(canonical, LocalDate.EPOCH)
          .ifPresent(derived -> assertThat(derived).doesNotContain(canonical).isNotBlank());
      assertThat(type.warnings(canonical)).doesNotHaveDuplicates();
      return true;
    }
    return false;
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

  /** Values near those of each type that is one text. */
  @Provide
  Arbitrary<String> plain() {
    Arbitrary<String> digits =
        Arbitraries.strings().withChars("0123456789").ofMinLength(1).ofMaxLength(13);
    Arbitrary<String> identityNumbers =
        Combinators.combine(
                Arbitraries.of("001", "079", "096", "003", "101"),
                Arbitraries.strings().numeric().ofLength(9))
            .as((place, rest) -> place + rest);
    Arbitrary<String> dates =
        Combinators.combine(
                Arbitraries.integers().between(0, 32),
                Arbitraries.integers().between(0, 13),
                Arbitraries.integers().between(1890, 2100),
                Arbitraries.of("%1$d/%2$d/%3$d", "%1$02d-%2$02d-%3$04d", "%3$04d-%2$02d-%1$02d"))
            .as((day, month, year, form) -> form.formatted(day, month, year));
    Arbitrary<String> ipv4 =
        Arbitraries.integers()
            .between(0, 260)
            .map(String::valueOf)
            .list()
            .ofSize(4)
            .map(each -> String.join(".", each));
    Arbitrary<String> ipv6 =
        Arbitraries.of("0", "0", "0", "1", "ffff", "0DB8", "")
            .list()
            .ofMinSize(3)
            .ofMaxSize(9)
            .map(each -> String.join(":", each));
    Arbitrary<String> listed =
        Arbitraries.of(
            "Ông", "bà", "MR.", "nữ", "Male", "unstated", "Có", "no", "on-site", "AT-HOME");
    Arbitrary<String> texts =
        Arbitraries.of(
                "•",
                " ",
                "\n",
                "\r\n",
                "\u2028",
                "a",
                "ạ",
                "\u0323",
                "❤\uFE0F",
                "👩\u200D🔧",
                "1\uFE0F\u20E3",
                "\u200D",
                "\uFE0F",
                ";",
                "\\",
                "=")
            .list()
            .ofMaxSize(12)
            .map(each -> String.join("", each));
    return Arbitraries.oneOf(digits, identityNumbers, dates, ipv4, ipv6, listed, texts);
  }

  /** Values near those of each type that has parts. */
  @Provide
  Arbitrary<Map<String, String>> structured() {
    Arbitrary<Map<String, String>> accounts =
        Combinators.combine(
                Arbitraries.of("970436", "vcb", "Techcombank", "MB", "999999", " "),
                Arbitraries.strings().withChars("0123456789abZ -").ofMaxLength(20))
            .as((bank, number) -> Map.of("bank", bank, "number", number));
    Arbitrary<Map<String, String>> tokens =
        Combinators.combine(
                Arbitraries.oneOf(
                    Arbitraries.strings().ascii().ofMaxLength(20),
                    Arbitraries.of("tok;a=b\\", "4111111111111111", "•••")),
                Arbitraries.of("visa", "NAPAS", "", "none"),
                Arbitraries.of("411111", "41111111", "", "4111"),
                Arbitraries.of("1111", "", "11"),
                Arbitraries.of("9/28", "09/2028", "2028-09", "", "13/28"))
            .as((token, brand, bin, last, expires) ->
                Map.of(
                    "token",
                    token,
                    "brand",
                    brand,
                    "bin",
                    bin,
                    "last-four",
                    last,
                    "expires",
                    expires));
    Arbitrary<Map<String, String>> numbers =
        Arbitraries.strings()
            .numeric()
            .ofMinLength(12)
            .ofMaxLength(19)
            .map(number -> Map.of("number", number));
    Arbitrary<Map<String, String>> documents =
        Combinators.combine(
                Arbitraries.of("a.pdf", "Đơn; số 1=2.pdf", "../a", "•"),
                Arbitraries.of("application/pdf", "image/png", "image/jpeg", "text/html"),
                Arbitraries.of(
                    "%PDF-1.7", "\u0089PNG\r\n\u001A\n1", "\u00FF\u00D8\u00FF1", "<html>"))
            .as((name, mediaType, content) ->
                Map.of(
                    "name",
                    name,
                    "media-type",
                    mediaType,
                    "content",
                    Base64.getEncoder().encodeToString(content.getBytes(ISO_8859_1))));
    Arbitrary<String> units =
        Arbitraries.of(
            "",
            "Phường 12",
            "p.12",
            "Gò Vấp",
            "Quận Gò Vấp",
            "tphcm",
            "Xã Hoà Bình",
            "hoa binh",
            "Tân Lập",
            "Hà Nội",
            "Bắc Giang",
            "Xứ Lạ",
            "q;1\\=",
            "•");
    Arbitrary<Map<String, String>> addresses =
        Combinators.combine(
                Arbitraries.of("00004", "26737", "", "", "99999"),
                Arbitraries.of("01", "79", "", "", "99"),
                Arbitraries.of("12; Phố = A\\", "Số 1", ""),
                Arbitraries.of("số 5 ngõ 3, phường cũ", "", "a;b=c"),
                units,
                units,
                units)
            .as((commune, province, street, old, oldCommune, oldDistrict, oldProvince) ->
                Map.of(
                    "commune",
                    commune,
                    "province",
                    province,
                    "street",
                    street,
                    "old",
                    old,
                    "old-commune",
                    old.isEmpty() ? "" : oldCommune,
                    "old-district",
                    old.isEmpty() ? "" : oldDistrict,
                    "old-province",
                    old.isEmpty() ? "" : oldProvince));
    Arbitrary<Map<String, String>> others =
        Arbitraries.maps(
                Arbitraries.of(
                    "bank",
                    "number",
                    "token",
                    "cvv",
                    "name",
                    "content",
                    "commune",
                    "street",
                    "old",
                    "Nguyễn Văn A"),
                Arbitraries.of("970436", "1", "a", "", "00004", "\u0000"))
            .ofMaxSize(5);
    return Arbitraries.oneOf(accounts, tokens, numbers, documents, addresses, others);
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
