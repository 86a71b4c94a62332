package vn.onecall.sealing;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The readable facts of a keystore file; no secret. They are not authenticated: only opening the
 * keystore shows whether the header was changed.
 *
 * @param installation the random identity of the keystore
 * @param slots the unlock methods, in words
 * @param epochs all epochs so far, the current one last
 */
public record KeystoreSummary(UUID installation, List<String> slots, List<KeyEpoch> epochs) {
  public KeystoreSummary {
    slots = List.copyOf(slots);
    epochs = List.copyOf(epochs);
  }

  /**
   * Reads the header of a keystore file.
   *
   * @throws KeystoreException.Missing if there is no file
   * @throws KeystoreException.Inaccessible if it cannot be read
   * @throws KeystoreException.Malformed if its header is malformed
   */
  public static KeystoreSummary of(Path file) {
    KeystoreHeader header = KeystoreHeader.parse(DurableFile.nameOf(file), KeystoreFile.read(file));
    return new KeystoreSummary(
        header.installation(),
        header.slots().stream().map(slot -> slot.key().words()).toList(),
        // A keystore of format 1 has one epoch, which its header does not list.
        header.epochs().isEmpty() ? List.of(new KeyEpoch(1, null, null)) : header.epochs());
  }
}
