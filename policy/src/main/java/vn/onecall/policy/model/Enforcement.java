package vn.onecall.policy.model;

import java.util.List;

/** How a promise is enforced: by what keeps it, or by refusing what could break it. */
public sealed interface Enforcement {

  /**
   * The promise is kept.
   *
   * @param by the mechanisms and activities that keep it, at least one
   */
  record Kept(List<String> by) implements Enforcement {

    public Kept {
      if (by.isEmpty()) {
        throw new IllegalArgumentException("A kept promise names what keeps it");
      }
      by = List.copyOf(by);
    }
  }

  /**
   * The promise is held by refusal: it cannot be kept yet, so that what could break it is denied.
   *
   * @param activities the activities denied, at least one
   */
  record Refused(List<String> activities) implements Enforcement {

    public Refused {
      if (activities.isEmpty()) {
        throw new IllegalArgumentException("A promise held by refusal names what is refused");
      }
      activities = List.copyOf(activities);
    }
  }
}
