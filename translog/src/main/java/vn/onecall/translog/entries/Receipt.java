package vn.onecall.translog.entries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.LogException;
import vn.onecall.translog.NoteVerifier;
import vn.onecall.translog.TlogProof;

/**
 * The receipt of one decision of the door, which a subject or an auditor can verify offline: a C2SP
 * tlog-proof whose {@code extra} line carries the opening of one side of the entry.
 *
 * <p>It proves that the log held exactly this part (who, what, when, which fields) when the
 * checkpoint was signed. It does not prove that no other access happened: the door guarantees that
 * the log is complete, and witnesses watch it.
 *
 * @param proof the entry's inclusion in a signed checkpoint
 * @param opening the opened side
 */
public record Receipt(TlogProof proof, Opening opening) {

  /** A receipt that verified: the checkpoint that vouches for it. */
  public record Verified(Checkpoint checkpoint, Opening opening) {}

  /** Joins a proof without an opening to the opening of its entry. */
  public static Receipt of(TlogProof proof, Opening opening) {
    return new Receipt(
        new TlogProof(
            Optional.of(opening.format().getBytes(UTF_8)),
            proof.index(),
            proof.path(),
            proof.checkpoint()),
        opening);
  }

  /**
   * Reads a receipt.
   *
   * @throws LogException.Malformed if it is no tlog-proof or carries no opening
   */
  public static Receipt parse(String text) {
    TlogProof proof = TlogProof.parse(text);
    byte[] extra =
        proof
            .extra()
            .orElseThrow(() ->
                new LogException.Malformed(
                    "The proof carries no opening, so it says nothing about an access."));
    return new Receipt(proof, Opening.parse(new String(extra, UTF_8)));
  }

  /**
   * Computes the entry from its opening and checks its inclusion and the checkpoint's signature.
   *
   * @throws vn.onecall.translog.LogException if anything does not fit
   */
  public Verified verify(NoteVerifier verifier) {
    return new Verified(proof.verify(opening.entry(), verifier), opening);
  }

  /** The text to keep, by convention in a file {@code *.tlog-proof}. */
  public String format() {
    return proof.format();
  }
}
