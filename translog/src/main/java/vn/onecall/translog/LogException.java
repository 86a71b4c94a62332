package vn.onecall.translog;

import org.jspecify.annotations.Nullable;

/**
 * A fault of the log: something was malformed, is missing, was changed, or could not be proved.
 * Messages name the reason and the place in the log; a log's places (paths, indexes, sizes) say
 * nothing about anyone.
 */
public abstract sealed class LogException extends RuntimeException {

  private LogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A text, a path, a tile's content or an argument that does not have the prescribed form. */
  public static final class Malformed extends LogException {
    public Malformed(String message) {
      super(message, null);
    }
  }

  /** A signature or a proof that does not prove what it should. */
  public static final class NotVerified extends LogException {
    NotVerified(String message) {
      super(message, null);
    }
  }

  /** The stored tiles give another root than the one that the caller knows for this size. */
  public static final class TilesDoNotMatch extends LogException {
    private final long size;

    TilesDoNotMatch(long size) {
      super("The stored tiles do not match the checkpoint of size " + size, null);
      this.size = size;
    }

    /** The size of the checkpoint that was not matched, in entries. */
    public long size() {
      return size;
    }
  }

  /** A tile or an entry bundle whose content is not what the log published. */
  public static final class TamperedTile extends LogException {
    private final TilePath path;

    TamperedTile(TilePath path, String what) {
      super(path + ": " + what, null);
      this.path = path;
    }

    /** The tile or bundle that is wrong. */
    public TilePath path() {
      return path;
    }
  }

  /** A tile or an entry bundle that the tree needs and the source does not hold. */
  public static final class MissingTile extends LogException {
    private final TilePath path;

    MissingTile(TilePath path) {
      super(path + " is missing", null);
      this.path = path;
    }

    /** The tile or bundle that is missing. */
    public TilePath path() {
      return path;
    }
  }

  /** The place where tiles are kept could not be read or written. */
  public static final class Storage extends LogException {
    Storage(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
