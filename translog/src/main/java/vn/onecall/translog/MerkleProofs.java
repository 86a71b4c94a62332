package vn.onecall.translog;

import java.util.ArrayList;
import java.util.List;

/**
 * Proofs about the tree, made from tiles and verified without them. A verified inclusion proof
 * shows that an entry stands at an index under a root; a verified consistency proof shows that a
 * tree is an older one with entries added at its end, none changed and none removed. Making follows
 * RFC 6962, sections 2.1.1 and 2.1.2; verifying follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.
 *
 * <p>Proofs that are made here are no better than the tiles they come from: verify them against a
 * signed checkpoint before they are given away.
 */
public final class MerkleProofs {

  private MerkleProofs() {}

  /**
   * The hashes beside the way from the entry at {@code index} to the root of the tree of {@code
   * size}, from the leaf's sibling upwards.
   *
   * @throws LogException.Malformed unless 0 ≤ index < size
   * @throws LogException.MissingTile if the source lacks a tile of that tree
   */
  public static List<Hash> inclusion(TileSource source, long index, long size) {
    return inclusion(new TreeReader(source, size), index);
  }

  static List<Hash> inclusion(TreeReader tree, long index) {
    if (index < 0 || index >= tree.size()) {
      throw new LogException.Malformed("The index is not one of the tree");
    }
    List<Hash> path = new ArrayList<>();
    collectInclusion(tree, index, 0, tree.size(), path);
    return List.copyOf(path);
  }

  private static void collectInclusion(
      TreeReader tree, long index, long from, long to, List<Hash> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + TreeReader.split(to - from);
    if (index < middle) {
      collectInclusion(tree, index, from, middle, path);
      path.add(tree.range(middle, to));
    } else {
      collectInclusion(tree, index, middle, to, path);
      path.add(tree.range(from, middle));
    }
  }

  /**
   * The hashes that lead from the root of the tree of {@code from} entries to that of {@code to};
   * none when the older tree is empty or the same.
   *
   * @throws LogException.Malformed unless 0 ≤ from ≤ to
   * @throws LogException.MissingTile if the source lacks a tile of the newer tree
   */
  public static List<Hash> consistency(TileSource source, long from, long to) {
    return consistency(new TreeReader(source, to), from);
  }

  static List<Hash> consistency(TreeReader tree, long from) {
    if (from < 0 || from > tree.size()) {
      throw new LogException.Malformed("The older tree is larger than the newer one");
    }
    List<Hash> path = new ArrayList<>();
    if (from > 0) {
      collectConsistency(tree, from, 0, tree.size(), true, path);
    }
    return List.copyOf(path);
  }

  // whole: the part begins where the older tree begins, so its verifier knows that root already.
  private static void collectConsistency(
      TreeReader tree, long older, long from, long to, boolean whole, List<Hash> path) {
    if (older == to) {
      if (!whole) {
        path.add(tree.range(from, to));
      }
      return;
    }
    long middle = from + TreeReader.split(to - from);
    if (older <= middle) {
      collectConsistency(tree, older, from, middle, whole, path);
      path.add(tree.range(middle, to));
    } else {
      collectConsistency(tree, older, middle, to, false, path);
      path.add(tree.range(from, middle));
    }
  }

  /**
   * Proves that a leaf stands at an index of the checkpointed tree, or throws.
   *
   * @throws LogException.NotVerified if the index is outside of the tree, or the path does not lead
   *     to the checkpoint's root with exactly its hashes
   */
  public static void verifyInclusion(Hash leaf, long index, List<Hash> path, Checkpoint c) {
    if (index < 0 || index >= c.size()) {
      throw new LogException.NotVerified("The index is not one of the checkpointed tree");
    }
    long node = index;
    long last = c.size() - 1;
    Hash root = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        throw new LogException.NotVerified("The inclusion proof is too long");
      }
      if (isRight(node) || node == last) {
        root = Hash.node(sibling, root);
        int rise = risesAlone(node);
        node >>>= rise;
        last >>>= rise;
      } else {
        root = Hash.node(root, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      throw new LogException.NotVerified("The inclusion proof is too short");
    }
    if (!root.equals(c.root())) {
      throw new LogException.NotVerified("The inclusion proof does not lead to the root");
    }
  }

  /**
   * Proves that the tree of {@code to} entries is the tree of {@code from} entries with entries
   * added at its end, or throws.
   *
   * @throws LogException.NotVerified if the path does not lead to both roots with exactly its
   *     hashes
   */
  public static void verifyConsistency(
      long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {
    if (from < 0 || from > to) {
      throw new LogException.NotVerified("The older tree is larger than the newer one");
    }
    if (from == 0 || from == to) {
      verifyTrivialConsistency(from, fromRoot, to, toRoot, path);
      return;
    }
    // A perfect older tree is a node of the newer one, and its root is not repeated in the path.
    boolean perfect = Long.bitCount(from) == 1;
    if (!perfect && path.isEmpty()) {
      throw new LogException.NotVerified("The consistency proof is too short");
    }
    Hash olderRoot = perfect ? fromRoot : path.getFirst();
    Hash newerRoot = olderRoot;
    int rise = Long.numberOfTrailingZeros(from);
    long node = (from - 1) >>> rise;
    long last = (to - 1) >>> rise;
    for (Hash sibling : perfect ? path : path.subList(1, path.size())) {
      if (last == 0) {
        throw new LogException.NotVerified("The consistency proof is too long");
      }
      if (isRight(node) || node == last) {
        olderRoot = Hash.node(sibling, olderRoot);
        newerRoot = Hash.node(sibling, newerRoot);
        int alone = risesAlone(node);
        node >>>= alone;
        last >>>= alone;
      } else {
        newerRoot = Hash.node(newerRoot, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      throw new LogException.NotVerified("The consistency proof is too short");
    }
    if (!olderRoot.equals(fromRoot) || !newerRoot.equals(toRoot)) {
      throw new LogException.NotVerified("The consistency proof does not lead to both roots");
    }
  }

  private static void verifyTrivialConsistency(
      long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {
    if (!path.isEmpty()) {
      throw new LogException.NotVerified("The consistency proof is too long");
    }
    if (from == to && !fromRoot.equals(toRoot)) {
      throw new LogException.NotVerified("Two trees of one size have different roots");
    }
    if ((from == 0 && !fromRoot.equals(Hash.EMPTY_ROOT))
        || (to == 0 && !toRoot.equals(Hash.EMPTY_ROOT))) {
      throw new LogException.NotVerified("The root of the empty tree is wrong");
    }
  }

  private static boolean isRight(long node) {
    return (node & 1) == 1;
  }

  // The last node of a level without a sibling stands unchanged at the next level up.
  private static int risesAlone(long node) {
    return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
  }
}
