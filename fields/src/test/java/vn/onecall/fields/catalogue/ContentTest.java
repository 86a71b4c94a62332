package vn.onecall.fields.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseNotation;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.ValidationError;
import vn.onecall.testing.Promise;

/** Addresses of devices, texts, documents, fax numbers, and the types that a policy configures. */
class ContentTest {

  private static final FieldTypes TYPES = FieldTypes.standard(InstantSource.system());
  private static final FieldType DOCUMENT = TYPES.get("document");
  private static final FieldType TEXT = TYPES.get("free-text");

  /** The IPv6 examples are those of RFC 5952. */
  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "203.0.113.7, 203.0.113.7, 203.0.113.•••",
    "0.0.0.0, 0.0.0.0, 0.0.0.•••",
    "255.255.255.255, 255.255.255.255, 255.255.255.•••",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:db8::1:0:0:1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:0db8::1:0:0:1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:db8:0:0:1::1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:db8:0000:0:1::1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1, 2001:db8:0:•••",
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1, 2001:db8:aaaa:•••",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1, 2001:db8:0:•••",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1, 2001:0:0:•••",
    "::1, ::1, 0:0:0:•••",
    "::, ::, 0:0:0:•••",
    "fe80::, fe80::, fe80:0:0:•••",
    "::ffff:203.0.113.7, 203.0.113.7, 203.0.113.•••",
  })
  void writesDeviceAddressesInTheirOneWayAndMasksThemDownToTheNetwork(
      String typed, String canonical, String mask) {
    FieldType type = TYPES.get("device-address");
    assertThat(ParseNotation.of(type, typed)).isEqualTo(canonical);
    assertThat(type.mask(canonical)).isEqualTo(mask);
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "256.0.0.1, FORMAT",
    "1.2.3, FORMAT",
    "1.2.3.4., FORMAT",
    "01.2.3.4, FORMAT",
    "3405803783, FORMAT",
    "2001:db8, FORMAT",
    "2001:db8::1::1, FORMAT",
    "2001:db8::12345, FORMAT",
    "fe80::1%eth0, FORMAT",
    "[::1], FORMAT",
    "00:1b:44:11:3a:b7, FORMAT",
    "localhost, FORMAT",
    "example.vn, FORMAT",
    "'', EMPTY",
  })
  void refusesWhatIsNoDeviceAddress(String typed, ValidationError reason) {
    assertThat(ParseNotation.of(TYPES.get("device-address"), typed))
        .isEqualTo("refused: " + reason);
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "'Xin chào\r\n\r\n tạm biệt  ', 'Xin chào\n\n tạm biệt'",
    "'a\u2028b\rc', 'a\nb\nc'",
    "'\n\u00A0 a\u00A0b\n', 'a b'",
    "e\u0302\u0303, ễ",
    "❤\uFE0F, ❤\uFE0F",
    "👩\u200D🔧 1\uFE0F\u20E3, 👩\u200D🔧 1\uFE0F\u20E3",
    "•••a, •••a",
    "'a\tb', a b",
    "'a\u0000\u0007b', ab",
    "a\u202Eb, ab",
    "\uFEFFa\u200Bb\u00ADc\u200E, abc",
    "a\u200Db, ab",
    "a\uFE0F, a",
    "❤\u200Da, ❤a",
    "a\uFFF9b, ab",
    "a\uD800, a\uFFFD",
    "a\uE000\u0378, a\uFFFD\uFFFD",
  })
  void keepsTextOnItsLinesWithoutWhatCannotBeSeen(String typed, String canonical) {
    assertThat(ParseNotation.of(TEXT, typed)).isEqualTo(canonical);
    assertThat(TEXT.mask(canonical)).isEqualTo("•••");
  }

  @ParameterizedTest
  @Promise("6.2")
  @CsvSource({
    "' \n\r\n ', EMPTY",
    "'\u200B\t\uFEFF', EMPTY",
    "••• •••, MASKED",
  })
  void refusesTextOfWhichNothingCanBeSeen(String typed, ValidationError reason) {
    assertThat(ParseNotation.of(TEXT, typed)).isEqualTo("refused: " + reason);
  }

  @Test
  void takesFourThousandCodePoints() {
    assertThat(ParseNotation.of(TEXT, "😀".repeat(4000))).hasSize(8000);
    assertThat(ParseNotation.of(TEXT, "a".repeat(4001))).isEqualTo("refused: TOO_LONG");
    assertThat(ParseNotation.of(TEXT, "e\u0302\u0303".repeat(4000))).hasSize(4000);
  }

  @ParameterizedTest
  @Promise({"1.2", "6.2"})
  @CsvSource({
    "đơn.pdf, application/pdf, %PDF-1.7, •••.pdf",
    "a;b.png, image/png, '\u0089PNG\r\n\u001A\nIHDR', •••.png",
    "A.JPG, image/jpeg, \u00FF\u00D8\u00FF\u00E0, •••.jpg",
  })
  void takesADocumentThatIsWhatItSays(String name, String type, String content, String mask) {
    Map<String, String> parts =
        Map.of("name", name, "media-type", type, "content", base64(content));
    ParseResult parsed = DOCUMENT.parse(new FieldInput.Parts(parts));
    assertThat(parsed).isInstanceOf(ParseResult.Valid.class);
    String canonical = ((ParseResult.Valid) parsed).canonical();
    assertThat(DOCUMENT.parse(canonical)).isEqualTo(parsed);
    assertThat(DOCUMENT.parts(canonical)).containsExactlyInAnyOrderEntriesOf(parts);
    assertThat(DOCUMENT.mask(canonical)).isEqualTo(mask);
  }

  @ParameterizedTest
  @Promise({"1.2", "6.2"})
  @CsvSource({
    "a.pdf, application/pdf, PNG, UNFITTING_CONTENT of content",
    "a.pdf, application/pdf, %PDF-, UNFITTING_CONTENT of content",
    "a.png, image/png, %PDF-1.7, UNFITTING_CONTENT of content",
    "a.jpg, image/jpeg, GIF89a, UNFITTING_CONTENT of content",
    "a.html, text/html, <p>, NOT_LISTED of media-type",
    "a.pdf, '', %PDF-1.7, EMPTY of media-type",
    "a.pdf, application/pdf, '', EMPTY of content",
    "'', application/pdf, %PDF-1.7, EMPTY of name",
    "../a.pdf, application/pdf, %PDF-1.7, FORMAT of name",
    "C:\\a.pdf, application/pdf, %PDF-1.7, FORMAT of name",
    "a\u202Efdp.exe, application/pdf, %PDF-1.7, BIDI_CHARACTER of name",
  })
  void refusesADocumentThatIsNot(String name, String type, String content, String refusal) {
    assertThat(
            ParseNotation.ofParts(
                DOCUMENT,
                "name=%s | media-type=%s | content=%s".formatted(name, type, base64(content))))
        .isEqualTo("refused: " + refusal);
  }

  @Test
  @Promise({"1.2", "6.1"})
  void takesDocumentsOfAQuarterMebibyteAndNoMore() {
    byte[] content = new byte[256 * 1024 + 1];
    Arrays.fill(content, (byte) ' ');
    System.arraycopy("%PDF-".getBytes(ISO_8859_1), 0, content, 0, 5);
    String start = "name=a | media-type=application/pdf | content=";
    String largest = Base64.getEncoder().encodeToString(Arrays.copyOf(content, 256 * 1024));
    assertThat(ParseNotation.ofParts(DOCUMENT, start + largest)).endsWith(largest);
    assertThat(ParseNotation.ofParts(DOCUMENT, start + Base64.getEncoder().encodeToString(content)))
        .isEqualTo("refused: TOO_LARGE of content");
    assertThat(ParseNotation.ofParts(DOCUMENT, start + "%%%"))
        .isEqualTo("refused: FORMAT of content");
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "02838221234, +842838221234",
    "0901234567, +84901234567",
    "19001234, refused: NOT_A_MOBILE_OR_FIXED_NUMBER",
  })
  void writesFaxNumbersAsTelephoneNumbers(String typed, String canonical) {
    assertThat(ParseNotation.of(TYPES.get("fax"), typed)).isEqualTo(canonical);
  }

  @Test
  void doesNotSearchByFax() {
    assertThat(TYPES.get("fax").mask("+842838221234")).isEqualTo("•••••••234");
    assertThat(TYPES.get("fax").indexTerms("+842838221234")).isEmpty();
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "short-text, longest=5, ' a  b ', a b",
    "short-text, longest=5, abcdef, refused: TOO_LONG",
    "short-text, longest=5, 'a\n\tb', a b",
    "short-text, longest=5, '\u200Fab\u2069', ab",
    "short-text, longest=5, 'a\u0000b', refused: CONTROL_CHARACTER",
    "choice, 'options=on-site, at-home', ON-SITE, on-site",
    "choice, 'options=on-site, at-home', abroad, refused: NOT_LISTED",
    "whole-number, least=0 | most=120, +007, 7",
    "whole-number, least=-5 | most=5, －５, -5",
    "whole-number, least=-5 | most=5, -0, 0",
    "whole-number, least=0 | most=120, 121, refused: OUT_OF_RANGE",
    "whole-number, least=0 | most=120, -1, refused: OUT_OF_RANGE",
    "whole-number, least=0 | most=120, 1.5, refused: FORMAT",
    "whole-number, least=0 | most=120, 99999999999999999999, refused: FORMAT",
  })
  void configuresTypesOfThePolicysOwn(String type, String parameters, String typed, String said) {
    FieldType configured = TYPES.configure(type, ParseNotation.parts(parameters));
    assertThat(configured.name()).isEqualTo(type);
    assertThat(ParseNotation.of(configured, typed)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "date, 30/4/2030, 2030-04-30",
    "yes-no, Có, yes",
    "yes-no, NO, no",
    "yes-no, maybe, refused: NOT_LISTED",
  })
  void needsNoParametersForTheRest(String type, String typed, String said) {
    assertThat(ParseNotation.of(TYPES.configure(type, Map.of()), typed)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "short-text, longest=, longest, is a whole number from 1 to 500",
    "short-text, longest=501, longest, is a whole number from 1 to 500",
    "short-text, least=1, longest, is missing",
    "short-text, longest=5 | shortest=1, shortest, is none that the type takes",
    "whole-number, least=1, most, is missing",
    "whole-number, least=5 | most=4, most, is a whole number from 5 to 999999999999999999",
    "choice, 'options=a,A', options, 'is a list of codes such as on-site, with commas between them'",
    "choice, 'options=', options, 'is a list of codes such as on-site, with commas between them'",
    "choice, 'options=a, a', options, has one option twice",
    "email, longest=5, longest, is none that the type takes",
  })
  void namesTheParameterThatIsWrong(String type, String parameters, String name, String why) {
    assertThatThrownBy(() -> TYPES.configure(type, ParseNotation.parts(parameters)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The parameter " + name + " of the field type " + type + " " + why);
  }

  @Test
  void saysWhereTextAndPartsAreTakenForEachOther() {
    assertThat(ParseNotation.ofParts(TYPES.get("email"), "email=an@example.vn"))
        .isEqualTo("refused: TEXT_WANTED");
    assertThat(ParseNotation.of(TYPES.get("bank-account"), "Vietcombank 0123"))
        .isEqualTo("refused: PARTS_WANTED");
    assertThat(ParseNotation.of(TYPES.get("bank-account"), "bank=970436;number=1;number=2"))
        .isEqualTo("refused: PARTS_WANTED");
    assertThat(ParseNotation.of(TYPES.get("contact-address"), "")).isEqualTo("refused: EMPTY");
    assertThat(TYPES.get("email").parts("an@example.vn")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bank-account, bank=970436",
    "contact-address, commune=00004",
    "payment-card, brand=visa",
    "document, name=a",
    "payment-card, number=1",
    "birth-date, 17/05/1990",
    "birth-date, 1990-02-30",
    "date, 1990-13-01",
    "device-address, :::",
    "identity-number, 1",
    "device-address, localhost",
    "free-text, ' a'",
    "gender, Nữ",
  })
  void neitherMasksNorIndexesWhatItDidNotGiveOut(String type, String value) {
    assertThatThrownBy(() -> TYPES.get(type).mask(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The value is not a canonical " + type);
    assertThatThrownBy(() -> TYPES.get(type).indexTerms(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The value is not a canonical " + type);
  }

  private static String base64(String content) {
    return Base64.getEncoder().encodeToString(content.getBytes(ISO_8859_1));
  }
}
