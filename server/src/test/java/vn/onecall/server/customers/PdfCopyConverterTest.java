package vn.onecall.server.customers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.Promise;

/** The copy on paper, read back by another library than the one that wrote it. */
class PdfCopyConverterTest {
  private static final PdfCopyConverter PDF =
      new PdfCopyConverter(SampleCopies.WORDS, SampleCopies.POLICY);

  /** The twelve vowels with each of the six tones, and đ, small and capital. */
  private static final String LETTERS = letters();

  @Test
  @Promise("1.4")
  void writesEveryVietnameseLetterComposedOrNot() throws IOException {
    assertThat(LETTERS.codePoints().distinct().count()).isEqualTo(2 * (12 * 6 + 1));
    for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
      String text = text(SampleCopies.note(Normalizer.normalize(LETTERS, form)));
      assertThat(text).contains(LETTERS);
    }
  }

  @Test
  void replacesWhatItsLettersDoNotHoldOncePerCharacterAndNeverFails() throws IOException {
    String text = text(SampleCopies.note("a王b🙂c👨‍👩‍👧d❤️e\u0E01f\uD800g"));
    assertThat(text).contains("a□b□c□d□e□f□g", bare("Dấu □ thay cho ký tự không in được"));
    assertThat(text(SampleCopies.full())).doesNotContain("□");
  }

  @Test
  void breaksLongValuesWithinThePage() throws IOException {
    String word = "x".repeat(700);
    String sentence = "Dài dằng dặc ".repeat(300);
    for (String value : List.of(word, sentence)) {
      try (PDDocument document = Loader.loadPDF(PDF.of(SampleCopies.note(value)))) {
        for (TextPosition letter : positions(document)) {
          assertThat(letter.getX()).isGreaterThanOrEqualTo(CopyPages.MARGIN - 1);
          assertThat(letter.getX() + letter.getWidth())
              .isLessThanOrEqualTo(letter.getPageWidth() - CopyPages.MARGIN + 12);
          assertThat(letter.getY()).isLessThan(letter.getPageHeight() - 30);
        }
        assertThat(bare(new PDFTextStripper().getText(document)))
            .contains(bare(value).substring(0, 60));
      }
    }
  }

  @Test
  @Promise("1.4")
  void goesOnOverManyPagesAndNumbersEach() throws IOException {
    List<String> notes =
        IntStream.range(0, 120).mapToObj(n -> "Lời dặn thứ " + n + "-nhất, khá dài.").toList();
    try (PDDocument document = Loader.loadPDF(PDF.of(SampleCopies.notes(notes)))) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(3);
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= pages; page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(bare(stripper.getText(document)))
            .contains("Trang" + page + "/" + pages, "mụcnhậtký3d0c1b6a9e8f7041", "Nộidung");
      }
      String all = text(SampleCopies.notes(notes));
      for (String note : notes) {
        assertThat(all).contains(bare(note));
      }
    }
  }

  @Test
  @Promise("1.6")
  void saysWhatItIsWhenByWhichPolicyAndWhichEntryItHas() throws IOException {
    assertThat(text(SampleCopies.full()))
        .contains(
            bare("Bản sao thông tin cá nhân"),
            bare("10:00:00 ngày 15/12/2026 (giờ Việt Nam)"),
            bare("phiên bản " + SampleCopies.POLICY.version() + " của 1CALL, áp dụng từ"),
            "7f1d6c1e-54c3-4a0b-9f0d-2b1f1d6c3a55",
            SampleCopies.ENTRY,
            bare("can-cuoc-mat-truoc.jpg"),
            bare("6 byte"));
  }

  @Test
  void isReadOutInTheOrderInWhichItStands() throws IOException {
    assertThat(text(SampleCopies.full()))
        .containsSubsequence(
            bare("1CALL"),
            bare("Bản sao thông tin cá nhân"),
            bare("Mã khách hàng"),
            bare("Mỗi lần lập bản sao là một mục"),
            bare("Nhân thân"),
            bare("Liên lạc"),
            bare("Trang 1/2"),
            bare("Giấy tờ tùy thân"),
            bare("Ghi chú và trao đổi"),
            bare("Thông tin ghi “đã che bớt”"));
  }

  @Test
  void saysItsTitleAndLanguageAndEmbedsItsLetters() throws IOException {
    try (PDDocument document = Loader.loadPDF(PDF.of(SampleCopies.full()))) {
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo("Bản sao thông tin cá nhân");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("vi-VN");
      assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
      List<PDFont> fonts = fonts(document);
      assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
    }
  }

  @Test
  @Promise("6.2")
  void tellsOfTheMachineNothingAndOfTheCustomerNothingBesideThePages() throws IOException {
    byte[] file = PDF.of(SampleCopies.full());
    try (PDDocument document = Loader.loadPDF(file)) {
      assertThat(document.getDocumentInformation().getCreationDate().toInstant())
          .isEqualTo(Instant.parse("2026-12-15T03:00:00Z"));
      assertThat(document.getDocumentInformation().getMetadataKeys())
          .isSubsetOf("Title", "CreationDate", "Producer");
      assertThat(document.getDocumentCatalog().getMetadata()).isNull();
    }
    assertThat(new String(file, ISO_8859_1))
        .contains("D:20261215030000Z")
        .doesNotContain(System.getProperty("user.dir"), System.getProperty("java.version"));
  }

  @Test
  void isWrittenForManyAtATime() throws Exception {
    String alone = text(SampleCopies.full());
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Future<String>> all = new ArrayList<>();
      for (int n = 0; n < 64; n++) {
        all.add(many.submit(() -> text(SampleCopies.full())));
      }
      for (Future<String> each : all) {
        assertThat(each.get()).isEqualTo(alone);
      }
    }
  }

  private static String letters() {
    StringBuilder letters = new StringBuilder();
    for (char vowel : "aăâeêioôơuưy".toCharArray()) {
      for (String tone : List.of("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")) {
        letters.append(Normalizer.normalize(vowel + tone, Normalizer.Form.NFC));
      }
    }
    letters.append('đ');
    return letters + letters.toString().toUpperCase(Locale.ROOT);
  }

  private static String text(CustomerViews.ExportView copy) throws IOException {
    try (PDDocument document = Loader.loadPDF(PDF.of(copy))) {
      return bare(new PDFTextStripper().getText(document));
    }
  }

  /** Without white space, for lines are broken where the paper ends. */
  private static String bare(String text) {
    return text.replaceAll("\\s", "");
  }

  private static List<TextPosition> positions(PDDocument document) throws IOException {
    List<TextPosition> all = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition letter) {
            all.add(letter);
          }
        };
    stripper.getText(document);
    return all;
  }

  private static List<PDFont> fonts(PDDocument document) throws IOException {
    List<PDFont> fonts = new ArrayList<>();
    for (PDPage page : document.getPages()) {
      for (var name : page.getResources().getFontNames()) {
        fonts.add(page.getResources().getFont(name));
      }
    }
    return fonts;
  }
}
