package vn.onecall.server.customers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.testing.Promise;

/** The copy as CSV, as a spreadsheet and a program read it. */
class CsvCopyConverterTest {
  private final CsvCopyConverter csv = new CsvCopyConverter(SampleCopies.WORDS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+84912730415",
        "-5",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\tx",
        "\rx",
        "'=1",
        "''+1",
        "a;=HYPERLINK(\"http://x\")",
        "a;'=1",
        "lời nhắn\n- một\n- hai",
        "001183087651",
        "123456789012",
        "'007"
      })
  @Promise("6.2")
  void setsAnApostropheBeforeWhatASpreadsheetWouldComputeOrShorten(String value) {
    String guarded = CsvCopyConverter.guarded(value);
    assertThat(guarded).isNotEqualTo(value).doesNotContainPattern("(^|[;\t\r\n])[=+\\-@＝＋－＠]");
    assertThat(guarded).doesNotMatch("[0-9]+");
    assertThat(CsvRows.unguarded(guarded)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Đặng Thị Ngọc Quỳnh",
        "quynh@vidu.vn",
        "12-14 Phố Huế",
        "917364582",
        "0",
        "1983-11-27",
        "C++; rồi thôi",
        "O'Neil",
        "'tis"
      })
  void leavesEveryOtherValueAsItIs(String value) {
    assertThat(CsvCopyConverter.guarded(value)).isEqualTo(value);
  }

  @Test
  @Promise("1.4")
  void readsBackWhateverACellHolds() {
    for (String value :
        new String[] {
          "hai \"dấu\" ngoặc", "phẩy, chấm; phẩy", "hai\ndòng", "\"", "\"\"", ",", " trống ", "🙂王"
        }) {
      assertThat(CsvRows.read(csv.of(SampleCopies.note(value))))
          .filteredOn(row -> row.place().equals("note/0/"))
          .singleElement()
          .extracting(CsvRows.Row::value)
          .isEqualTo(value);
    }
  }

  @Test
  void beginsWithAByteOrderMarkAndEndsEachRowAsTheStandardSays() {
    byte[] file = csv.of(SampleCopies.note("một dòng"));
    assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
    String text = new String(file, UTF_8);
    assertThat(text.split("\r\n", -1)).hasSize(1 + 4 + 1 + 1);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  @Test
  void namesPartsInBothTongues() {
    assertThat(CsvRows.read(csv.of(SampleCopies.full())))
        .filteredOn(row -> row.place().equals("contact-address/1/old"))
        .singleElement()
        .extracting(CsvRows.Row::label)
        .isEqualTo("Địa chỉ liên lạc: Địa chỉ cũ");
  }

  @Test
  void saysItsOwnEntryAndPolicyFirst() {
    assertThat(CsvRows.read(csv.of(SampleCopies.full())).subList(0, 4))
        .extracting(CsvRows.Row::place)
        .containsExactly("copy.id//", "copy.exportedAt//", "copy.policyVersion//", "copy.entry//");
  }
}
