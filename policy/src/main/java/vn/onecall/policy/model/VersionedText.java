package vn.onecall.policy.model;

/**
 * A text that a customer agrees to. What was agreed to is the version: a text that changes has a
 * new one, and the old consent does not stretch to it.
 *
 * @param version the text's version, from 1
 * @param words the text
 */
public record VersionedText(int version, BilingualText words) {

  public VersionedText {
    if (version < 1) {
      throw new IllegalArgumentException("Versions count from 1");
    }
  }
}
