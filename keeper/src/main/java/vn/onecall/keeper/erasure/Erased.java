package vn.onecall.keeper.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;
import vn.onecall.translog.entries.Opening;

/**
 * A finished erasure: the keys are gone from the live system.
 *
 * @param subject of whom
 * @param categories what went
 * @param kept what the law orders kept, and how long
 * @param goneAt when the keys were gone
 * @param unrecoverableAt when the last backup of keys that could hold them has expired, if backups
 *     are kept as the server was told
 * @param journalPosition the erasure's place in the erasure journal
 * @param entry the leaf of its entry
 * @param opening the opening of its entry, which nobody can make again; empty if the erasure was
 *     asked for again and the caller's key was none under which it could be kept
 */
public record Erased(
    SubjectId subject,
    List<String> categories,
    List<Kept> kept,
    Instant goneAt,
    Instant unrecoverableAt,
    long journalPosition,
    Hash entry,
    Optional<Opening> opening) {

  /**
   * A category that stays for a while, sealed under its own key.
   *
   * @param until when it goes at the latest
   * @param law the name of the law's minimum, as the overlay of the policy has it
   */
  public record Kept(String category, Instant until, String law) {}
}
