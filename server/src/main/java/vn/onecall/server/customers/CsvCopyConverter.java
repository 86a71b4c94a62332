package vn.onecall.server.customers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;
import vn.onecall.messages.Messages;

/**
 * A copy as CSV (RFC 4180): a header, and a row for each value or part of one, as it is in JSON,
 * with the name of what is a code. It begins with a byte order mark, without which Excel takes
 * UTF-8 for the code page of its country and every Vietnamese mark is lost; programs that read CSV
 * know it and leave it out.
 *
 * <p>A spreadsheet computes what begins with {@code = + - @}, and makes a number of digits, which
 * takes the zero from an identity number and the plus from a phone number. Such a value gets an
 * apostrophe before it, and its row says so in {@code guarded}: so nothing is changed in silence,
 * and who takes one apostrophe off has the value again. The same is done after a semicolon, a tab
 * or a line's end within the value, since Excel begins a cell there in countries whose numbers have
 * a comma.
 */
@Component
final class CsvCopyConverter extends CopyConverter {
  private static final Messages MESSAGES = Messages.beside(CsvCopyConverter.class);
  static final String TEXT_CSV = "text/csv";

  private static final MediaType TYPE =
      new MediaType("text", "csv", Map.of("charset", "UTF-8", "header", "present"));

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Where a spreadsheet may begin to compute, whatever apostrophes stand there already. */
  private static final Pattern COMPUTED =
      Pattern.compile("(?<=^|[;\t\r\n])('*)(?=[=+\\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])");

  /** Numbers that a spreadsheet would write in another way. */
  private static final Pattern SHORTENED = Pattern.compile("('*)(0[0-9]+|[0-9]{12,})");

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS)
          .enable(CsvWriteFeature.ALWAYS_QUOTE_EMPTY_STRINGS)
          .build();

  private static final CsvSchema COLUMNS =
      CsvSchema.builder()
          .addColumns(
              List.of(
                  "field",
                  "label",
                  "item",
                  "part",
                  "value",
                  "guarded",
                  "form",
                  "version",
                  "collectedAt",
                  "name"),
              CsvSchema.ColumnType.STRING)
          .build()
          .withHeader()
          .withLineSeparator("\r\n");

  private final CopyLabels words;

  CsvCopyConverter(CopyLabels words) {
    super(TYPE, "csv");
    this.words = words;
  }

  @Override
  byte[] of(CustomerViews.ExportView copy) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(about("copy.id", MESSAGES.words("copy-id").vi(), copy.id()));
    rows.add(about("copy.exportedAt", MESSAGES.words("copy-made-at").vi(), copy.exportedAt()));
    rows.add(
        about(
            "copy.policyVersion",
            MESSAGES.words("copy-policy-version").vi(),
            String.valueOf(copy.policyVersion())));
    rows.add(about("copy.entry", MESSAGES.words("copy-entry").vi(), copy.entry()));
    copy.fields()
        .forEach((field, first) -> {
          List<CustomerViews.FieldView> all = first.all();
          for (int item = 0; item < all.size(); item++) {
            rows.addAll(rows(field, item, all.get(item)));
          }
        });
    return (BYTE_ORDER_MARK + CSV.writer(COLUMNS).writeValueAsString(rows))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> about(String name, String label, String value) {
    return row(name, label, "", "", value, "", null);
  }

  private List<List<String>> rows(String field, int item, CustomerViews.FieldView value) {
    String label = words.label(field);
    String which = Integer.toString(item);
    Map<String, String> names = words.names(field, value);
    if (value.value() != null) {
      String name = names.getOrDefault("", "");
      return List.of(row(field, label, which, "", value.value(), name, value));
    }
    List<List<String>> rows = new ArrayList<>();
    words
        .parts(field, value)
        .forEach((part, text) ->
            rows.add(
                row(
                    field,
                    label + ": " + words.part(part),
                    which,
                    part,
                    text,
                    names.getOrDefault(part, ""),
                    value)));
    return rows;
  }

  private static List<String> row(
      String field,
      String label,
      String item,
      String part,
      String value,
      String name,
      CustomerViews.@Nullable FieldView shown) {
    String guarded = guarded(value);
    return List.of(
        field,
        label,
        item,
        part,
        guarded,
        guarded.equals(value) ? "" : "yes",
        shown == null ? "" : shown.form(),
        shown == null ? "" : Integer.toString(shown.version()),
        shown == null ? "" : Optional.ofNullable(shown.collectedAt()).orElse(""),
        name);
  }

  /** The value as no spreadsheet computes or shortens it. */
  static String guarded(String value) {
    return SHORTENED.matcher(value).matches()
        ? "'" + value
        : COMPUTED.matcher(value).replaceAll("$1'");
  }
}
