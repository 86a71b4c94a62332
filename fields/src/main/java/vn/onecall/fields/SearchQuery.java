package vn.onecall.fields;

import java.util.List;
import java.util.Objects;

/** The result of parsing a search query. */
public sealed interface SearchQuery {

  /**
   * The query is valid.
   *
   * @param all the terms to look up, at least one; a value matches if it has all of them; personal
   *     data
   */
  record Terms(List<String> all) implements SearchQuery {
    public Terms {
      all = List.copyOf(all);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("A search has a term");
      }
    }

    /** Shows nothing of the terms. */
    @Override
    public String toString() {
      return "Terms[all=(redacted)]";
    }
  }

  /** The query is refused. */
  record Refused(ValidationError reason) implements SearchQuery {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
