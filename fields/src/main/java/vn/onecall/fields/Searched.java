package vn.onecall.fields;

import java.util.List;
import java.util.Objects;

/** What became of a search for a value. */
public sealed interface Searched {

  /**
   * The search can be made.
   *
   * @param all the terms to look up, at least one; a subject is meant whose value has all of them;
   *     personal data
   */
  record Terms(List<String> all) implements Searched {
    public Terms {
      all = List.copyOf(all);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("A search has a term");
      }
    }

    /** Tells nothing of the terms. */
    @Override
    public String toString() {
      return "Terms[all=(redacted)]";
    }
  }

  /** The search was refused. */
  record Refused(Reason reason) implements Searched {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
