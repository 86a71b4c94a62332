package vn.onecall.keeper.erasure;

import java.util.List;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * The erasures in the order of the erasure journal, as main has marked them: none is seen before
 * one that has an earlier place.
 */
public final class ErasureFeed {
  private final ErasureStore store;

  public ErasureFeed(ErasureStore store) {
    this.store = store;
  }

  /** One erasure: its place, whose it is, and what it takes. */
  public static final class Taken {
    private final ErasureStore.Marked marked;

    private Taken(ErasureStore.Marked marked) {
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
