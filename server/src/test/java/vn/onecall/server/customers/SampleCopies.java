package vn.onecall.server.customers;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.policy.Policy;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.server.consents.ConsentRecordType;
import vn.onecall.server.customers.CustomerViews.ExportView;
import vn.onecall.server.customers.CustomerViews.FieldView;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.requests.RequestAttachmentType;

/** Copies of nobody's data, as the door would give them out. */
final class SampleCopies {
  static final Policy POLICY = PolicyReader.load(Folders.POLICY);

  static final CopyLabels WORDS =
      new CopyLabels(
          POLICY,
          PolicyFieldTypes.of(
              POLICY,
              RequestAttachmentType.beside(
                  FieldTypes.standard(Clock.systemUTC()).with(new ConsentRecordType()))));

  static final String ENTRY = "3d0c1b6a9e8f70415263748596a7b8c9d0e1f2031425364758697a8b9cadbecf";

  private static final String GIVEN = "2026-12-01T02:30:00Z";

  private SampleCopies() {}

  /** Of somebody of whom every field is held. */
  static ExportView full() {
    Map<String, FieldView> fields = new LinkedHashMap<>();
    fields.put("title", plain("ba"));
    fields.put("full-name", plain("Đặng Thị Ngọc Quỳnh"));
    fields.put("gender", plain("female"));
    fields.put("birth-date", plain("1983-11-27"));
    fields.put("email", several(plain("quynh@vidu.vn"), plain("viec.quynh@vidu.vn")));
    fields.put(
        "contact-address",
        several(
            parts("commune", "00004", "province", "01", "street", "12 ngõ Ngọc Lan, tổ dân phố 5"),
            parts(
                "province",
                "79",
                "old",
                "77/12 hẻm Hoa Cúc, phường 3, quận Bình Thạnh",
                "old-district",
                "Bình Thạnh")));
    fields.put("phone", plain("+84912730415"));
    fields.put("fax", plain("+842438221947"));
    fields.put("identity-number", plain("001183087651"));
    fields.put("identity-number-legacy", plain("917364582"));
    fields.put(
        "document",
        parts("name", "can-cuoc-mat-truoc.jpg", "media-type", "image/jpeg", "content", "/9j/4AAQ"));
    fields.put("bank-account", parts("bank", "970436", "number", "0071009876543"));
    fields.put("payment-card", new FieldView("••••••8817", null, null, "masked", 1, GIVEN, null));
    fields.put("device-address", several(plain("203.0.113.77"), plain("2001:db8::1")));
    fields.put("note", plain("Khách dặn gọi sau 17 giờ, và:\n- giao ở quầy\n- gói quà"));
    return copy(fields);
  }

  /** Of somebody of whom nothing is held but a note. */
  static ExportView note(String text) {
    return copy(Map.of("note", plain(text)));
  }

  /** Of somebody with many notes. */
  static ExportView notes(List<String> texts) {
    return copy(
        Map.of("note", several(texts.stream().map(SampleCopies::plain).toArray(FieldView[]::new))));
  }

  static ExportView copy(Map<String, FieldView> fields) {
    return new ExportView(
        "7f1d6c1e-54c3-4a0b-9f0d-2b1f1d6c3a55",
        "2026-12-15T03:00:00.123456Z",
        POLICY.version(),
        fields,
        ENTRY);
  }

  private static FieldView plain(String value) {
    return view(value, null);
  }

  private static FieldView parts(String... namesAndValues) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      parts.put(namesAndValues[at], namesAndValues[at + 1]);
    }
    return view(null, parts);
  }

  private static FieldView view(@Nullable String value, @Nullable Map<String, String> parts) {
    return new FieldView(value, parts, null, "clear", 1, GIVEN, null);
  }

  private static FieldView several(FieldView... all) {
    FieldView first = all[0];
    List<FieldView> others = new ArrayList<>(List.of(all));
    others.removeFirst();
    return new FieldView(
        first.value(),
        first.parts(),
        null,
        first.form(),
        first.version(),
        first.collectedAt(),
        others);
  }
}
