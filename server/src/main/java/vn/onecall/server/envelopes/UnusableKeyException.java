package vn.onecall.server.envelopes;

import vn.onecall.messages.BilingualText;

/** Thrown for a key that must not be encrypted to. */
final class UnusableKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient BilingualText words;

  UnusableKeyException(BilingualText words) {
    super(words.en());
    this.words = words;
  }

  /** Why not, for people. */
  BilingualText words() {
    return words;
  }
}
