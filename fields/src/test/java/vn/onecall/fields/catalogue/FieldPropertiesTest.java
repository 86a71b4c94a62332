package vn.onecall.fields.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.payment.CardNumberPolicy;
import vn.onecall.fields.structured.PartsEncoding;

/** What holds of every type and every input. */
class FieldPropertiesTest extends FieldInputs {

  private static final FieldTypes TYPES = FieldTypes.standard(InstantSource.system());
  private static final List<Pattern> MASKS =
      List.of(
          Pattern.compile(".•{0,3}( .•{0,3})*"),
          Pattern.compile("[!-~]•••@[a-z0-9]•••\\.[a-z0-9-]+"),
          Pattern.compile("•{7}[0-9]{3}"),
          Pattern.compile("•••(\\.(pdf|png|jpg)|, (Tỉnh|Thành phố) [^;=]+)?"),
          Pattern.compile("(••/){1,2}[0-9]{4}|[0-9]{2}••"),
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
    all.add(
        FieldTypes.standard(InstantSource.system(), CardNumberPolicy.ACCEPTED).get("payment-card"));
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
      if (check(type, new FieldInput.Text(input))) {
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
      if (check(type, new FieldInput.Parts(parts))) {
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
      for (String value : List.of(any, plain, PartsEncoding.write(parts))) {
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
    assertThat(PartsEncoding.read(PartsEncoding.write(parts))).contains(parts);
  }

  @Property(tries = 1000)
  void takesEveryVietnameseMobileNumberInEachWayOfWritingIt(
      @ForAll("mobiles") String national, @ForAll("separators") String separator) {
    String canonical = "+84" + national.substring(1);
    // Not each number of the plan is given to a carrier; what holds for one spelling holds for all.
    Assume.that(TYPES.get("phone").parse(canonical) instanceof ParseResult.Valid);
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
      assertThat(TYPES.get("phone").parse(typed)).isEqualTo(new ParseResult.Valid(canonical));
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
            .isEqualTo(new ParseResult.Valid(canonical));
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
            () ->
                assertThat(type.parse(huge))
                    .isEqualTo(new ParseResult.Invalid(ValidationError.TOO_LONG)));
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
    check(type, new FieldInput.Text(input));
  }

  /** Whether the type takes the input; if so, all that it guarantees is looked at. */
  private static boolean check(FieldType type, FieldInput input) {
    if (type.parse(input) instanceof ParseResult.Valid valid) {
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
      terms.forEach(term -> assertThat(terms).containsAll(found(type, term)));
      Map<String, String> parts = type.parts(canonical);
      if (!parts.isEmpty()) {
        assertThat(type.parse(new FieldInput.Parts(parts))).isEqualTo(valid);
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

  /** What is looked up for somebody who searches for a term. */
  private static List<String> found(FieldType type, String term) {
    return switch (type.searchTerms(term)) {
      case SearchQuery.Terms(List<String> all) -> all;
      case SearchQuery.Refused refused -> throw new AssertionError(term + " is " + refused);
    };
  }
}
