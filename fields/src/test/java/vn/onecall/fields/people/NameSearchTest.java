package vn.onecall.fields.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.onecall.fields.FieldInput;
import vn.onecall.fields.FieldType;
import vn.onecall.fields.ParseResult;
import vn.onecall.fields.SearchQuery;
import vn.onecall.fields.ValidationError;
import vn.onecall.testing.Promise;

/** By which words a person is found, and by which not. */
class NameSearchTest {

  private static final FieldType NAME = new FullName();

  @ParameterizedTest
  @Promise("6.2")
  @CsvSource({
    "Nguyễn Văn An, nguyen van|van an|nguyen an|nguyen van an",
    "Đặng Thị Ngọc Ánh, dang thi|thi ngoc|ngoc anh|dang anh|dang thi ngoc anh",
    "Lê Hoà, le hoa",
    "Lê Hòa, le hoa",
    "Jean-Luc O'Brien, jean luc|luc obrien|jean obrien|jean luc obrien|jean brien|jean luc o brien",
    "H'Hen Niê, hhen nie|h nie|h hen nie",
    "Y Bih Alêô, y bih|bih aleo|y aleo|y bih aleo|ybih aleo",
    "Ðorđe Łukasz Søren, dorde lukasz|lukasz soren|dorde soren|dorde lukasz soren",
    "Martin Luther King Jr., martin luther|luther king|king jr|martin jr|martin luther king jr",
    "An An An, an an|an an an",
    "İpek IŞIK, ipek isik",
  })
  void indexesSeveralWordsTogetherAndNeverOneAlone(String name, String terms) {
    assertThat(NAME.indexTerms(name)).containsExactly(terms.split("\\|", -1));
  }

  @Test
  @Promise("6.2")
  void doesNotIndexANameOfOneWord() {
    assertThat(NAME.indexTerms("王小明")).isEmpty();
    assertThat(NAME.indexTerms("Madonna")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "nguyen van an, Nguyễn Văn An",
    "NGUYỄN VĂN AN, Nguyễn Văn An",
    "Nguye\u0302\u0303n  Va\u0306n An, Nguyễn Văn An",
    "van an, Nguyễn Văn An",
    "nguyễn an, Nguyễn Văn An",
    "nguyen van, Nguyễn Văn An",
    "le hoa, Lê Hòa",
    "Lê Hoà, Lê Hòa",
    "Lê Hòa, Lê Hoà",
    "dang anh, Đặng Thị Ngọc Ánh",
    "jean luc obrien, Jean-Luc O’Brien",
    "HHen Niê, H'Hen Niê",
    "H Hen Niê, H'Hen Niê",
    "h’hen nie, H Hen Niê",
    "H'Hen Niê, HHen Niê",
    "hhen nie, H‘Hen Niê",
    "Y Bih Aleo, Y Bih Alêô",
    "y aleo, Y Bih Alêô",
    "y bih, Y Bih Alêô",
    "Lê A, Lê Văn A",
    "A Lê, A Lê Văn",
    "dang duc, Ðặng Ðức",
    "Đặng Đức, Ɖặng Ɖức",
    "ðặng ðức, Đặng Đức",
    "GUDRUN JONS, Guðrún Jóns",
    "lukasz soren, Łukasz Søren",
    "nguyen an, Nguyеn An",
    "thi ngoc, Nguyễn Thị\u200B Ngọc",
  })
  void findsAPersonWithAndWithoutMarks(String query, String name) {
    assertThat(found(query, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "an van, Nguyễn Văn An",
    "nguyen van binh, Nguyễn Văn An",
    "nguyen van an, Nguyễn Văn An Khang",
    "le hoang, Lê Hòa",
  })
  void doesNotFindWhoIsNotMeant(String query, String name) {
    assertThat(found(query, name)).isFalse();
  }

  @ParameterizedTest
  @Promise("6.2")
  @CsvSource({
    "Nguyễn, ONE_WORD_ALONE",
    "an, ONE_WORD_ALONE",
    "'  An ', ONE_WORD_ALONE",
    "n, TOO_SHORT",
    "'', EMPTY",
    "090 123, FORMAT",
  })
  void refusesASearchForOneWordAlone(String query, ValidationError reason) {
    assertThat(NAME.searchTerms(query)).isEqualTo(new SearchQuery.Refused(reason));
  }

  @Test
  @Promise("6.2")
  void printsNothingThatWasSearchedFor() {
    assertThat(NAME.searchTerms("nguyen van an").toString()).isEqualTo("Terms[all=(redacted)]");
    assertThat(new FieldInput.Text("Nguyễn").toString()).isEqualTo("Text[(redacted)]");
  }

  private static boolean found(String query, String name) {
    String canonical =
        switch (NAME.parse(name)) {
          case ParseResult.Valid valid -> valid.canonical();
          case ParseResult.Invalid invalid -> throw new AssertionError(invalid.reason());
        };
    List<String> terms = NAME.indexTerms(canonical);
    return switch (NAME.searchTerms(query)) {
      case SearchQuery.Terms(List<String> all) -> terms.containsAll(all);
      case SearchQuery.Refused refused -> throw new AssertionError(refused.reason());
    };
  }
}
