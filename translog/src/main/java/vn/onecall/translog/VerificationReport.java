package vn.onecall.translog;

/**
 * The result of a complete verification.
 *
 * @param checkpoint the signed checkpoint that everything was checked against
 * @param entriesChecked entries whose bundle, leaf and place under the root were recomputed
 * @param tilesChecked tiles of hashes that were recomputed and compared
 */
public record VerificationReport(Checkpoint checkpoint, long entriesChecked, long tilesChecked) {

  /** The size of the log, in entries. */
  public long size() {
    return checkpoint.size();
  }

  /** The root of the log's tree. */
  public Hash root() {
    return checkpoint.root();
  }
}
