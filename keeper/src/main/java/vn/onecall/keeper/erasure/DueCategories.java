package vn.onecall.keeper.erasure;

import java.util.Set;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * What of a subject has been kept for its time.
 *
 * @param subject of whom
 * @param categories what is due
 */
public record DueCategories(SubjectId subject, Set<String> categories) {
  public DueCategories {
    categories = Set.copyOf(categories);
  }
}
