package vn.onecall.server.customers;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import vn.onecall.messages.Messages;
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Deadline;
import vn.onecall.policy.model.Category;

/**
 * A copy as PDF, for people to read and keep on paper: what it is and which entry of the log it
 * has, then the values by category. Documents are listed by name and size. It embeds its letters
 * and says its title and language, and of the machine that made it nothing.
 */
@Component
final class PdfCopyConverter extends CopyConverter {
  private static final Messages MESSAGES = Messages.beside(PdfCopyConverter.class);
  private static final String TITLE = MESSAGES.words("pdf-title").vi();
  private static final String MASKED = "masked";
  private static final List<String> COLUMNS =
      List.of(
          MESSAGES.words("pdf-column-field").vi(),
          MESSAGES.words("pdf-column-value").vi(),
          MESSAGES.words("pdf-column-collected").vi());

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(Deadline.ZONE);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Deadline.ZONE);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(Deadline.ZONE);

  private final CopyLabels words;
  private final Policy policy;
  private final CopyFont font = new CopyFont();

  PdfCopyConverter(CopyLabels words, Policy policy) {
    super(MediaType.APPLICATION_PDF, "pdf");
    this.words = words;
    this.policy = policy;
  }

  @Override
  byte[] of(CustomerViews.ExportView copy) {
    Instant at = Instant.parse(copy.exportedAt());
    CopyPages sheet =
        new CopyPages(
            font, TITLE, at, MESSAGES.words("pdf-footer", copy.entry().substring(0, 16)).vi());
    sheet.title(
        policy.controller(), TITLE, MESSAGES.words("pdf-subtitle", policy.controller()).vi());
    sheet.facts(facts(copy, at));
    sheet.remark(MESSAGES.words("pdf-entry-explained").vi());
    byCategory(copy.fields())
        .forEach((category, fields) -> sheet.section(category.words().vi(), COLUMNS, rows(fields)));
    if (copy.fields().isEmpty()) {
      sheet.remark(MESSAGES.words("pdf-nothing-held", policy.controller()).vi());
    }
    explain(sheet, copy);
    return sheet.finish();
  }

  /** Says what is not on the paper, and why; nothing if all is. */
  private void explain(CopyPages sheet, CustomerViews.ExportView copy) {
    List<String> remarks = new ArrayList<>();
    if (copy.fields().values().stream().anyMatch(PdfCopyConverter::isMasked)) {
      remarks.add(MESSAGES.words("pdf-masked-explained").vi());
    }
    if (copy.fields().keySet().stream().anyMatch(words::isDocument)) {
      remarks.add(MESSAGES.words("pdf-documents-explained").vi());
    }
    if (sheet.lacksLetters()) {
      remarks.add(MESSAGES.words("pdf-missing-letters", CopyFont.MISSING).vi());
    }
    if (!remarks.isEmpty()) {
      sheet.remark(String.join(" ", remarks));
    }
  }

  private static boolean isMasked(CustomerViews.FieldView value) {
    return value.form().equals(MASKED);
  }

  private Map<String, String> facts(CustomerViews.ExportView copy, Instant at) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(MESSAGES.words("copy-id").vi(), copy.id());
    facts.put(
        MESSAGES.words("pdf-made").vi(),
        MESSAGES.words("pdf-made-at", SECOND.format(at), DAY.format(at)).vi());
    facts.put(
        MESSAGES.words("pdf-policy").vi(),
        MESSAGES
            .words(
                "pdf-policy-version",
                copy.policyVersion(),
                policy.controller(),
                DAY.format(policy.effective()))
            .vi());
    facts.put(MESSAGES.words("pdf-entry").vi(), copy.entry());
    return facts;
  }

  private Map<Category, Map<String, CustomerViews.FieldView>> byCategory(
      Map<String, CustomerViews.FieldView> fields) {
    Map<Category, Map<String, CustomerViews.FieldView>> categories = new LinkedHashMap<>();
    fields.forEach((field, value) ->
        categories
            .computeIfAbsent(words.category(field), any -> new LinkedHashMap<>())
            .put(field, value));
    return categories;
  }

  private List<CopyPages.Row> rows(Map<String, CustomerViews.FieldView> fields) {
    List<CopyPages.Row> rows = new ArrayList<>();
    fields.forEach((field, first) -> {
      List<CustomerViews.FieldView> all = first.all();
      for (int item = 0; item < all.size(); item++) {
        CustomerViews.FieldView value = all.get(item);
        rows.add(
            new CopyPages.Row(
                words.label(field) + (all.size() == 1 ? "" : " (%d)".formatted(item + 1)),
                text(field, value),
                MINUTE.format(Instant.parse(Objects.requireNonNull(value.collectedAt())))));
      }
    });
    return rows;
  }

  private String text(String field, CustomerViews.FieldView value) {
    Map<String, String> names = words.names(field, value);
    String text =
        value.value() == null
            ? words.parts(field, value).entrySet().stream()
                .map(part ->
                    words.part(part.getKey())
                        + ": "
                        + words.spokenPart(part.getKey(), part.getValue(), names))
                .collect(Collectors.joining("\n"))
            : words.spoken(field, value);
    return isMasked(value) ? MESSAGES.words("pdf-masked", text).vi() : text;
  }
}
