package vn.onecall.fields.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.testing.Promise;

/** Good values and what becomes of them; bad ones and why. */
class FieldTableTest {

  private static final FieldTypes TYPES = FieldTypes.standard(InstantSource.system());

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "0901234567, +84901234567",
    "02838221234, +842838221234",
    "+84901234567, +84901234567",
    "+84 90 123 45 67, +84901234567",
    "+84 (0)90 123 45 67, +84901234567",
    "0084901234567, +84901234567",
    "84901234567, +84901234567",
    "090.123.4567, +84901234567",
    "090-123-4567, +84901234567",
    "(028) 3822 1234, +842838221234",
    "'  0901234567\u00A0', +84901234567",
    "090\u00A0123\u202F4567, +84901234567",
    "+1 650-253-0000, +16502530000",
    "+49 30 123456, +4930123456",
    "+44 7400 123456, +447400123456",
    "+39 06 1234 5678, +390612345678",
    "+65 8123 4567, +6581234567",
  })
  void writesTelephoneNumbersInTheirOneWay(String typed, String canonical) {
    assertThat(parse("phone", typed)).isEqualTo(canonical);
    assertThat(TYPES.get("phone").indexTerms(canonical)).containsExactly(canonical);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "19001234, NOT_A_MOBILE_OR_FIXED_NUMBER",
    "1800599920, NOT_A_MOBILE_OR_FIXED_NUMBER",
    "+1 800 253 0000, NOT_A_MOBILE_OR_FIXED_NUMBER",
    "0123456789, NO_SUCH_NUMBER",
    "113, NO_SUCH_NUMBER",
    "0901, NO_SUCH_NUMBER",
    "090123456789012, NO_SUCH_NUMBER",
    "+999 123456789, NO_SUCH_NUMBER",
    "0, FORMAT",
    "0901234567 ext. 5, FORMAT",
    "0901234567;ext=5, FORMAT",
    "0901CALLME, FORMAT",
    "++84901234567, FORMAT",
    "+, FORMAT",
    "-, FORMAT",
    "(), FORMAT",
    "'', EMPTY",
    "'   ', EMPTY",
    "00000000000000000000000000000000000000000, TOO_LONG",
    "\u202E7654321090\u202C, BIDI_CHARACTER",
    "'090\u00001234567', CONTROL_CHARACTER",
    "090\uFFF91234567, INVISIBLE_CHARACTER",
    "(+84 90 123 4567) (+84), FORMAT",
  })
  void refusesWhatIsNoPersonsTelephoneNumber(String typed, ValidationError reason) {
    assertThat(TYPES.get("phone").parse(typed)).isEqualTo(new ParseResult.Invalid(reason));
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "an.nguyen@example.vn, an.nguyen@example.vn, an.nguyen@example.vn",
    "An.Nguyen+1CALL@Example.VN, An.Nguyen+1CALL@example.vn, an.nguyen+1call@example.vn",
    "' a@b.co ', a@b.co, a@b.co",
    "o'hara@example.com, o'hara@example.com, o'hara@example.com",
    "x_{y}|z~@mail.example.com.vn, x_{y}|z~@mail.example.com.vn, x_{y}|z~@mail.example.com.vn",
    "an@café.vn, an@xn--caf-dma.vn, an@xn--caf-dma.vn",
    "an@xn--caf-dma.vn, an@xn--caf-dma.vn, an@xn--caf-dma.vn",
    "an@例え。jp, an@xn--r8jz45g.jp, an@xn--r8jz45g.jp",
    "I@EXAMPLE.INFO, I@example.info, i@example.info",
    "an@straße.example, an@xn--strae-oqa.example, an@xn--strae-oqa.example",
    "an@βόλος.com, an@xn--nxasmm1c.com, an@xn--nxasmm1c.com",
    "an@ab--cd.vn, an@ab--cd.vn, an@ab--cd.vn",
    "'\uFEFFan\u200D@example.vn\n', an@example.vn, an@example.vn",
    "ａｎ＠example。vn, an@example.vn, an@example.vn",
    "o’hara@example.com, o'hara@example.com, o'hara@example.com",
    "Nguye\u0302\u0303n.Ánh@example.vn, Nguyễn.Ánh@example.vn, nguyễn.ánh@example.vn",
  })
  void writesEmailAddressesInTheirOneWay(String typed, String canonical, String term) {
    assertThat(parse("email", typed)).isEqualTo(canonical);
    assertThat(TYPES.get("email").indexTerms(canonical)).containsExactly(term);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "an, FORMAT",
    "@example.vn, FORMAT",
    "a@b@example.vn, FORMAT",
    ".an@example.vn, FORMAT",
    "an.@example.vn, FORMAT",
    "a..n@example.vn, FORMAT",
    "a n@example.vn, FORMAT",
    "'\"a n\"@example.vn', FORMAT",
    "a(note)@example.vn, FORMAT",
    "an<@example.vn, FORMAT",
    "nguyễn а@example.vn, FORMAT",
    "nguуen@example.vn, FORMAT",
    "an@exаmple..vn, UNKNOWN_DOMAIN_FORM",
    "an@, UNKNOWN_DOMAIN_FORM",
    "an@localhost, UNKNOWN_DOMAIN_FORM",
    "an@.vn, UNKNOWN_DOMAIN_FORM",
    "an@example..vn, UNKNOWN_DOMAIN_FORM",
    "an@example.vn., UNKNOWN_DOMAIN_FORM",
    "an@-example.vn, UNKNOWN_DOMAIN_FORM",
    "an@example-.vn, UNKNOWN_DOMAIN_FORM",
    "an@exa_mple.vn, UNKNOWN_DOMAIN_FORM",
    "an@exam ple.vn, UNKNOWN_DOMAIN_FORM",
    "an@127.0.0.1, UNKNOWN_DOMAIN_FORM",
    "an@[127.0.0.1], UNKNOWN_DOMAIN_FORM",
    "an@example.v, UNKNOWN_DOMAIN_FORM",
    "an@xn--a.com, UNKNOWN_DOMAIN_FORM",
    "an@xn--.com, UNKNOWN_DOMAIN_FORM",
    "'', EMPTY",
    "a\u202Enan@example.vn, BIDI_CHARACTER",
    "'an@example.vn\r\nBcc: b@example.vn', FORMAT",
  })
  void refusesWhatIsNoEmailAddress(String typed, ValidationError reason) {
    assertThat(TYPES.get("email").parse(typed)).isEqualTo(new ParseResult.Invalid(reason));
  }

  @Test
  void knowsTheLimitsOfEmailAddresses() {
    assertThat(TYPES.get("email").parse("a".repeat(65) + "@example.vn"))
        .isEqualTo(new ParseResult.Invalid(ValidationError.TOO_LONG));
    assertThat(parse("email", "a".repeat(64) + "@example.vn")).hasSize(75);
    String label = "b".repeat(61) + ".";
    String whole = "a".repeat(64) + "@" + label.repeat(3) + "vn";
    assertThat(parse("email", whole)).hasSize(253);
    assertThat(parse("email", whole + "n")).hasSize(254);
    assertThat(TYPES.get("email").parse(whole + "nn"))
        .isEqualTo(new ParseResult.Invalid(ValidationError.TOO_LONG));
    // Short as typed, too long once in ASCII.
    assertThat(TYPES.get("email").parse("a".repeat(60) + "@" + "é.".repeat(90) + "vn"))
        .isEqualTo(new ParseResult.Invalid(ValidationError.TOO_LONG));
    assertThat(TYPES.get("email").parse("a@" + "b".repeat(64) + ".vn"))
        .isEqualTo(new ParseResult.Invalid(ValidationError.UNKNOWN_DOMAIN_FORM));
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "Nguyễn Văn A, Nguyễn Văn A",
    "'  Nguyễn   Văn\u00A0A ', Nguyễn Văn A",
    "Nguye\u0302\u0303n Va\u0306n A, Nguyễn Văn A",
    "Đặng Thị Ngọc Ánh, Đặng Thị Ngọc Ánh",
    "Jean-Luc O’Brien, Jean-Luc O'Brien",
    "Martin Luther King Jr., Martin Luther King Jr.",
    "'''t Hooft', '''t Hooft'",
    "王小明, 王小明",
    "สมชาย ใจดี, สมชาย ใจดี",
    "A B, A B",
  })
  void writesNamesInTheirOneWay(String typed, String canonical) {
    assertThat(parse("full-name", typed)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "A, TOO_SHORT",
    "Nguyễn Văn 2, FORMAT",
    "<b>An</b>, FORMAT",
    "an@example.vn, FORMAT",
    "An & Bình, FORMAT",
    "An ☺, FORMAT",
    "An -, FORMAT",
    "---, FORMAT",
    "A\u0301\u0301\u0301\u0301\u0301n, FORMAT",
    "'An \u0301n', FORMAT",
    "'', EMPTY",
    "' \u00A0\u3000', EMPTY",
    "'Nguyễn\u0000', CONTROL_CHARACTER",
    "\u202EnễyugN, BIDI_CHARACTER",
    "\u200B\u3164\u2060, EMPTY",
    "An\uD83D, UNPAIRED_SURROGATE",
    "\uDE00An, UNPAIRED_SURROGATE",
    "An\uE000, UNASSIGNED_CHARACTER",
    "An\uFFFE, UNASSIGNED_CHARACTER",
    "An\uFDD0, UNASSIGNED_CHARACTER",
    "An\uDBFF\uDFFF, UNASSIGNED_CHARACTER",
    "An\u0378, UNASSIGNED_CHARACTER",
  })
  void refusesWhatIsNoName(String typed, ValidationError reason) {
    assertThat(TYPES.get("full-name").parse(typed)).isEqualTo(new ParseResult.Invalid(reason));
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "full-name, H‘Hen Niê, H'Hen Niê",
    "full-name, H’Hen Niê, H'Hen Niê",
    "full-name, HʼHen Niê, H'Hen Niê",
    "full-name, H`Hen Niê, H'Hen Niê",
    "full-name, H´Hen Niê, H'Hen Niê",
    "full-name, H′Hen Niê, H'Hen Niê",
    "full-name, Jean–Luc − Marie, refused: FORMAT",
    "full-name, Jean–Luc, Jean-Luc",
    "full-name, '\u202DNguyễn\nVăn\tA\u202C\uFEFF', Nguyễn Văn A",
    "full-name, Ngu\u200By\u00ADễ\u200Dn\uFE0F A, Nguyễn A",
    "full-name, Ｎｇｕｙễｎ　Ａｎ, Nguyễn An",
    "full-name, Ðặng Ɖức ðạt, Đặng Đức đạt",
    "full-name, GUÐRÚN Jónsðóttir, GUÐRÚN Jónsðóttir",
    "full-name, Nguyễn Аn, Nguyễn An",
    "full-name, Иван Петров, Иван Петров",
    "phone, (+84) 90 123 4567, +84901234567",
    "phone, (+84)901234567, +84901234567",
    "phone, '\u202D0901234567\u202C', +84901234567",
    "phone, \u200E+84901234567, +84901234567",
    "phone, 0901234567\uFEFF, +84901234567",
    "phone, '0901234567\t', +84901234567",
    "phone, '090\n123\u200B4567', +84901234567",
    "phone, 090–123−4567, +84901234567",
    "phone, ０９０１２３４５６７, +84901234567",
    "phone, ٠٩٠١٢٣٤٥٦٧, +84901234567",
    "phone, ＋84 90 123 4567, +84901234567",
    "phone, tel:+84901234567, +84901234567",
    "phone, 090/123/4567, +84901234567",
  })
  void cleansWhatKeyboardsAndCopyingLeave(String type, String typed, String canonical) {
    assertThat(parse(type, typed)).isEqualTo(canonical);
  }

  @Test
  @Promise("2.2")
  void warnsOfLettersThatFewEmailAddressesHave() {
    assertThat(TYPES.get("email").warnings("nguyễn@example.vn"))
        .containsExactly(ValidationWarning.LETTERS_BEFORE_AT);
    assertThat(TYPES.get("email").warnings("an@xn--caf-dma.vn")).isEmpty();
    assertThat(TYPES.get("email").mask("ánh@example.vn")).isEqualTo("á•••@e•••.vn");
  }

  @Test
  void countsTheLengthOfANameInItsCanonicalForm() {
    assertThat(parse("full-name", "e\u0302\u0303".repeat(100))).isEqualTo("ễ".repeat(100));
    assertThat(TYPES.get("full-name").parse("n".repeat(101)))
        .isEqualTo(new ParseResult.Invalid(ValidationError.TOO_LONG));
    assertThat(TYPES.get("full-name").parse("n".repeat(301)))
        .isEqualTo(new ParseResult.Invalid(ValidationError.TOO_LONG));
    // Letters beyond the first plane take two chars each, and count once.
    assertThat(parse("full-name", "𠀀".repeat(100))).hasSize(200);
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "full-name, Nguyễn Văn A, N••• V•• A",
    "full-name, Đặng Thị Ngọc Ánh, Đ••• T•• N••• Á••",
    "full-name, Jean-Luc O'Brien, J••• O•••",
    "full-name, An, A•",
    "full-name, A B, A •",
    "full-name, 王小明, 王••",
    "full-name, X\u0302, X•",
    "email, nguyen@gmail.com, n•••@g•••.com",
    "email, a@b.co, a•••@b•••.co",
    "email, an@mail.example.com.vn, a•••@m•••.vn",
    "phone, +84901234567, •••••••567",
    "phone, +842838221234, •••••••234",
  })
  void masksEachTypeAsDocumented(String type, String canonical, String mask) {
    assertThat(TYPES.get(type).mask(canonical)).isEqualTo(mask);
  }

  @ParameterizedTest
  @CsvSource({
    "email, an-example",
    "email, an@example",
    "phone, 0901234567",
    "phone, +84 901",
    "full-name, ''",
    "full-name, ' An'",
  })
  void neitherMasksNorIndexesWhatItDidNotGiveOut(String type, String value) {
    assertThatThrownBy(() -> TYPES.get(type).mask(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The value is not a canonical " + type);
    assertThatThrownBy(() -> TYPES.get(type).indexTerms(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The value is not a canonical " + type);
  }

  @Test
  @Promise({"1.2", "2.2"})
  void hasATypeForEachFieldThatThePolicyNames() {
    assertThat(TYPES.names())
        .containsExactly(
            "bank-account",
            "birth-date",
            "contact-address",
            "date",
            "device-address",
            "document",
            "email",
            "fax",
            "free-text",
            "full-name",
            "gender",
            "identity-number",
            "identity-number-legacy",
            "identity-paper",
            "payment-card",
            "phone",
            "title",
            "yes-no");
    for (String name : TYPES.names()) {
      assertThat(TYPES.get(name).name()).isEqualTo(name);
      assertThat(TYPES.find(name)).contains(TYPES.get(name));
    }
  }

  @Test
  void saysWhichTypesThereAre() {
    assertThat(TYPES.find("shoe-size")).isEmpty();
    assertThatThrownBy(() -> TYPES.get("shoe-size"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no field type shoe-size; there are [bank-account, ");
    assertThatThrownBy(() -> FieldTypes.of(List.of(TYPES.get("email"), TYPES.get("email"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Two field types are named email");
  }

  @Test
  @Promise("6.2")
  void printsNoValue() {
    ParseResult parsed = TYPES.get("phone").parse("0901234567");
    assertThat(parsed).isEqualTo(new ParseResult.Valid("+84901234567"));
    assertThat(parsed.toString()).isEqualTo("Valid[canonical=(redacted)]");
  }

  @ParameterizedTest
  @EnumSource(ValidationError.class)
  void givesEveryReasonInBothLanguages(ValidationError reason) {
    assertThat(reason.words().vi()).isNotBlank().endsWith(".");
    assertThat(reason.words().en()).isNotBlank().endsWith(".");
    assertThat(reason.words().vi()).isNotEqualTo(reason.words().en());
    assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
  }

  @ParameterizedTest
  @EnumSource(ValidationWarning.class)
  void givesEveryWarningInBothLanguages(ValidationWarning warning) {
    assertThat(warning.words().vi()).isNotBlank().endsWith(".");
    assertThat(warning.words().en()).isNotBlank().endsWith(".");
    assertThat(warning.words().vi()).isNotEqualTo(warning.words().en());
    assertThat(warning.code()).matches("[a-z]+(-[a-z]+)*");
  }

  private static String parse(String type, String typed) {
    return switch (TYPES.get(type).parse(typed)) {
      case ParseResult.Valid valid -> valid.canonical();
      case ParseResult.Invalid invalid -> "refused: " + invalid.reason();
    };
  }
}
