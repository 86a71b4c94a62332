package vn.onecall.server.customers;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The footer of each page: the id of the copy, the page number and the number of pages, so that a
 * missing page is noticed.
 */
final class CopyPageFooter extends PdfPageEventHelper {
  private static final float SIZE = 8;
  private static final float HEIGHT = 36;
  private static final float TOTAL_WIDTH = 16;
  private static final float BELOW = 4;

  private final CopyFont font;
  private final String text;
  private @Nullable PdfTemplate total;

  CopyPageFooter(CopyFont font, String text) {
    this.font = font;
    this.text = text;
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    BaseFont letters = font.letters();
    String page = "Trang " + writer.getPageNumber() + "/";
    float right = document.right() - TOTAL_WIDTH / 2;
    PdfContentByte canvas = writer.getDirectContent();
    write(canvas, letters, text, document.left());
    write(canvas, letters, page, right - letters.getWidthPoint(page, SIZE));
    canvas.addTemplate(total(writer), right, HEIGHT - BELOW);
  }

  @Override
  public void onCloseDocument(PdfWriter writer, Document document) {
    write(total(writer), font.letters(), Integer.toString(writer.getPageNumber() - 1), 0);
  }

  /** How many pages there are: written once it is known, into each of them. */
  private PdfTemplate total(PdfWriter writer) {
    if (total == null) {
      total = writer.getDirectContent().createTemplate(TOTAL_WIDTH, SIZE * 2);
    }
    return total;
  }

  private static void write(PdfContentByte canvas, BaseFont letters, String text, float x) {
    canvas.beginText();
    canvas.setFontAndSize(letters, SIZE);
    canvas.setColorFill(CopyPages.PALE);
    canvas.setTextMatrix(x, canvas instanceof PdfTemplate ? BELOW : HEIGHT);
    canvas.showText(text);
    canvas.endText();
  }
}
