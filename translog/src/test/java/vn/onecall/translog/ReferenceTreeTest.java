package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Certificate Transparency's reference tree of eight leaves. Leaves and roots:
 * google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc; paths:
 * transparency-dev/merkle, proof/verify_test.go.
 */
class ReferenceTreeTest {

  private static final List<Hash> LEAVES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(hex -> Hash.leaf(HexFormat.of().parseHex(hex)))
          .toList();

  private static final List<Hash> ROOTS =
      hashes(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static final String H1 =
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  private static final String H23 =
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  private static final String H47 =
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  private static final String H4 =
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  private static final String H67 =
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  private static final String H03 =
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
  private static final String H45 =
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
  private static final String H6 =
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";
  private static final String H01 =
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
  private static final String H0 =
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";

  record Inclusion(long index, int size, List<Hash> path) {}

  record Consistency(int from, int to, List<Hash> path) {}

  static List<Inclusion> inclusionProofs() {
    return List.of(
        new Inclusion(0, 1, List.of()),
        new Inclusion(0, 8, hashes(H1, H23, H47)),
        new Inclusion(5, 8, hashes(H4, H67, H03)),
        new Inclusion(2, 3, hashes(H01)),
        new Inclusion(1, 5, hashes(H0, H23, H4)));
  }

  static List<Consistency> consistencyProofs() {
    return List.of(
        new Consistency(1, 1, List.of()),
        new Consistency(1, 8, hashes(H1, H23, H47)),
        new Consistency(6, 8, hashes(H45, H67, H03)),
        new Consistency(2, 5, hashes(H23, H4)),
        new Consistency(6, 7, hashes(H45, H6, H03)));
  }

  @Test
  void growsThroughThePublishedRoots() {
    CompactRange edge = CompactRange.ofEmptyTree();
    assertThat(edge.root()).isEqualTo(Hash.EMPTY_ROOT);
    for (int i = 0; i < LEAVES.size(); i++) {
      edge.add(LEAVES.get(i), (_, _) -> {});
      assertThat(edge.root()).isEqualTo(ROOTS.get(i));
    }
  }

  @Test
  void theNaiveTreeOfTheseTestsHasThePublishedRootsToo() {
    NaiveTree tree = new NaiveTree(LEAVES);
    assertThat(Stream.iterate(1, n -> n <= 8, n -> n + 1).map(tree::root)).isEqualTo(ROOTS);
  }

  @ParameterizedTest
  @MethodSource("inclusionProofs")
  void makesAndAcceptsThePublishedInclusionProofs(Inclusion proof) {
    assertThat(MerkleProofs.inclusion(tiles(proof.size()), proof.index(), proof.size()))
        .isEqualTo(proof.path());
    verify(LEAVES.get((int) proof.index()), proof.index(), proof.path(), proof.size());
  }

  @ParameterizedTest
  @MethodSource("inclusionProofs")
  void refusesInclusionProofsWithAnythingChanged(Inclusion proof) {
    Hash leaf = LEAVES.get((int) proof.index());
    for (List<Hash> wrong : corruptions(proof.path(), root(proof.size()))) {
      assertThatThrownBy(() -> verify(leaf, proof.index(), wrong, proof.size()))
          .isInstanceOf(LogException.NotVerified.class);
    }
    for (long index : new long[] {proof.index() - 1, proof.index() + 1, proof.index() ^ 2, -1}) {
      assertThatThrownBy(() -> verify(leaf, index, proof.path(), proof.size()))
          .isInstanceOf(LogException.NotVerified.class);
    }
    assertThatThrownBy(() -> verify(Hash.EMPTY_ROOT, proof.index(), proof.path(), proof.size()))
        .isInstanceOf(LogException.NotVerified.class);
    for (long size : new long[] {proof.size() * 2L, proof.size() / 2}) {
      Hash root = size == 0 ? Hash.EMPTY_ROOT : root(proof.size());
      assertThatThrownBy(() ->
              MerkleProofs.verifyInclusion(
                  leaf, proof.index(), proof.path(), new Checkpoint("x", size, root)))
          .isInstanceOf(LogException.NotVerified.class);
    }
  }

  @ParameterizedTest
  @MethodSource("consistencyProofs")
  void makesAndAcceptsThePublishedConsistencyProofs(Consistency proof) {
    assertThat(MerkleProofs.consistency(tiles(proof.to()), proof.from(), proof.to()))
        .isEqualTo(proof.path());
    verify(proof.from(), root(proof.from()), proof.to(), root(proof.to()), proof.path());
  }

  @ParameterizedTest
  @MethodSource("consistencyProofs")
  void refusesConsistencyProofsWithAnythingChanged(Consistency proof) {
    int from = proof.from();
    int to = proof.to();
    for (List<Hash> wrong : corruptions(proof.path(), root(from))) {
      assertRefused(from, root(from), to, root(to), wrong);
    }
    assertRefused(from, Hash.EMPTY_ROOT, to, root(to), proof.path());
    assertRefused(from, root(from), to, Hash.EMPTY_ROOT, proof.path());
    if (from == to) {
      return;
    }
    assertRefused(from, root(to), to, root(from), proof.path());
    assertRefused(from - 1, root(from), to, root(to), proof.path());
    assertRefused(from + 1, root(from), to, root(to), proof.path());
    assertRefused(from ^ 2, root(from), to, root(to), proof.path());
    assertRefused(from, root(from), to * 2L, root(to), proof.path());
    assertRefused(from, root(from), to / 2, root(to), proof.path());
    assertRefused(from, root(from), to, root(to), List.of());
  }

  @Test
  void knowsWhenTwoTreesAreTriviallyConsistent() {
    verify(0, Hash.EMPTY_ROOT, 0, Hash.EMPTY_ROOT, List.of());
    verify(0, Hash.EMPTY_ROOT, 8, root(8), List.of());
    assertRefused(0, root(1), 8, root(8), List.of());
    assertRefused(0, Hash.EMPTY_ROOT, 8, root(8), hashes(H1));
    assertRefused(0, Hash.EMPTY_ROOT, 0, root(8), List.of());
    assertRefused(2, root(2), 1, root(1), List.of());
    assertRefused(-1, root(1), 1, root(1), List.of());
  }

  private static List<List<Hash>> corruptions(List<Hash> path, Hash root) {
    List<List<Hash>> wrong = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      byte[] bytes = path.get(i).bytes();
      bytes[i] ^= 8;
      List<Hash> changed = new ArrayList<>(path);
      changed.set(i, Hash.of(bytes));
      wrong.add(changed);
      List<Hash> shorter = new ArrayList<>(path);
      shorter.remove(i);
      wrong.add(shorter);
    }
    for (int i = 0; i <= path.size(); i++) {
      List<Hash> longer = new ArrayList<>(path);
      longer.add(i, root);
      wrong.add(longer);
    }
    return wrong;
  }

  private static void assertRefused(long from, Hash a, long to, Hash b, List<Hash> path) {
    assertThatThrownBy(() -> verify(from, a, to, b, path))
        .isInstanceOf(LogException.NotVerified.class);
  }

  private static void verify(long from, Hash a, long to, Hash b, List<Hash> path) {
    MerkleProofs.verifyConsistency(from, a, to, b, path);
  }

  private static void verify(Hash leaf, long index, List<Hash> path, int size) {
    MerkleProofs.verifyInclusion(leaf, index, path, new Checkpoint("x", size, root(size)));
  }

  private static Hash root(int size) {
    return ROOTS.get(size - 1);
  }

  private static TileSource tiles(int size) {
    MemoryTileStore store = new MemoryTileStore();
    store.write(TilePath.hashes(0, 0, size), Tile.encode(LEAVES.subList(0, size)));
    return store;
  }

  private static List<Hash> hashes(String... hex) {
    return Stream.of(hex).map(Hash::fromHex).toList();
  }
}
