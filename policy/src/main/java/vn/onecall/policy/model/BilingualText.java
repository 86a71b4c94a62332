package vn.onecall.policy.model;

import java.util.Locale;

/**
 * A text for people in Vietnamese and English, neither of them empty. The Vietnamese text binds.
 *
 * @param vi the text in Vietnamese
 * @param en the text in English
 */
public record BilingualText(String vi, String en) {

  public BilingualText {
    if (vi.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("A text has both languages");
    }
  }

  /** The text for a reader of the given language: English for English, else Vietnamese. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : vi;
  }
}
