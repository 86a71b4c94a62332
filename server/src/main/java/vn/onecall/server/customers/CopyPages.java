package vn.onecall.server.customers;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Lays out the A4 pages of a copy from top to bottom. It sets text of any length over as many pages
 * as needed and numbers them.
 */
final class CopyPages {
  static final Color INK = new Color(0x1B, 0x1F, 0x23);
  static final Color PALE = new Color(0x5A, 0x62, 0x6B);
  private static final Color ACCENT = new Color(0x0B, 0x5C, 0x63);
  private static final Color LINE = new Color(0xD5, 0xDA, 0xDF);
  private static final Color GROUND = new Color(0xF3, 0xF6, 0xF7);

  static final float MARGIN = 56;
  private static final float FOOT = 72;
  private static final float TEXT = 9.5f;
  private static final float[] WHOLE = {100};
  private static final float[] FACTS = {27, 73};
  private static final float[] VALUES = {27, 51, 22};

  private final CopyFont font;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, FOOT);
  private boolean lacksLetters;

  /**
   * A row of a section's table.
   *
   * @param label what it is
   * @param value what it says; its lines stay lines
   * @param when when it was given
   */
  record Row(String label, String value, String when) {}

  /**
   * Opens a sheet.
   *
   * @param title what a reader's window is called
   * @param at when it was made
   * @param foot what stands at the foot of each page
   */
  CopyPages(CopyFont font, String title, Instant at, String foot) {
    this.font = font;
    PdfWriter writer = PdfWriter.getInstance(document, file);
    writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
    writer.setPageEvent(new CopyPageFooter(font, foot));
    document.addTitle(title);
    document.open();
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString("vi-VN"));
    // The library would write this machine's time zone.
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    utc.setTimeInMillis(at.toEpochMilli());
    writer.getInfo().put(PdfName.CREATIONDATE, new PdfDate(utc));
    writer.getInfo().remove(PdfName.MODDATE);
  }

  /** What it is, in large letters. */
  void title(String over, String title, String under) {
    paragraph(over.toUpperCase(Locale.ROOT), font.bold(9, ACCENT), 12, 0);
    paragraph(title, font.bold(21, INK), 28, 8);
    paragraph(under, font.regular(10.5f, PALE), 15, 7);
  }

  /** A few facts, each with its name, on a ground of their own. */
  void facts(Map<String, String> facts) {
    PdfPTable table = table(FACTS);
    table.setSpacingBefore(16);
    facts.forEach((name, fact) -> {
      table.addCell(ground(name, font.bold(9, PALE)));
      table.addCell(ground(fact, font.regular(9, INK)));
    });
    document.add(table);
  }

  /** A remark in small letters. */
  void remark(String text) {
    paragraph(text, font.regular(9, PALE), 13, 12);
  }

  /** A heading and a table whose columns are named again on each page. */
  void section(String heading, List<String> columns, List<Row> rows) {
    PdfPTable table = table(VALUES);
    table.setSpacingBefore(20);
    PdfPCell name = cell(heading, font.bold(13, ACCENT));
    name.setColspan(VALUES.length);
    name.setPaddingLeft(0);
    name.setPaddingBottom(5);
    table.addCell(name);
    for (String column : columns) {
      PdfPCell cell = cell(column, font.bold(8.5f, PALE));
      cell.setBorder(Rectangle.BOTTOM);
      cell.setBorderColor(ACCENT);
      cell.setBorderWidth(0.8f);
      table.addCell(cell);
    }
    table.setHeaderRows(2);
    for (Row row : rows) {
      table.addCell(ruled(row.label(), font.bold(TEXT, INK)));
      table.addCell(ruled(row.value(), font.regular(TEXT, INK)));
      table.addCell(ruled(row.when(), font.regular(TEXT, PALE)));
    }
    document.add(table);
  }

  /** Whether some character was replaced for want of a letter. */
  boolean lacksLetters() {
    return lacksLetters;
  }

  /** The whole file. */
  byte[] finish() {
    document.close();
    return file.toByteArray();
  }

  /** A cell of its own, so that what is read out comes in the order in which it stands. */
  private void paragraph(String text, Font letters, float leading, float before) {
    PdfPTable paragraph = table(WHOLE);
    paragraph.setSpacingBefore(before);
    PdfPCell cell = cell(text, letters);
    cell.setLeading(leading, 0);
    cell.setPadding(0);
    paragraph.addCell(cell);
    document.add(paragraph);
  }

  private String fitting(String text) {
    CopyFont.Fitting fitting = font.fitting(text);
    lacksLetters |= !fitting.isWhole();
    return fitting.text();
  }

  private static PdfPTable table(float[] widths) {
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    return table;
  }

  private PdfPCell cell(String text, Font letters) {
    PdfPCell cell = new PdfPCell(new Phrase(fitting(text), letters));
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setLeading(2, 1.2f);
    cell.setUseAscender(true);
    cell.setUseDescender(true);
    cell.setPaddingTop(6);
    cell.setPaddingBottom(6);
    cell.setPaddingLeft(0);
    cell.setPaddingRight(10);
    cell.setVerticalAlignment(Element.ALIGN_TOP);
    return cell;
  }

  private PdfPCell ground(String text, Font letters) {
    PdfPCell cell = cell(text, letters);
    cell.setBackgroundColor(GROUND);
    cell.setPaddingLeft(10);
    return cell;
  }

  private PdfPCell ruled(String text, Font letters) {
    PdfPCell cell = cell(text, letters);
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(LINE);
    cell.setBorderWidth(0.5f);
    return cell;
  }
}
