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
import vn.onecall.policy.Policy;
import vn.onecall.policy.law.Deadline;
import vn.onecall.policy.model.Category;

/**
 * A copy as PDF, for people to read and keep on paper: what it is and which entry of the log it
 * has, then the values by category. Documents are listed by name and size. It embeds its letters
 * and says its title and language, and of the machine that made it nothing.
 */
@Component
final class CopyInPdf extends CopyFile {
  private static final String TITLE = "Bản sao thông tin cá nhân";
  private static final String MASKED = "masked";
  private static final List<String> COLUMNS = List.of("Mục", "Nội dung", "Ghi nhận lúc");

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Deadline.ZONE);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss 'ngày' dd/MM/yyyy '(giờ Việt Nam)'")
          .withZone(Deadline.ZONE);

  private final CopyWords words;
  private final Policy policy;
  private final CopyFont font = new CopyFont();

  CopyInPdf(CopyWords words, Policy policy) {
    super(MediaType.APPLICATION_PDF, "pdf");
    this.words = words;
    this.policy = policy;
  }

  @Override
  byte[] of(CustomerAnswers.ExportView copy) {
    Instant at = Instant.parse(copy.exportedAt());
    CopySheet sheet =
        new CopySheet(
            font, TITLE, at, TITLE + " · mục nhật ký " + copy.entry().substring(0, 16) + "…");
    sheet.title(
        policy.controller(),
        TITLE,
        "Những thông tin trong tài khoản của Quý khách mà " + policy.controller() + " đang giữ.");
    sheet.facts(facts(copy, at));
    sheet.remark(
        "Mỗi lần lập bản sao là một mục trong nhật ký, mà hễ sửa là lộ. Với mã mục nhật ký trên đây,"
            + " Quý khách xin được biên nhận của lần lập này và tự kiểm tra.");
    byCategory(copy.fields())
        .forEach((category, fields) -> sheet.section(category.words().vi(), COLUMNS, rows(fields)));
    if (copy.fields().isEmpty()) {
      sheet.remark(policy.controller() + " không giữ thông tin nào của Quý khách ở đây.");
    }
    explain(sheet, copy);
    return sheet.finish();
  }

  /** Says what is not on the paper, and why; nothing if all is. */
  private void explain(CopySheet sheet, CustomerAnswers.ExportView copy) {
    List<String> remarks = new ArrayList<>();
    if (copy.fields().values().stream().anyMatch(CopyInPdf::isMasked)) {
      remarks.add("Thông tin ghi “đã che bớt” thì không ai xem được đầy đủ.");
    }
    if (copy.fields().keySet().stream().anyMatch(words::isDocument)) {
      remarks.add("Nội dung của các tệp có trong bản sao dạng JSON.");
    }
    if (sheet.lacksLetters()) {
      remarks.add(
          "Dấu "
              + CopyFont.MISSING
              + " thay cho ký tự không in được ở đây; bản sao dạng JSON và CSV giữ nguyên ký tự ấy.");
    }
    if (!remarks.isEmpty()) {
      sheet.remark(String.join(" ", remarks));
    }
  }

  private static boolean isMasked(CustomerAnswers.FieldView value) {
    return value.form().equals(MASKED);
  }

  private Map<String, String> facts(CustomerAnswers.ExportView copy, Instant at) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Mã khách hàng", copy.id());
    facts.put("Lập lúc", SECOND.format(at));
    facts.put(
        "Theo chính sách",
        "phiên bản %d của %s, áp dụng từ %s"
            .formatted(copy.policyVersion(), policy.controller(), DAY.format(policy.effective())));
    facts.put("Mục nhật ký", copy.entry());
    return facts;
  }

  private Map<Category, Map<String, CustomerAnswers.FieldView>> byCategory(
      Map<String, CustomerAnswers.FieldView> fields) {
    Map<Category, Map<String, CustomerAnswers.FieldView>> categories = new LinkedHashMap<>();
    fields.forEach((field, value) ->
        categories
            .computeIfAbsent(words.category(field), any -> new LinkedHashMap<>())
            .put(field, value));
    return categories;
  }

  private List<CopySheet.Row> rows(Map<String, CustomerAnswers.FieldView> fields) {
    List<CopySheet.Row> rows = new ArrayList<>();
    fields.forEach((field, first) -> {
      List<CustomerAnswers.FieldView> all = first.all();
      for (int item = 0; item < all.size(); item++) {
        CustomerAnswers.FieldView value = all.get(item);
        rows.add(
            new CopySheet.Row(
                words.label(field) + (all.size() == 1 ? "" : " (%d)".formatted(item + 1)),
                text(field, value),
                MINUTE.format(Instant.parse(Objects.requireNonNull(value.collectedAt())))));
      }
    });
    return rows;
  }

  private String text(String field, CustomerAnswers.FieldView value) {
    String text =
        value.value() == null
            ? words.parts(field, value).entrySet().stream()
                .map(part ->
                    words.part(part.getKey())
                        + ": "
                        + words.spokenPart(part.getKey(), part.getValue()))
                .collect(Collectors.joining("\n"))
            : words.spoken(field, value.value());
    return isMasked(value) ? text + " (đã che bớt)" : text;
  }
}
