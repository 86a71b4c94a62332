package vn.onecall.keeper.features;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.messages.BilingualText;
import vn.onecall.translog.Hash;

/**
 * Settles what a feature owes a subject before anything of the subject is erased, whoever asks for
 * the erasure: on demand, or because its time is over. It runs in the transaction that marks the
 * erasure, under the feature's role and with the subject's facts locked; where the erasure has to
 * wait, nothing of the transaction stands.
 */
@FunctionalInterface
public interface ErasureCondition {

  /**
   * An erasure that is about to be marked.
   *
   * @param entry the commitment of its log entry
   * @param ends whether the subject ends with it; otherwise some categories go, and the rest stays
   */
  record Erasing(SubjectId subject, Hash entry, Instant at, boolean ends) {}

  /**
   * Why an erasure has to wait.
   *
   * @param code for programs
   * @param words for people, without personal data
   */
  record Wait(String code, BilingualText words) {}

  /**
   * Settles what the erasure settles, or says what comes first.
   *
   * @param transaction runs statements in the transaction of the erasure; it is not kept
   */
  Optional<Wait> settle(Erasing erasing, JdbcClient transaction);

  /**
   * Those of some subjects whose retention cannot end yet, so that nobody tries in vain. What is
   * erased in the end, {@link #settle} says.
   */
  default Set<SubjectId> waiting(Collection<SubjectId> subjects, JdbcClient transaction) {
    return Set.of();
  }
}
