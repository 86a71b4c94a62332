package vn.onecall.keeper.decisions;

import java.util.List;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.translog.Hash;

/**
 * One person as the activity may see them.
 *
 * @param id who
 * @param version the version of the subject's facts, which every change raises
 * @param values the fields, in the policy's order
 * @param entry the leaf of the entry that this showing has in the log
 */
public record ShownSubject(SubjectId id, long version, List<ShownValue> values, Hash entry) {
  public ShownSubject {
    values = List.copyOf(values);
  }
}
