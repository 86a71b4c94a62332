package vn.onecall.policy.model;

import java.util.Locale;

/**
 * One text of the policy in its two languages, neither of them empty. The Vietnamese text binds.
 *
 * @param vi the text in Vietnamese
 * @param en the text in English
 */
public record BilingualText(String vi, String en) {

  public BilingualText {
    if (vi.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("A text of the policy stands in both languages");
    }
  }

  /** The text for a reader of the given language: English for English, else Vietnamese. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : vi;
  }
}
