package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.Promise;

class LogVerifierTest {

  private static final NoteVerifier KEY = SampleLog.SIGNER.verifier();

  @Test
  void reportsWhatItChecked() {
    VerificationReport report = verify(SampleLog.ofSize(700), 700);
    assertThat(report).isEqualTo(new VerificationReport(SampleLog.checkpoint(700), 700, 4));
    assertThat(report.size()).isEqualTo(700);
    assertThat(report.root()).isEqualTo(SampleLog.root(700));
  }

  @Test
  void verifiesEverySizeAroundTheEdgesOfTiles() {
    for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 513}) {
      assertThat(verify(SampleLog.ofSize(size), size).entriesChecked()).isEqualTo(size);
    }
  }

  @Test
  void verifiesTheTreeOfAnOlderCheckpointInsideOfALargerLog() {
    assertThat(verify(SampleLog.ofSize(700), 300).entriesChecked()).isEqualTo(300);
  }

  @Test
  @Promise("1.6")
  void findsEachSingleChangedByteAndNamesItsFile() {
    MemoryTileStore store = SampleLog.ofSize(260);
    Checkpoint checkpoint = SampleLog.checkpoint(260);
    LogVerifier verifier = new LogVerifier(store, KEY);
    for (Map.Entry<String, byte[]> file : store.files().entrySet()) {
      byte[] content = file.getValue();
      for (int i = 0; i < content.length; i++) {
        content[i] ^= (byte) (1 << (i % 8));
        assertThat(tamperedPath(verifier, checkpoint)).isEqualTo(file.getKey());
        content[i] ^= (byte) (1 << (i % 8));
      }
    }
    assertThat(verifier.verify(SampleLog.signedCheckpoint(260)).entriesChecked()).isEqualTo(260);
  }

  @Test
  @Promise("1.6")
  void findsEachSingleChangedByteOfTheCheckpoint() {
    byte[] note = SampleLog.signedCheckpoint(260).getBytes(StandardCharsets.UTF_8);
    LogVerifier verifier = new LogVerifier(SampleLog.ofSize(260), KEY);
    for (int i = 0; i < note.length; i++) {
      byte[] changed = note.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      assertThatThrownBy(() -> verifier.verify(new String(changed, StandardCharsets.UTF_8)))
          .isInstanceOf(LogException.class);
    }
  }

  @Test
  void namesTheEntryAndTheHashThatAreWrong() {
    MemoryTileStore bundle = SampleLog.ofSize(700);
    bundle.file("tile/entries/001")[34 * 10 + 5] ^= 1;
    assertThatThrownBy(() -> verify(bundle, 700))
        .hasMessage("tile/entries/001: entry 266 does not hash to its leaf");

    MemoryTileStore tile = SampleLog.ofSize(700);
    tile.file("tile/0/002.p/188")[32 * 7] ^= 1;
    assertThatThrownBy(() -> verify(tile, 700))
        .hasMessage("tile/0/002.p/188: hash 7 is not that of the entries beneath it");

    MemoryTileStore length = SampleLog.ofSize(700);
    length.file("tile/entries/001")[1] = 31;
    assertThatThrownBy(() -> verify(length, 700))
        .hasMessage("tile/entries/001: entry 0 does not have 32 bytes");
  }

  @Test
  @Promise("1.6")
  void findsAnEntryThatWasRewrittenTogetherWithItsTile() {
    MemoryTileStore store = SampleLog.ofSize(700);
    byte[] forged = SampleLog.named("forged");
    System.arraycopy(forged, 0, store.file("tile/entries/001"), 34 * 10 + 2, 32);
    byte[] leaf = Hash.leaf(forged).bytes();
    System.arraycopy(leaf, 0, store.file("tile/0/001"), 32 * 10, 32);
    assertThatThrownBy(() -> verify(store, 700))
        .isInstanceOf(LogException.TamperedTile.class)
        .hasMessageStartingWith("tile/0/001: it and the entries beneath it");
  }

  @Test
  @Promise("1.6")
  void findsALogThatWasRewrittenAltogether() {
    MemoryTileStore store = new MemoryTileStore();
    new LogAppender(store).append(0, Hash.EMPTY_ROOT, SampleLog.entries(1, 701));
    assertThatThrownBy(() -> verify(store, 700))
        .isInstanceOf(LogException.NotVerified.class)
        .hasMessageContaining("not with the root");
  }

  @Test
  void namesTheFileThatIsMissing() {
    MemoryTileStore whole = SampleLog.ofSize(700);
    for (String path : whole.files().keySet()) {
      MemoryTileStore store = whole.copy();
      store.files().remove(path);
      assertThatThrownBy(() -> verify(store, 700))
          .isInstanceOf(LogException.MissingTile.class)
          .hasMessage(path + " is missing");
    }
  }

  @Test
  void namesTheFileThatIsTooShortOrTooLong() {
    MemoryTileStore store = SampleLog.ofSize(300);
    for (int length : new int[] {0, 8191, 8193}) {
      TileSource cut = path -> path.level() == 0 ? Optional.of(new byte[length]) : store.read(path);
      assertThatThrownBy(() -> new LogVerifier(cut, KEY).verify(SampleLog.signedCheckpoint(300)))
          .isInstanceOf(LogException.TamperedTile.class)
          .hasMessage("tile/0/000: its length is not that of its width");
    }
  }

  @Test
  void refusesAnotherKeysCheckpoint() {
    NoteVerifier other =
        NoteVerifier.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    assertThatThrownBy(
            () -> new LogVerifier(SampleLog.ofSize(3), other).verify(SampleLog.signedCheckpoint(3)))
        .isInstanceOf(LogException.NotVerified.class);
  }

  @Test
  @Promise("1.6")
  void acceptsATrustedEarlierCheckpointAndNoOther() {
    LogVerifier verifier = new LogVerifier(SampleLog.ofSize(700), KEY);
    String note = SampleLog.signedCheckpoint(700);
    for (int size : new int[] {0, 1, 255, 256, 699, 700}) {
      assertThat(verifier.verify(note, SampleLog.checkpoint(size)).size()).isEqualTo(700);
    }
    Checkpoint forked = new Checkpoint(SampleLog.ORIGIN, 300, SampleLog.root(299));
    assertThatThrownBy(() -> verifier.verify(note, forked))
        .isInstanceOf(LogException.NotVerified.class)
        .hasMessageContaining("consistency");
    assertThatThrownBy(() -> verifier.verify(note, SampleLog.checkpoint(701)))
        .isInstanceOf(LogException.NotVerified.class)
        .hasMessageContaining("smaller");
    Checkpoint elsewhere = new Checkpoint("other.example", 300, SampleLog.root(300));
    assertThatThrownBy(() -> verifier.verify(note, elsewhere))
        .isInstanceOf(LogException.NotVerified.class)
        .hasMessageContaining("another log");
  }

  private static VerificationReport verify(TileSource source, long size) {
    return new LogVerifier(source, KEY).verify(SampleLog.signedCheckpoint(size));
  }

  private static String tamperedPath(LogVerifier verifier, Checkpoint checkpoint) {
    try {
      return "nothing: " + verifier.verify(checkpoint, Optional.empty());
    } catch (LogException.TamperedTile e) {
      return e.path().toString();
    }
  }
}
