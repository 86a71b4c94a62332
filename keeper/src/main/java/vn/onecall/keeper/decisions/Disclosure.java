package vn.onecall.keeper.decisions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be handed to somebody outside: a recipient or an authority.
 *
 * @param fields the fields, some or all of the activity's
 * @param also the facts that must hold beside the activity's own
 * @param details lines for the subject's part of the entry: names and codes, no personal data
 * @param hiddenUntil until when the entry is left out of what the subject sees, if the law says so
 * @param work the feature's statements
 */
public record Disclosure(
    Set<String> fields,
    Set<Integer> also,
    List<String> details,
    Optional<Instant> hiddenUntil,
    EntryWork work) {
  public Disclosure {
    fields = Set.copyOf(fields);
    also = Set.copyOf(also);
    details = List.copyOf(details);
  }
}
