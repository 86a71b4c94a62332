package vn.onecall.translog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The definitions of RFC 6962, section 2.1, written down as they stand: slow, over leaves in a
 * list, sharing nothing with the code under test but the two hash functions, which have vectors of
 * their own.
 */
final class NaiveTree {

  private final List<Hash> leaves;
  private final Map<List<Integer>, Hash> known = new HashMap<>();

  NaiveTree(List<Hash> leaves) {
    this.leaves = leaves;
  }

  Hash root(int size) {
    return size == 0 ? Hash.EMPTY_ROOT : mth(0, size);
  }

  List<Hash> path(int index, int size) {
    return path(index, 0, size);
  }

  List<Hash> proof(int older, int size) {
    return older == 0 ? List.of() : subproof(older, 0, size, true);
  }

  private Hash mth(int from, int to) {
    List<Integer> range = List.of(from, to);
    Hash hash = known.get(range);
    if (hash == null) {
      int k = to - from == 1 ? 0 : k(to - from);
      hash = k == 0 ? leaves.get(from) : Hash.node(mth(from, from + k), mth(from + k, to));
      known.put(range, hash);
    }
    return hash;
  }

  private List<Hash> path(int m, int from, int to) {
    if (to - from == 1) {
      return List.of();
    }
    int k = k(to - from);
    return m < k
        ? append(path(m, from, from + k), mth(from + k, to))
        : append(path(m - k, from + k, to), mth(from, from + k));
  }

  private List<Hash> subproof(int m, int from, int to, boolean b) {
    int n = to - from;
    if (m == n) {
      return b ? List.of() : List.of(mth(from, to));
    }
    int k = k(n);
    return m <= k
        ? append(subproof(m, from, from + k, b), mth(from + k, to))
        : append(subproof(m - k, from + k, to, false), mth(from, from + k));
  }

  private static int k(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> append(List<Hash> path, Hash last) {
    List<Hash> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }
}
