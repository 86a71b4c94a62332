package vn.onecall.server.envelopes;

import vn.onecall.messages.Words;

/** A key that nothing may be encrypted to. */
public final class UnusableKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Words words;

  UnusableKeyException(Words words) {
    super(words.en());
    this.words = words;
  }

  /** Why not, for people. */
  public Words words() {
    return words;
  }
}
