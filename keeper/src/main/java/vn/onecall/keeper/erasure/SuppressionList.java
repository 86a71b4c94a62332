package vn.onecall.keeper.erasure;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.onecall.keeper.facts.FactChange;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.BlindIndex;

/**
 * The marks that an erasure leaves of the contacts erased, so that a refusal of marketing outlives
 * the data. A mark is a keyed hash of an index row's keyed hash, under a key of its own and beside
 * no subject: with it one can ask of a contact that one has whether it is on the list, and nothing
 * else.
 */
public final class SuppressionList {
  private static final String KEY = "suppression-list";

  private final BlindIndex index;
  private final Set<String> fields;
  private final Optional<Integer> fact;

  public SuppressionList(Policy policy, BlindIndex index) {
    this.index = index;
    this.fields = policy.suppression().map(one -> one.fields()).orElse(Set.of());
    this.fact =
        policy
            .suppression()
            .map(one -> java.util.Objects.requireNonNull(policy.facts().get(one.fact())).number());
  }

  /** The categories of the contacts that leave a mark. */
  static Set<String> categories(Policy policy) {
    return policy
        .suppression()
        .map(one ->
            one.fields().stream()
                .map(name -> java.util.Objects.requireNonNull(policy.fields().get(name)).category())
                .collect(java.util.stream.Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }

  /** The fields whose contacts leave a mark. */
  Set<String> fields() {
    return fields;
  }

  /** The mark of an index row. */
  byte[] mark(byte[] token) {
    return index.token(KEY, HexFormat.of().formatHex(token));
  }

  /**
   * What is known of each of some people by their index rows: whether marketing was refused before.
   */
  public List<FactChange> known(
      ErasedKeysStore store, List<List<SubjectKeyStore.IndexRow>> people) {
    if (fact.isEmpty()) {
      return people.stream().map(any -> FactChange.NONE).toList();
    }
    List<List<ByteBuffer>> marks =
        people.stream()
            .map(rows ->
                rows.stream()
                    .filter(row -> fields.contains(row.field()))
                    .map(row -> ByteBuffer.wrap(mark(row.token())))
                    .toList())
            .toList();
    Set<ByteBuffer> listed =
        store
            .suppressed(marks.stream().flatMap(List::stream).map(ByteBuffer::array).toList())
            .stream()
            .map(ByteBuffer::wrap)
            .collect(Collectors.toSet());
    FactChange refused = new FactChange(Map.of(fact.get(), Optional.empty()), Set.of());
    return marks.stream()
        .map(theirs -> theirs.stream().anyMatch(listed::contains) ? refused : FactChange.NONE)
        .toList();
  }
}
