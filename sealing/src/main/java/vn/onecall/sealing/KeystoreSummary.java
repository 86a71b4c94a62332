package vn.onecall.sealing;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What a keystore file tells without its unlock; no secret. Whether it is the truth only an unlock
 * can tell: a head that somebody changed looks as well as any, until it is opened.
 *
 * @param installation the random identity of the keystore
 * @param slots what unlocks it, in words
 * @param epochs the epochs that there have been, the current one last
 */
public record KeystoreSummary(UUID installation, List<String> slots, List<KeyEpoch> epochs) {
  public KeystoreSummary {
    slots = List.copyOf(slots);
    epochs = List.copyOf(epochs);
  }

  /**
   * Reads the head of a keystore file.
   *
   * @throws KeystoreMissingException if there is no file
   * @throws KeystoreAccessException if it cannot be read
   * @throws KeystoreMalformedException if its head is none
   */
  public static KeystoreSummary of(Path file) {
    KeystoreHeader header = KeystoreHeader.parse(DurableFile.nameOf(file), KeystoreFile.read(file));
    return new KeystoreSummary(
        header.installation(),
        header.slots().stream().map(slot -> slot.key().words()).toList(),
        // A keystore of the first format has one, which nobody wrote down.
        header.epochs().isEmpty() ? List.of(new KeyEpoch(1, null, null)) : header.epochs());
  }
}
