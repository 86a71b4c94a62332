package vn.onecall.server.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.LogVerifier;
import vn.onecall.translog.MerkleProofs;
import vn.onecall.translog.NoteVerifier;
import vn.onecall.translog.TilePath;
import vn.onecall.translog.TileSource;
import vn.onecall.translog.TlogProof;
import vn.onecall.translog.VerificationReport;

/**
 * The log as an outsider follows it over HTTP, through all runs of the server: it remembers the
 * first key and every checkpoint that it has seen.
 */
final class PublishedLog {
  private static final Duration CATCHING_UP = Duration.ofSeconds(30);
  private static final int LENGTH_BYTES = 2;
  private static final int ENTRY_BYTES = 32;

  private final NoteVerifier key;
  private final List<Checkpoint> seen = new ArrayList<>();

  PublishedLog(Api api) {
    this.key = NoteVerifier.parse(text(api, "/log/key"));
  }

  /** Remembers the checkpoint that is published now. */
  Checkpoint look(Api api) {
    Checkpoint now = Checkpoint.open(text(api, "/log/checkpoint"), key);
    if (seen.isEmpty() || seen.getLast().size() != now.size()) {
      seen.add(now);
    }
    return now;
  }

  /**
   * Verifies the whole log, its growth from every checkpoint seen before, and that it holds these
   * entries.
   */
  VerificationReport verify(Api api, Collection<String> leaves) {
    Set<String> missing = new HashSet<>(leaves);
    Pause.until(
        () -> "the log holds every answered entry",
        CATCHING_UP,
        () -> {
          missing.removeAll(published(api, look(api).size()));
          return missing.isEmpty();
        });
    String note = text(api, "/log/checkpoint");
    Checkpoint now = Checkpoint.open(note, key);
    // The proofs from all checkpoints seen share most of their tiles.
    Map<TilePath, Optional<byte[]>> fetched = new HashMap<>();
    TileSource tiles = path -> fetched.computeIfAbsent(path, each -> tile(api, each));
    for (Checkpoint earlier : seen) {
      MerkleProofs.verifyConsistency(
          earlier.size(),
          earlier.root(),
          now.size(),
          now.root(),
          MerkleProofs.consistency(tiles, earlier.size(), now.size()));
    }
    assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(a.size(), b.size()));
    return new LogVerifier(tiles, key).verify(note);
  }

  /** Verifies the inclusion proofs of entries, one by one. */
  void prove(Api api, Collection<String> leaves) {
    for (String leaf : leaves) {
      TlogProof proof = TlogProof.parse(text(api, "/log/proof/" + leaf));
      proof.verify(HexFormat.of().parseHex(leaf), key);
    }
  }

  private static Set<String> published(Api api, long size) {
    Set<String> leaves = new HashSet<>();
    for (long first = 0; first < size; first += TilePath.FULL) {
      int width = (int) Math.min(TilePath.FULL, size - first);
      byte[] bundle = tile(api, TilePath.entries(first / TilePath.FULL, width)).orElseThrow();
      for (int i = 0; i < width; i++) {
        int at = i * (LENGTH_BYTES + ENTRY_BYTES) + LENGTH_BYTES;
        leaves.add(HexFormat.of().formatHex(bundle, at, at + ENTRY_BYTES));
      }
    }
    return leaves;
  }

  private static Optional<byte[]> tile(Api api, TilePath path) {
    Api.Answer answer = get(api, "/log/" + path);
    return answer.status() == 200 ? Optional.of(answer.bytes()) : Optional.empty();
  }

  private static String text(Api api, String path) {
    Api.Answer answer = get(api, path);
    assertThat(answer.status()).as(path + " was answered " + answer).isEqualTo(200);
    String text = new String(answer.bytes(), UTF_8);
    return path.endsWith("/key") ? text.strip() : text;
  }

  private static Api.Answer get(Api api, String path) {
    try {
      return api.get(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
