package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.Promise;

class LogAppenderTest {

  @Test
  void laysOutSeventyThousandEntriesAsTheSpecificationSays() {
    // The example of C2SP tlog-tiles, "Partial Tiles": a tree of size 70,000.
    MemoryTileStore store = SampleLog.ofSize(70_000);
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 273; i++) {
      expected.add(TilePath.hashes(0, i, 256).toString());
      expected.add(TilePath.entries(i, 256).toString());
    }
    expected.addAll(
        List.of(
            "tile/0/273.p/112",
            "tile/entries/273.p/112",
            "tile/1/000",
            "tile/1/001.p/17",
            "tile/2/000.p/1"));
    assertThat(store.files().keySet()).isEqualTo(expected);
  }

  @Test
  void aTreeOf256HasOneFullTileAndOneHashAboveIt() {
    assertThat(SampleLog.ofSize(256).files().keySet())
        .containsExactly("tile/0/000", "tile/1/000.p/1", "tile/entries/000");
  }

  @Property(tries = 60)
  void manyAppendsGiveTheRootOfOne(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 700) Integer> batches) {
    MemoryTileStore store = new MemoryTileStore();
    Hash root = Hash.EMPTY_ROOT;
    long size = 0;
    for (int batch : batches) {
      root = new LogAppender(store).append(size, root, SampleLog.entries(size, size + batch));
      size += batch;
    }
    MemoryTileStore atOnce = SampleLog.ofSize(size);
    assertThat(root).isEqualTo(SampleLog.root(size));
    for (String path : atOnce.files().keySet()) {
      assertThat(store.files().get(path)).isEqualTo(atOnce.files().get(path));
    }
  }

  @Test
  void writesOnlyTheRightEdge() {
    MemoryTileStore store = SampleLog.ofSize(1000);
    Set<TilePath> touched = new HashSet<>();
    TileStore watched = new WatchedStore(store, touched::add);
    new LogAppender(watched).append(1000, SampleLog.root(1000), SampleLog.entries(1000, 1001));
    assertThat(touched.stream().map(TilePath::toString))
        .containsExactlyInAnyOrder(
            "tile/0/003.p/232",
            "tile/0/003.p/233",
            "tile/1/000.p/3",
            "tile/entries/003.p/232",
            "tile/entries/003.p/233");
  }

  @Test
  @Promise("1.6")
  void aCrashAtAnyPointIsMendedByTheSameAppend() {
    MemoryTileStore before = SampleLog.ofSize(200);
    MemoryTileStore expected = before.copy();
    Hash root = append(expected, 200, 900);
    int crashes = 0;
    boolean finished = false;
    while (!finished) {
      MemoryTileStore store = before.copy();
      finished = !crashesAfter(crashes, store);
      assertThat(append(store, 200, 900)).isEqualTo(root);
      assertThat(store.files()).usingRecursiveComparison().isEqualTo(expected.files());
      crashes++;
    }
    // Four bundles, three full tiles, two partial ones, two syncs, removals: each was a crash.
    assertThat(crashes).isGreaterThan(10);
  }

  @Test
  void theSameAppendTwiceChangesNothing() {
    MemoryTileStore store = SampleLog.ofSize(200);
    Hash root = append(store, 200, 700);
    MemoryTileStore once = store.copy();
    assertThat(append(store, 200, 700)).isEqualTo(root);
    assertThat(store.files()).usingRecursiveComparison().isEqualTo(once.files());
  }

  @Test
  void otherEntriesMayReplacePartialTilesThatWereNeverPublished() {
    MemoryTileStore store = SampleLog.ofSize(100);
    new LogAppender(store)
        .append(100, SampleLog.root(100), List.of(SampleLog.named("a"), SampleLog.named("b")));
    assertThat(append(store, 100, 102)).isEqualTo(SampleLog.root(102));
    assertThat(append(store, 102, 400)).isEqualTo(SampleLog.root(400));
  }

  @Test
  @Promise("1.6")
  void otherEntriesNeverReplaceAFullTile() {
    MemoryTileStore store = SampleLog.ofSize(200);
    append(store, 200, 300);
    List<byte[]> others = new ArrayList<>(SampleLog.entries(200, 300));
    others.set(5, SampleLog.named("another"));
    assertThatThrownBy(() -> new LogAppender(store).append(200, SampleLog.root(200), others))
        .isInstanceOf(LogException.TamperedTile.class);
  }

  @Test
  void refusesTilesThatAreNotThoseOfTheCheckpoint() {
    MemoryTileStore store = SampleLog.ofSize(300);
    assertThatThrownBy(() -> new LogAppender(store).append(300, SampleLog.root(299), List.of()))
        .isInstanceOf(LogException.TilesDoNotMatch.class)
        .hasMessage("The stored tiles do not match the checkpoint of size 300");
    assertThatThrownBy(() -> new LogAppender(store).append(299, SampleLog.root(300), List.of()))
        .isInstanceOf(LogException.TilesDoNotMatch.class);
    assertThatThrownBy(() -> new LogAppender(store).append(0, SampleLog.root(300), List.of()))
        .isInstanceOf(LogException.TilesDoNotMatch.class);
  }

  @Test
  void refusesToCopyAChangedEntryIntoTheNextBundle() {
    MemoryTileStore store = SampleLog.ofSize(300);
    store.file("tile/entries/001.p/44")[5] ^= 1;
    assertThatThrownBy(() -> append(store, 300, 301))
        .isInstanceOf(LogException.TamperedTile.class)
        .hasMessage("tile/entries/001.p/44: entry 0 does not hash to its leaf");
  }

  @Test
  void refusesAStoreThatLostTheRightEdge() {
    MemoryTileStore store = SampleLog.ofSize(300);
    store.files().remove("tile/1/000.p/1");
    assertThatThrownBy(() -> append(store, 300, 301))
        .isInstanceOf(LogException.MissingTile.class)
        .hasMessage("tile/1/000.p/1 is missing");
  }

  @Test
  void refusesEntriesThatAreNoCommitmentsAndSizesThatCannotBe() {
    LogAppender appender = new LogAppender(new MemoryTileStore());
    for (int length : new int[] {0, 31, 33, 65536}) {
      assertThatThrownBy(() -> appender.append(0, Hash.EMPTY_ROOT, List.of(new byte[length])))
          .isInstanceOf(LogException.Malformed.class);
    }
    assertThatThrownBy(() -> appender.append(-1, Hash.EMPTY_ROOT, List.of()))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() ->
            appender.append(
                Long.MAX_VALUE, Hash.EMPTY_ROOT, List.of(SampleLog.named("one too many"))))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void keepsThePartialTilesOfThePreviousPublicationAndRemovesOlderOnes() {
    MemoryTileStore store = SampleLog.ofSize(10);
    append(store, 10, 20);
    assertThat(store.files().keySet())
        .containsExactly(
            "tile/0/000.p/10", "tile/0/000.p/20", "tile/entries/000.p/10", "tile/entries/000.p/20");
    append(store, 20, 30);
    assertThat(store.files().keySet())
        .containsExactly(
            "tile/0/000.p/20", "tile/0/000.p/30", "tile/entries/000.p/20", "tile/entries/000.p/30");
    append(store, 30, 260);
    assertThat(store.files().keySet())
        .containsExactly(
            "tile/0/000",
            "tile/0/001.p/4",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/4");
  }

  @Test
  void everyOlderCheckpointCanStillBeProvedAfterItsPartialTilesWereRemoved() {
    MemoryTileStore store = SampleLog.ofSize(1);
    for (int size = 1; size < 300; size++) {
      append(store, size, size + 1);
    }
    for (int size = 1; size < 300; size++) {
      assertThat(CompactRange.read(store, size).root()).isEqualTo(SampleLog.root(size));
    }
  }

  private static Hash append(TileStore store, long from, long to) {
    return new LogAppender(store).append(from, SampleLog.root(from), SampleLog.entries(from, to));
  }

  private static boolean crashesAfter(int steps, MemoryTileStore store) {
    int[] left = {steps};
    try {
      append(
          new WatchedStore(
              store,
              _ -> {},
              () -> {
                if (left[0]-- == 0) {
                  throw new UncheckedIOException(new IOException("the machine stopped"));
                }
              }),
          200,
          900);
      return false;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  /** Tells which tiles are used, and may fail before each change. */
  private record WatchedStore(TileStore store, Consumer<TilePath> watcher, Runnable beforeChange)
      implements TileStore {

    WatchedStore(TileStore store, Consumer<TilePath> watcher) {
      this(store, watcher, () -> {});
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
      watcher.accept(path);
      return store.read(path);
    }

    @Override
    public void write(TilePath path, byte[] content) {
      beforeChange.run();
      watcher.accept(path);
      store.write(path, content);
    }

    @Override
    public void sync() {
      beforeChange.run();
      store.sync();
    }

    @Override
    public void removeNarrower(TilePath path) {
      beforeChange.run();
      store.removeNarrower(path);
    }
  }
}
