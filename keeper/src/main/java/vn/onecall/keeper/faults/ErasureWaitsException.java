package vn.onecall.keeper.faults;

import vn.onecall.messages.BilingualText;

/** Something owed to the subject comes before the erasure; nothing was erased. */
public final class ErasureWaitsException extends KeeperException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient BilingualText words;

  /** What comes first, as a code for programs and in words for people. */
  public ErasureWaitsException(String code, BilingualText words) {
    super("The erasure waits: " + code + ".");
    this.code = code;
    this.words = words;
  }

  public String code() {
    return code;
  }

  public BilingualText words() {
    return words;
  }
}
