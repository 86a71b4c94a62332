package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import vn.onecall.testing.Promise;

class MerkleProofsTest {

  private static final int SIZES = 600;

  private final NaiveTree naive = new NaiveTree(SampleLog.leaves(SIZES));

  @Test
  void provesEveryEntryOfEverySizeAsTheDefinitionDoes() {
    var leaves = SampleLog.leaves(SIZES);
    MemoryTileStore store = SampleLog.ofSize(SIZES);
    for (int size = 1; size <= SIZES; size++) {
      Checkpoint checkpoint = new Checkpoint("x", size, naive.root(size));
      TreeReader tree = new TreeReader(store, size);
      for (int index = 0; index < size; index++) {
        var path = MerkleProofs.inclusion(tree, index);
        if (!path.equals(naive.path(index, size))) {
          throw new AssertionError("The path of " + index + " in " + size + " differs");
        }
        MerkleProofs.verifyInclusion(leaves.get(index), index, path, checkpoint);
      }
    }
  }

  @Test
  void provesEveryPairOfSizesConsistentAsTheDefinitionDoes() {
    MemoryTileStore store = SampleLog.ofSize(SIZES);
    for (int to = 0; to <= SIZES; to++) {
      TreeReader tree = new TreeReader(store, to);
      for (int from = 0; from <= to; from++) {
        var path = MerkleProofs.consistency(tree, from);
        if (!path.equals(naive.proof(from, to))) {
          throw new AssertionError("The path from " + from + " to " + to + " differs");
        }
        MerkleProofs.verifyConsistency(from, naive.root(from), to, naive.root(to), path);
      }
    }
  }

  @Test
  @Promise("1.6")
  void aLogThatRewroteAnEntryIsConsistentWithNoEarlierCheckpointThatHeldIt() {
    MemoryTileStore rewritten = new MemoryTileStore();
    var entries = new ArrayList<>(SampleLog.entries(0, SIZES));
    entries.set(300, SampleLog.named("another"));
    Hash root = new LogAppender(rewritten).append(0, Hash.EMPTY_ROOT, entries);
    for (int from = 0; from <= SIZES; from++) {
      Hash earlier = naive.root(from);
      int older = from;
      var path = MerkleProofs.consistency(rewritten, from, SIZES);
      if (from <= 300) {
        MerkleProofs.verifyConsistency(older, earlier, SIZES, root, path);
      } else {
        assertThatThrownBy(() -> MerkleProofs.verifyConsistency(older, earlier, SIZES, root, path))
            .isInstanceOf(LogException.NotVerified.class);
      }
    }
  }

  @Test
  void refusesToProveWhatIsNotThere() {
    MemoryTileStore store = SampleLog.ofSize(10);
    assertThatThrownBy(() -> MerkleProofs.inclusion(store, 10, 10))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> MerkleProofs.inclusion(store, -1, 10))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> MerkleProofs.inclusion(store, 0, 0))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> MerkleProofs.consistency(store, 11, 10))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> MerkleProofs.consistency(store, -1, 10))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void namesTheTileThatIsMissing() {
    MemoryTileStore store = SampleLog.ofSize(300);
    store.files().remove("tile/0/000");
    assertThatThrownBy(() -> MerkleProofs.inclusion(store, 3, 300))
        .isInstanceOfSatisfying(
            LogException.MissingTile.class, e -> assertThat(e.path()).hasToString("tile/0/000"));
  }
}
