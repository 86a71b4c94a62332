package vn.onecall.translog;

import java.util.List;
import java.util.Optional;

/**
 * A text that proves, with nothing but the log's verifier key, that an entry was logged: index,
 * inclusion path, and the signed checkpoint that the path leads to (C2SP tlog-proof). It proves
 * nothing until {@link #verify} has returned.
 *
 * @param extra bytes for the application, authenticated by nothing here; never empty if there
 * @param index the entry's place in the log, from 0
 * @param path the inclusion path, from the leaf's sibling upwards
 * @param checkpoint the signed checkpoint, as the log gave it
 */
public record TlogProof(Optional<byte[]> extra, long index, List<Hash> path, String checkpoint) {

  private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int MAX_PATH = 63;

  /** Copies the extra bytes and the path. */
  public TlogProof {
    if (extra.isPresent() && extra.get().length == 0) {
      throw new LogException.Malformed("A proof without extra data has no extra line");
    }
    if (index < 0) {
      throw new LogException.Malformed("A proof's index is not negative");
    }
    if (path.size() > MAX_PATH) {
      throw new LogException.Malformed("A proof's path is too long");
    }
    SignedNote.parse(checkpoint);
    extra = extra.map(byte[]::clone);
    path = List.copyOf(path);
  }

  /** A copy of the extra bytes. */
  @Override
  public Optional<byte[]> extra() {
    return extra.map(byte[]::clone);
  }

  /** The proof as text, ready to be stored as a {@code .tlog-proof} file. */
  public String format() {
    StringBuilder text = new StringBuilder(HEADER);
    extra.ifPresent(e -> text.append(EXTRA).append(CanonicalBase64.encode(e)).append('\n'));
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }

  /**
   * Reads a proof; refuses every spelling that {@link #format()} would not give.
   *
   * @throws LogException.Malformed if it does not have the form of a proof
   */
  public static TlogProof parse(String text) {
    int blank = text.indexOf("\n\n");
    if (!text.startsWith(HEADER) || blank < HEADER.length()) {
      throw new LogException.Malformed("A proof has a header, an index, an empty line");
    }
    List<String> lines = List.of(text.substring(HEADER.length(), blank).split("\n", -1));
    Optional<byte[]> extra = Optional.empty();
    if (lines.getFirst().startsWith(EXTRA)) {
      String value = lines.getFirst().substring(EXTRA.length());
      extra = Optional.of(CanonicalBase64.decode(value, "A proof's extra data"));
      lines = lines.subList(1, lines.size());
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new LogException.Malformed("A proof has no index line in its place");
    }
    long index =
        CanonicalDecimal.parse(lines.getFirst().substring(INDEX.length()), "A proof's index");
    List<Hash> path = lines.stream().skip(1).limit(MAX_PATH + 1L).map(Hash::fromBase64).toList();
    return new TlogProof(extra, index, path, text.substring(blank + 2));
  }

  /**
   * Proves that the entry stands at this proof's index of the log whose key this is.
   *
   * @return the checkpoint that the entry is under
   * @throws LogException.NotVerified if the checkpoint is not signed by the key or not of its log,
   *     or the path does not lead from the entry to the checkpoint's root
   * @throws LogException.Malformed if the checkpoint or the entry does not have its form
   */
  public Checkpoint verify(byte[] entry, NoteVerifier verifier) {
    Checkpoint signed = Checkpoint.open(checkpoint, verifier);
    MerkleProofs.verifyInclusion(Hash.leaf(EntryBundle.checked(entry)), index, path, signed);
    return signed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlogProof proof && format().equals(proof.format());
  }

  @Override
  public int hashCode() {
    return format().hashCode();
  }

  /** Leaves out the extra bytes: they may open what the log only commits to. */
  @Override
  public String toString() {
    String extraLength = extra.map(e -> e.length + " bytes").orElse("none");
    return "TlogProof[extra=" + extraLength + ", index=" + index + ", path=" + path.size() + "]";
  }
}
