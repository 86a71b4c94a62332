package vn.onecall.keeper.erasure;

import java.util.List;
import vn.onecall.translog.Hash;

/**
 * What is due, and the entry by which somebody asked for it.
 *
 * @param due each subject with what is due of it
 * @param entry the leaf of the entry
 */
public record DueList(List<DueCategories> due, Hash entry) {
  public DueList {
    due = List.copyOf(due);
  }
}
