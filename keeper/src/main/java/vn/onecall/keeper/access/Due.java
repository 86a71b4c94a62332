package vn.onecall.keeper.access;

import java.util.Set;

/**
 * What of a subject has been kept for its time.
 *
 * @param subject of whom
 * @param categories what is due
 */
public record Due(SubjectId subject, Set<String> categories) {
  public Due {
    categories = Set.copyOf(categories);
  }
}
