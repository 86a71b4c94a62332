package vn.onecall.fields.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseNotation;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.fields.ValidationWarning;
import vn.onecall.fields.people.IdentityCheck;
import vn.onecall.messages.BilingualText;
import vn.onecall.testing.Promise;

/** Who a person is: title, gender, birth date and the numbers of identity cards. */
class IdentityTest {

  /** Half past one in the morning of 1 December 2026 in Vietnam, still November in Greenwich. */
  private static final FieldTypes TYPES =
      FieldTypes.standard(InstantSource.fixed(Instant.parse("2026-11-30T18:30:00Z")));

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "identity-number, 001099012345, 001099012345",
    "identity-number, 079 199 012 345, 079199012345",
    "identity-number, 096226000001, 096226000001",
    "identity-number, 101087654321, 101087654321",
    "identity-number, 001.099.012.345, 001099012345",
    "identity-number-legacy, 012345678, 012345678",
    "identity-number-legacy, 012 345 678, 012345678",
    "birth-date, 1990-05-17, 1990-05-17",
    "birth-date, 17/05/1990, 1990-05-17",
    "birth-date, 7/5/1990, 1990-05-07",
    "birth-date, ' 29.2.2000 ', 2000-02-29",
    "birth-date, 01-12-2026, 2026-12-01",
    "birth-date, 01/01/1900, 1900-01-01",
    "identity-number, ０01099012345, 001099012345",
    "identity-number, 097099012345, 097099012345",
    "identity-number, 003099012345, 003099012345",
    "identity-number, 001999012345, 001999012345",
    "identity-number, 001–099–012–345, 001099012345",
    "birth-date, 1950, 1950",
    "birth-date, 00/00/1950, 1950",
    "birth-date, 0/0/1950, 1950",
    "birth-date, 1950-00-00, 1950",
    "birth-date, 05/1950, 1950-05",
    "birth-date, 5.1950, 1950-05",
    "birth-date, 00/05/1950, 1950-05",
    "birth-date, 1950-05, 1950-05",
    "birth-date, 1950-05-00, 1950-05",
    "birth-date, 1990/5/7, 1990-05-07",
    "birth-date, 17–5–1990, 1990-05-17",
    "birth-date, 2026, 2026",
    "title, Ông, ong",
    "gender, n\u200Bam, male",
    "title, BÀ, ba",
    "title, bac, bac",
    "title, chi, chi",
    "title, Mr., mr",
    "title, none, none",
    "title, Không dùng danh xưng, none",
    "gender, Nữ, female",
    "gender, nam, male",
    "gender, other, other",
    "gender, unstated, unknown",
  })
  void writesEachInItsOneWay(String type, String typed, String canonical) {
    assertThat(ParseNotation.of(TYPES.get(type), typed)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource({
    "identity-number, 00109901234, FORMAT",
    "identity-number, 0010990123456, FORMAT",
    "identity-number, 00109901234A, FORMAT",
    "identity-number, 012345678, FORMAT",
    "identity-number, '', EMPTY",
    "identity-number-legacy, 001099012345, FORMAT",
    "identity-number-legacy, 12345678, FORMAT",
    "birth-date, 02/12/2026, IN_THE_FUTURE",
    "birth-date, 31/12/1899, TOO_EARLY",
    "birth-date, 31/04/1990, NO_SUCH_DATE",
    "birth-date, 29/02/1900, NO_SUCH_DATE",
    "birth-date, 1990-13-01, NO_SUCH_DATE",
    "birth-date, 17/05/90, FORMAT",
    "birth-date, 17/05-1990, FORMAT",
    "birth-date, 1899, TOO_EARLY",
    "birth-date, 2027, IN_THE_FUTURE",
    "birth-date, 12/2027, IN_THE_FUTURE",
    "birth-date, 13/1950, NO_SUCH_DATE",
    "birth-date, 17/00/1950, NO_SUCH_DATE",
    "birth-date, 1950-00-17, NO_SUCH_DATE",
    "birth-date, 50, FORMAT",
    "birth-date, 00/1950/00, FORMAT",
    "birth-date, ••/••/1950, FORMAT",
    "birth-date, 17 May 1990, FORMAT",
    "title, Sir, NOT_LISTED",
    "gender, x, NOT_LISTED",
    "gender, '', EMPTY",
  })
  void refusesWhatCannotBe(String type, String typed, ValidationError reason) {
    assertThat(ParseNotation.of(TYPES.get(type), typed)).isEqualTo("refused: " + reason);
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "identity-number, 001099012345, •••••••345",
    "identity-number-legacy, 012345678, •••••••678",
    "birth-date, 1990-05-17, ••/••/1990",
    "birth-date, 1990-05, ••/1990",
    "birth-date, 1990, 19••",
    "title, ong, •••",
    "gender, female, •••",
  })
  void masksEachTypeAsDocumented(String type, String canonical, String mask) {
    assertThat(TYPES.get(type).mask(canonical)).isEqualTo(mask);
  }

  @ParameterizedTest
  @Promise("1.2")
  @CsvSource({
    "2026-12-01, under-16",
    "2010-12-02, under-16",
    "2010-12-01, 16-17",
    "2008-12-02, 16-17",
    "2008-12-01, 18-24",
    "2001-12-02, 18-24",
    "2001-12-01, 25-34",
    "1991-12-01, 35-44",
    "1981-12-01, 45-54",
    "1971-12-01, 55-64",
    "1961-12-02, 55-64",
    "1961-12-01, 65-and-over",
    "1900-01-01, 65-and-over",
    "2010, under-16",
    "2010-11, 16-17",
    "2010-12, under-16",
    "2009, 16-17",
    "1961, 55-64",
    "1960, 65-and-over",
  })
  void derivesAnAgeBandFromABirthDate(String born, String band) {
    assertThat(TYPES.get("birth-date").derive(born, LocalDate.of(2026, 12, 1))).contains(band);
  }

  @Test
  @Promise("1.2")
  void derivesNothingFromAnIdentityNumberButFindsItsOwner() {
    FieldType type = TYPES.get("identity-number");
    assertThat(type.derive("001099012345", LocalDate.of(2026, 12, 1))).isEmpty();
    assertThat(type.indexTerms("001099012345")).containsExactly("001099012345");
    assertThat(type.searchTerms("001 099 012 345"))
        .isEqualTo(new SearchQuery.Terms(List.of("001099012345")));
    assertThat(TYPES.get("gender").searchTerms("female"))
        .isEqualTo(new SearchQuery.Refused(ValidationError.NOT_SEARCHED));
  }

  @ParameterizedTest
  @Promise("2.2")
  @CsvSource({
    "001099012345, 1999-05-17, male, ''",
    "001199012345, 1999-05-17, female, ''",
    "001203012345, 2003-01-01, male, ''",
    "001303012345, 2003-01-01, female, ''",
    "001099012345, 1998-05-17, male, BIRTH_YEAR_DIFFERS",
    "001099012345, 2099-05-17, male, BIRTH_YEAR_DIFFERS",
    "001099012345, 1999-05-17, female, SEX_DIFFERS",
    "001303012345, 2003-01-01, male, SEX_DIFFERS",
    "001303012345, 1903-01-01, male, BIRTH_YEAR_DIFFERS|SEX_DIFFERS",
    "001099012345, 1999-05-17, other, ''",
    "001099012345, 1999-05-17, unknown, ''",
    "001099012345, '', female, SEX_DIFFERS",
    "001099012345, 1998-05-17, '', BIRTH_YEAR_DIFFERS",
    "001099012345, '', '', ''",
    "001099012345, 1999, male, ''",
    "001099012345, 1999-05, male, ''",
    "001099012345, 1998, male, BIRTH_YEAR_DIFFERS",
  })
  void warnsWhereANumberDiffersFromWhatElseIsKnown(
      String number, String born, String gender, String warnings) {
    assertThat(IdentityCheck.warnings(number, born, gender)).isEqualTo(warnings(warnings));
  }

  private static List<ValidationWarning> warnings(String names) {
    return Arrays.stream(names.split("\\|", -1))
        .filter(name -> !name.isEmpty())
        .map(ValidationWarning::valueOf)
        .toList();
  }

  @ParameterizedTest
  @Promise("6.2")
  @CsvSource({"00109901234, '', identity-number", "001099012345, 17/05/1999, birth-date"})
  void holdsNothingAgainstWhatIsNotCanonical(String number, String born, String type) {
    assertThatThrownBy(() -> IdentityCheck.warnings(number, born, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The value is not a canonical " + type);
  }

  @ParameterizedTest
  @Promise("2.2")
  @CsvSource({
    "001099012345, ''",
    "101087654321, ''",
    "097099012345, UNKNOWN_BIRTHPLACE",
    "003090000017, UNKNOWN_BIRTHPLACE",
    "001227012345, BIRTH_YEAR_IN_THE_FUTURE",
    "000999012345, UNKNOWN_BIRTHPLACE|BIRTH_YEAR_IN_THE_FUTURE",
  })
  void onlyWarnsOfWhatTheCircularThatEndedWouldNotHaveGivenOut(String number, String warnings) {
    assertThat(TYPES.get("identity-number").warnings(number)).isEqualTo(warnings(warnings));
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource(
      delimiter = '>',
      value = {
        "kind=passport | number=c 1234567 | country=Việt Nam | expires=30/4/2031"
            + " > kind=passport;number=C1234567;country=VN;expires=2031-04-30",
        "kind=Hộ chiếu | number=M12345678 | country=KOR | expires=2030-01-01"
            + " > kind=passport;number=M12345678;country=KR;expires=2030-01-01",
        "kind=Thẻ tạm trú | number=AB-123 | country=VN | expires=2027-01-01"
            + " > kind=residence-card;number=AB123;country=VN;expires=2027-01-01",
        "kind=birth-certificate | number=12/2015 | country=vn > refused: FORMAT of number",
        "kind=birth-certificate | number=122015 | country=vn"
            + " > kind=birth-certificate;number=122015;country=VN",
        "kind=passport | number=C1234567 | country=VN > refused: EMPTY of expires",
        "kind=passport | number=C1234567 | country=Xứ Lạ | expires=2031-04-30"
            + " > refused: UNKNOWN_COUNTRY of country",
        "kind=passport | number=C1234567 | expires=2031-04-30 > refused: EMPTY of country",
        "kind=licence | number=C1234567 | country=VN > refused: NOT_LISTED of kind",
        "kind=passport | country=VN | expires=2031-04-30 > refused: EMPTY of number",
      })
  void takesPapersOfThoseWhoHaveNoVietnameseCard(String parts, String canonical) {
    assertThat(ParseNotation.ofParts(TYPES.get("identity-paper"), parts)).isEqualTo(canonical);
  }

  @Test
  @Promise({"1.2", "2.2"})
  void showsFindsAndNamesAPaper() {
    FieldType papers = TYPES.get("identity-paper");
    String paper = "kind=passport;number=C1234567;country=KR;expires=2031-04-30";
    assertThat(papers.mask(paper)).isEqualTo("passport KR •••••••67");
    assertThat(papers.indexTerms(paper)).containsExactly("C1234567");
    assertThat(papers.searchTerms("c 1234567"))
        .isEqualTo(new SearchQuery.Terms(List.of("C1234567")));
    assertThat(papers.names(paper))
        .containsEntry("kind", new BilingualText("Hộ chiếu", "Passport"))
        .containsEntry("country", new BilingualText("Hàn Quốc", "South Korea"));
    assertThat(papers.warnings(paper)).isEmpty();
    assertThat(papers.warnings(paper.replace("2031", "2026")))
        .containsExactly(ValidationWarning.PAPER_EXPIRED);
  }

  @ParameterizedTest
  @Promise({"1.2", "2.2"})
  @CsvSource(
      delimiter = '>',
      value = {
        "year=1950 > 1950",
        "year=1950 | month= | day= > 1950",
        "year=1950 | month=5 > 1950-05",
        "year=1950 | month=05 | day=17 > 1950-05-17",
        "year=1950 | month=00 | day=00 > 1950",
        "month=5 > refused: EMPTY of year",
        "year=50 > refused: FORMAT of year",
        "year=1950 | month=May > refused: FORMAT of month",
        "year=1950 | hour=1 > refused: UNKNOWN_PART of hour",
        "year=1950 | day=17 > refused: NO_SUCH_DATE",
      })
  void takesABirthDateInPartsAsFarAsItIsKnown(String parts, String canonical) {
    assertThat(ParseNotation.ofParts(TYPES.get("birth-date"), parts)).isEqualTo(canonical);
  }

  @Test
  void namesTheOptionsOfAClosedList() {
    assertThat(TYPES.get("gender").options())
        .extracting(FieldType.Option::value)
        .containsExactly("female", "male", "other", "unknown");
    for (String type : List.of("title", "gender", "yes-no")) {
      for (FieldType.Option option : TYPES.get(type).options()) {
        assertThat(ParseNotation.of(TYPES.get(type), option.value())).isEqualTo(option.value());
        assertThat(ParseNotation.of(TYPES.get(type), option.words().vi()))
            .isEqualTo(option.value());
        assertThat(ParseNotation.of(TYPES.get(type), option.words().en()))
            .isEqualTo(option.value());
      }
    }
    assertThat(TYPES.get("email").options()).isEmpty();
  }
}
