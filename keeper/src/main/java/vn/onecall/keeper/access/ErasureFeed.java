package vn.onecall.keeper.access;

import java.util.List;

/**
 * The erasures in the order of the erasure journal, as main has marked them: none is seen before
 * one that has an earlier place.
 */
public final class ErasureFeed {
  private final SubjectStore store;

  ErasureFeed(SubjectStore store) {
    this.store = store;
  }

  /** One erasure: its place, whose it is, and what it takes. */
  public static final class Taken {
    private final SubjectStore.Marked marked;

    private Taken(SubjectStore.Marked marked) {
      this.marked = marked;
    }

    /** Its place in the journal. */
    public long position() {
      return marked.position();
    }

    /** Whose data it takes. */
    public SubjectId subject() {
      return marked.subject();
    }

    /** Whether it takes a category. */
    public boolean takes(String category) {
      return marked.scope().takes(category);
    }
  }

  /** The erasures after a place, the earliest first. */
  public List<Taken> after(long position, int limit) {
    return store.erasuresAfter(position, limit).stream().map(Taken::new).toList();
  }
}
