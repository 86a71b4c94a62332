package vn.onecall.server.customers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** A copy in CSV read back by a parser that knows the first line to name the columns. */
final class CsvRows {
  private CsvRows() {}

  /**
   * One row.
   *
   * @param place field, item and part
   * @param value as it is written
   */
  record Row(String place, String label, String value, boolean guarded, String form) {
    /** The value again. */
    String unguarded() {
      return guarded ? CsvRows.unguarded(value) : value;
    }
  }

  /** Takes off the apostrophe that the API's description tells of. */
  static String unguarded(String value) {
    return value.matches("'+[0-9]+")
        ? value.substring(1)
        : value.replaceAll("(?<=^|[;\t\r\n])'('*)(?=[=+\\-@\t\r＝＋－＠])", "$1");
  }

  static List<Row> read(byte[] csv) {
    assertThat(new String(csv, UTF_8))
        .startsWith("\uFEFF\"field\",\"label\",\"item\",\"part\",\"value\",\"guarded\",")
        .endsWith("\r\n");
    List<Row> rows = new ArrayList<>();
    try (MappingIterator<Map<String, String>> all =
        CsvMapper.shared()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv)) {
      while (all.hasNext()) {
        Map<String, String> row = all.next();
        assertThat(row)
            .containsOnlyKeys(
                "field",
                "label",
                "item",
                "part",
                "value",
                "guarded",
                "form",
                "version",
                "collectedAt",
                "name");
        rows.add(
            new Row(
                cell(row, "field") + "/" + cell(row, "item") + "/" + cell(row, "part"),
                cell(row, "label"),
                cell(row, "value"),
                cell(row, "guarded").equals("yes"),
                cell(row, "form")));
      }
    }
    return rows;
  }

  private static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column));
  }
}
