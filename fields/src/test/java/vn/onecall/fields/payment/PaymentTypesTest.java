package vn.onecall.fields.payment;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseNotation;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.reference.Bank;
import vn.onecall.testing.Promise;

/** Bank accounts and payment cards. */
class PaymentTypesTest {

  private static final FieldType ACCOUNT = new BankAccount();
  private static final FieldType CARD = new PaymentCard(CardNumberPolicy.REFUSED);
  private static final FieldType NUMBERED_CARD = new PaymentCard(CardNumberPolicy.ACCEPTED);

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "970436, 0123456789, bank=970436;number=0123456789",
    "vcb, 0123 456 789, bank=970436;number=0123456789",
    "Vietcombank, 1, bank=970436;number=1",
    "MB, 99mm24011m, bank=970422;number=99MM24011M",
    "MB Bank, 1234567890123456789, bank=970422;number=1234567890123456789",
    "DongA Bank, 12, bank=970406;number=12",
    "momo, 0901234567, bank=971025;number=0901234567",
  })
  void writesBankAccountsInTheirOneWay(String bank, String number, String canonical) {
    assertThat(ParseNotation.ofParts(ACCOUNT, "number=" + number + " | bank=" + bank))
        .isEqualTo(canonical);
    assertThat(ParseNotation.of(ACCOUNT, canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "number=1, EMPTY of bank",
    "bank=VCB, EMPTY of number",
    "bank=999999 | number=1, UNKNOWN_BANK of bank",
    "bank=VCB | number=12345678901234567890, FORMAT of number",
    "bank=VCB | number=12/34, FORMAT of number",
    "bank=VCB | number=•••••••789, FORMAT of number",
    "bank=VCB | number=1 | owner=A, UNKNOWN_PART of owner",
  })
  void refusesWhatIsNoBankAccount(String parts, String refusal) {
    assertThat(ParseNotation.ofParts(ACCOUNT, parts)).isEqualTo("refused: " + refusal);
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "bank=970436;number=0123456789, 970436 •••••••789",
    "bank=970436;number=1234567890123456789, 970436 •••••••6789",
    "bank=970436;number=123, 970436 •••••••3",
    "bank=970436;number=12, 970436 •••••••",
  })
  void masksAnAccountDownToItsBankAndItsEnd(String canonical, String mask) {
    assertThat(ACCOUNT.mask(canonical)).isEqualTo(mask);
  }

  @Test
  @Promise("1.2")
  void findsAnAccountByItsNumberAlone() {
    String account = "bank=970436;number=0123456789";
    SearchQuery terms = new SearchQuery.Terms(List.of("0123456789"));
    assertThat(ACCOUNT.indexTerms(account)).containsExactly("0123456789");
    assertThat(ACCOUNT.searchTerms("0123 456 789")).isEqualTo(terms);
    assertThat(ACCOUNT.searchTerms(account)).isEqualTo(terms);
    assertThat(ACCOUNT.searchTerms("?")).isEqualTo(new SearchQuery.Refused(ValidationError.FORMAT));
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "970436, VCB",
    "970415, CTG",
    "970418, BIDV",
    "970405, AGRIBANK",
    "970407, TCB",
    "970422, MB",
    "970416, ACB",
    "970432, VPB",
    "970423, TPB",
    "970403, STB",
    "970441, VIB",
    "970443, SHB",
    "970437, HDB",
    "970426, MSB",
    "970448, OCB",
    "970431, EIB",
    "970449, LPB",
    "971025, MOMO",
    "970438, BVB",
    "970454, VCCB",
    "970454, BVBank",
    "970454, Bản Việt",
    "970438, BaoViet Bank",
    "971005, VTLMONEY",
    "971011, VNPTMONEY",
    "970466, KEBHANAHCM",
    "970467, KEBHANAHN",
    "999888, VBSP",
    "971133, PVDB",
    "977777, MAFC",
    "533948, Citibank",
    "970418, BID",
    "970436, Ngân hàng TMCP Ngoại thương Việt Nam",
    "970405, NH Nông nghiệp",
    "970416, ngan hang a chau",
    "970429, Ngân hàng Sài Gòn",
    "970400, SaigonBank",
    "970410, SCVN",
    "970457, WVN",
    "970455, IBK - HN",
    "970415, ICB",
    "970406, DongA Bank",
  })
  void knowsTheBanks(String bin, String code) {
    assertThat(Bank.find(bin)).isPresent().isEqualTo(Bank.find(code));
    assertThat(Bank.find(code)).hasValueSatisfying(bank -> assertThat(bank.bin()).isEqualTo(bin));
    assertThat(Bank.all()).hasSize(66).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "token=tok_1, token=tok_1",
    "expires=9/28 | token=tok_1 | brand=VISA, token=tok_1;brand=visa;expires=2028-09",
    "token=a | bin=41111111 | last-four=1111, token=a;bin=41111111;last-four=1111",
    "token=a | expires=12 / 2030, token=a;expires=2030-12",
    "token=a;b, token=a\\;b",
    "token=1234567890123456, token=1234567890123456",
  })
  void takesTheTokenOfAGateway(String parts, String canonical) {
    assertThat(ParseNotation.ofParts(CARD, parts)).isEqualTo(canonical);
    assertThat(ParseNotation.of(CARD, canonical)).isEqualTo(canonical);
  }

  /** Test numbers that the card schemes and gateways publish. */
  @ParameterizedTest
  @Promise({"1.2", "6.1"})
  @ValueSource(
      strings = {
        "4111 1111 1111 1111",
        "4242-4242-4242-4242",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "30569309025904",
        "3530111333300000",
        "6200000000000005",
        "6011111111111117",
        "9704000000000018",
        "4222222222222",
      })
  void takesACardNumberOnlyWhereItIsAccepted(String number) {
    String digits = number.replaceAll("[ -]", "");
    assertThat(ParseNotation.ofParts(CARD, "number=" + number))
        .isEqualTo("refused: CARD_NUMBER of number");
    assertThat(ParseNotation.of(CARD, number)).isEqualTo("refused: CARD_NUMBER of number");
    assertThat(ParseNotation.ofParts(CARD, "token=" + number))
        .isEqualTo("refused: CARD_NUMBER of token");
    assertThat(ParseNotation.ofParts(NUMBERED_CARD, "number=" + number))
        .isEqualTo("number=" + digits);
    assertThat(ParseNotation.of(NUMBERED_CARD, number)).isEqualTo("number=" + digits);
    assertThat(NUMBERED_CARD.mask("number=" + digits).replace("•", "")).hasSizeBetween(4, 10);
  }

  @ParameterizedTest
  @Promise({"1.2", "6.1"})
  @CsvSource({
    "number=4111111111111112, CHECK_DIGIT of number",
    "number=1411111111111111, CHECK_DIGIT of number",
    "number=41111111111, FORMAT of number",
    "number=41111111111111111111, FORMAT of number",
    "number=4111111111111111 | token=a, UNFITTING_PART of token",
    "number=4111111111111111 | last-four=1111, UNFITTING_PART of last-four",
    "brand=visa, EMPTY of token",
    "token=a b, FORMAT of token",
    "token=thẻ, FORMAT of token",
    "token=a | brand=acme, NOT_LISTED of brand",
    "token=a | bin=4111, FORMAT of bin",
    "token=a | last-four=111, FORMAT of last-four",
    "token=a | expires=13/28, FORMAT of expires",
    "token=a | holder=A, UNKNOWN_PART of holder",
  })
  void refusesWhatIsNoCard(String parts, String refusal) {
    assertThat(ParseNotation.ofParts(NUMBERED_CARD, parts)).isEqualTo("refused: " + refusal);
  }

  @ParameterizedTest
  @Promise({"1.2", "6.1"})
  @ValueSource(
      strings = {
        "cvv",
        "CVV",
        "cvv2",
        "cvc",
        "cvc2",
        "csc",
        "cid",
        "cvn",
        "cav2",
        "card-cvv",
        "cvv-code",
        "security-code",
        "securityCode",
        "card_security_code",
        "verification-value",
        "pin",
        "PIN",
        "pin-block",
        "track",
        "track1",
        "track2",
        "track-2-data",
        "full-track",
        "magstripe",
        "magnetic-stripe-data",
        "chip-data",
      })
  void neverTakesASecurityCodeAPinOrATrack(String part) {
    for (FieldType type : List.of(CARD, NUMBERED_CARD)) {
      for (String value : List.of("123", "")) {
        assertThat(ParseNotation.ofParts(type, "token=a | " + part + "=" + value))
            .isEqualTo("refused: CARD_SECRET of " + part.toLowerCase(ROOT).replaceAll("[_-]", ""));
      }
    }
  }

  @ParameterizedTest
  @Promise({"1.2", "6.2"})
  @CsvSource({
    "token=tok_1, ••••••",
    "token=tok_1;last-four=1111, ••••••1111",
    "token=tok_1;bin=41111111;last-four=1111, 41111111••••••1111",
    "number=4111111111111111, 411111••••••1111",
    "number=378282246310005, 378282••••••0005",
    "number=30569309025904, ••••••5904",
    "number=4222222222222, ••••••2222",
  })
  void showsAtMostTheBinAndTheLastFour(String canonical, String mask) {
    assertThat(NUMBERED_CARD.mask(canonical)).isEqualTo(mask);
  }
}
