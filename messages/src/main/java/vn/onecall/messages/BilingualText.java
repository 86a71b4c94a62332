package vn.onecall.messages;

import java.util.Locale;

/**
 * One text for people in both languages, neither of them empty. The Vietnamese text binds.
 *
 * @param vi the text in Vietnamese
 * @param en the text in English
 */
public record BilingualText(String vi, String en) {

  public BilingualText {
    if (vi.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("A text is needed in both languages.");
    }
  }

  /** The text for a reader of the given language: English for English, else Vietnamese. */
  public String in(Locale reader) {
    return reader.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : vi;
  }
}
