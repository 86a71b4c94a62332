package vn.onecall.policy.model;

import vn.onecall.messages.BilingualText;

/**
 * A text that a customer consents to or attests, with its version. A consent is to a version: a
 * text that changes has a new version, which an older consent does not cover.
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
