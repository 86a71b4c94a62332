package vn.onecall.server.customers;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/**
 * The font of PDF copies: Liberation Sans, which has every Vietnamese letter with its marks and is
 * embedded, so that a copy looks the same everywhere. A character without a glyph, such as one of a
 * Chinese name or an emoji, is printed as one {@link #MISSING} and causes no error.
 */
final class CopyFont {
  /** Stands for a character that cannot be written. */
  static final String MISSING = "\u25A1";

  private static final String FOLDER = "/liberation/";

  private final BaseFont regular = read("LiberationSans-Regular.ttf");
  private final BaseFont bold = read("LiberationSans-Bold.ttf");

  Font regular(float size, Color color) {
    return new Font(regular, size, Font.NORMAL, color);
  }

  Font bold(float size, Color color) {
    return new Font(bold, size, Font.NORMAL, color);
  }

  /** The regular letters alone, to measure and place them. */
  BaseFont letters() {
    return regular;
  }

  /**
   * A text that can be written.
   *
   * @param isWhole whether nothing in it was replaced
   */
  record Fitting(String text, boolean isWhole) {}

  /**
   * Converts a text to characters of the font: composed form (NFC), because a separate combining
   * mark would be misplaced, with each unsupported grapheme replaced.
   */
  Fitting fitting(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder fitting = new StringBuilder(composed.length());
    boolean whole = true;
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(composed);
    int from = characters.first();
    for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
      String character = composed.substring(from, to);
      boolean held = isHeld(character);
      whole &= held;
      fitting.append(held ? character : MISSING);
      from = to;
    }
    return new Fitting(fitting.toString(), whole);
  }

  private boolean isHeld(String character) {
    return character
        .codePoints()
        .allMatch(each -> each == '\n' || (regular.charExists(each) && bold.charExists(each)));
  }

  private static BaseFont read(String name) {
    try (InputStream file = CopyFont.class.getResourceAsStream(FOLDER + name)) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      return BaseFont.createFont(
          name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, bytes, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
