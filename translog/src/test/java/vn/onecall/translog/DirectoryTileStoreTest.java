package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.testing.Promise;

class DirectoryTileStoreTest {

  private static final TilePath FULL = TilePath.hashes(0, 1234, 256);

  @TempDir Path folder;
  private DirectoryTileStore store = new DirectoryTileStore(Path.of("unused"));

  @BeforeEach
  void open() {
    store = new DirectoryTileStore(folder.resolve("log"));
  }

  @Test
  void keepsATileAtItsOwnPath() throws IOException {
    store.write(FULL, content(FULL, 1));
    store.sync();
    assertThat(folder.resolve("log/tile/0/x001/234")).hasBinaryContent(content(FULL, 1));
    assertThat(store.read(FULL)).hasValue(content(FULL, 1));
    try (var left = Files.list(folder.resolve("log/.incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anotherStoreOverTheSameFolderReadsIt() {
    store.write(FULL, content(FULL, 1));
    assertThat(new DirectoryTileStore(folder.resolve("log")).read(FULL)).isPresent();
  }

  @Test
  void hasNothingWhereNothingWasWritten() {
    assertThat(store.read(FULL)).isEmpty();
    assertThat(store.read(FULL.withWidth(3))).isEmpty();
    store.removeNarrower(FULL);
    store.sync();
    assertThat(folder.resolve("log")).doesNotExist();
  }

  @Test
  void servesTheBeginningOfAFullTileForAPartialOne() {
    store.write(FULL, content(FULL, 1));
    TilePath bundle = TilePath.entries(0, 256);
    store.write(bundle, content(bundle, 2));
    assertThat(store.read(FULL.withWidth(3))).hasValue(Arrays.copyOf(content(FULL, 1), 96));
    assertThat(store.read(bundle.withWidth(3))).hasValue(Arrays.copyOf(content(bundle, 2), 102));
  }

  @Test
  void servesTheBeginningOfTheNarrowestWiderPartialTile() {
    store.write(FULL.withWidth(40), content(FULL.withWidth(40), 4));
    store.write(FULL.withWidth(9), content(FULL.withWidth(9), 9));
    assertThat(store.read(FULL.withWidth(3)))
        .hasValue(Arrays.copyOf(content(FULL.withWidth(9), 9), 96));
    assertThat(store.read(FULL.withWidth(41))).isEmpty();
    assertThat(store.read(FULL)).isEmpty();
  }

  @Test
  @Promise("1.6")
  void refusesToReplaceAFullTile() {
    store.write(FULL, content(FULL, 1));
    store.write(FULL, content(FULL, 1));
    assertThatThrownBy(() -> store.write(FULL, content(FULL, 2)))
        .isInstanceOfSatisfying(
            LogException.TamperedTile.class, e -> assertThat(e.path()).isEqualTo(FULL));
    assertThat(store.read(FULL)).hasValue(content(FULL, 1));
  }

  @Test
  void refusesAPartialTileThatContradictsTheFullOne() {
    TilePath partial = FULL.withWidth(3);
    store.write(FULL, content(FULL, 1));
    store.write(partial, content(partial, 1));
    assertThatThrownBy(() -> store.write(partial, content(partial, 2)))
        .isInstanceOf(LogException.TamperedTile.class);
    assertThat(folder.resolve("log").resolve(partial.toString())).doesNotExist();
  }

  @Test
  void replacesAPartialTile() {
    TilePath partial = FULL.withWidth(3);
    store.write(partial, content(partial, 1));
    store.write(partial, content(partial, 2));
    assertThat(store.read(partial)).hasValue(content(partial, 2));
  }

  @Test
  void removesNarrowerTilesAndNothingElse() {
    for (int width : new int[] {1, 9, 10, 99, 200}) {
      store.write(FULL.withWidth(width), content(FULL.withWidth(width), 1));
    }
    TilePath neighbour = TilePath.hashes(0, 1235, 1);
    store.write(neighbour, content(neighbour, 1));
    store.removeNarrower(FULL.withWidth(99));
    store.sync();
    Path partials = folder.resolve("log/tile/0/x001/234.p");
    assertThat(partials.toFile().list()).containsExactlyInAnyOrder("99", "200");
    assertThat(store.read(neighbour)).isPresent();
  }

  @Test
  void aFullTileLeavesNothingOfItsPartialOnesBehind() throws IOException {
    store.write(FULL.withWidth(9), content(FULL.withWidth(9), 1));
    store.write(FULL, content(FULL, 1));
    store.removeNarrower(FULL);
    store.sync();
    assertThat(folder.resolve("log/tile/0/x001/234.p")).doesNotExist();
    store.write(FULL.withWidth(10), content(FULL.withWidth(10), 1));
    Files.createDirectories(folder.resolve("log/tile/0/x001/234.p"));
    Path stranger = Files.writeString(folder.resolve("log/tile/0/x001/234.p/notes"), "kept");
    store.removeNarrower(FULL);
    assertThat(stranger).exists();
  }

  @Test
  void refusesContentOfAnotherLength() {
    assertThatThrownBy(() -> store.write(FULL, new byte[8191]))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> store.write(TilePath.entries(0, 2), new byte[64]))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void saysSoWhenAFileWasCutShort() throws IOException {
    store.write(FULL, content(FULL, 1));
    Files.write(folder.resolve("log/tile/0/x001/234"), new byte[100]);
    assertThatThrownBy(() -> store.read(FULL))
        .isInstanceOf(LogException.TamperedTile.class)
        .hasMessageContaining("tile/0/x001/234");
    assertThatThrownBy(() -> store.read(FULL.withWidth(2)))
        .isInstanceOf(LogException.TamperedTile.class);
  }

  @Test
  void saysSoWhenTheFolderCannotBeUsed() throws IOException {
    Files.writeString(folder.resolve("log"), "a file where a folder should be");
    assertThatThrownBy(() -> store.write(FULL, content(FULL, 1)))
        .isInstanceOf(LogException.Storage.class);
  }

  @Test
  void theFirstWriteClearsWhatACrashLeftUnderWay() throws IOException {
    Path leftover = folder.resolve("log/.incoming/half");
    Files.createDirectories(leftover.getParent());
    Files.write(leftover, new byte[7]);
    assertThat(store.read(FULL)).isEmpty();
    assertThat(leftover).exists();
    store.write(FULL, content(FULL, 1));
    assertThat(leftover).doesNotExist();
  }

  @Test
  void holdsAGrowingLog() {
    Hash root = Hash.EMPTY_ROOT;
    long size = 0;
    for (long next : new long[] {1, 255, 256, 300, 700, 701}) {
      root = new LogAppender(store).append(size, root, SampleLog.entries(size, next));
      size = next;
    }
    assertThat(root).isEqualTo(SampleLog.root(701));
    VerificationReport report =
        new LogVerifier(store, SampleLog.SIGNER.verifier()).verify(SampleLog.signedCheckpoint(701));
    assertThat(report.entriesChecked()).isEqualTo(701);
  }

  @Test
  @Promise("1.6")
  void aWriterThatWasPausedAndComesBackChangesNothing() {
    LogAppender first = new LogAppender(store);
    LogAppender second = new LogAppender(new DirectoryTileStore(folder.resolve("log")));
    Hash at100 = first.append(0, Hash.EMPTY_ROOT, SampleLog.entries(0, 100));
    Hash at700 = second.append(100, at100, SampleLog.entries(100, 700));
    assertThat(first.append(100, at100, SampleLog.entries(100, 300)))
        .isEqualTo(SampleLog.root(300));
    assertThat(second.append(700, at700, SampleLog.entries(700, 710)))
        .isEqualTo(SampleLog.root(710));
    assertThat(
            new LogVerifier(store, SampleLog.SIGNER.verifier())
                .verify(SampleLog.signedCheckpoint(710))
                .entriesChecked())
        .isEqualTo(710);
  }

  @Test
  void aReaderFindsEverySizeWhileAnotherWrites() throws Exception {
    Hash root = new LogAppender(store).append(0, Hash.EMPTY_ROOT, SampleLog.entries(0, 3));
    DirectoryTileStore reading = new DirectoryTileStore(folder.resolve("log"));
    TilePath early = TilePath.hashes(0, 0, 3);
    byte[] known = reading.read(early).orElseThrow();
    AtomicBoolean written = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              Hash next = root;
              for (long size = 3; size < 256; size++) {
                next = new LogAppender(store).append(size, next, SampleLog.entries(size, size + 1));
              }
              written.set(true);
            });
    while (writer.isAlive()) {
      assertThat(reading.read(early)).hasValue(known);
    }
    assertThat(written).isTrue();
  }

  private static byte[] content(TilePath path, int fill) {
    byte[] content = new byte[path.contentLength()];
    Arrays.fill(content, (byte) fill);
    return content;
  }
}
