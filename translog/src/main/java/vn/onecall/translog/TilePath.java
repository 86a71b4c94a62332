package vn.onecall.translog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a tile of hashes ({@code tile/0/x001/234}) or of a bundle of entries ({@code
 * tile/entries/000.p/7}). Each address has exactly one spelling, and every spelling that this class
 * accepts is safe as a relative file path and as a URL path (C2SP tlog-tiles).
 *
 * @param level the level of a tile, 0 to 63; {@link #ENTRIES} for a bundle
 * @param index the position of the tile within its level, from 0
 * @param width how many hashes or entries it holds: 256 when full, 1 to 255 when partial
 */
public record TilePath(int level, long index, int width) {

  /** Hashes or entries in a full tile or bundle. */
  public static final int FULL = 256;

  /** Stands where a level would, for bundles of entries. */
  public static final int ENTRIES = -1;

  private static final int MAX_LEVEL = 63;
  // A path with more groups than 2^63 has digits cannot be an index.
  private static final int MAX_LENGTH = 64;
  private static final Pattern FORM =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  /** Checks the ranges. */
  public TilePath {
    if (level < ENTRIES || level > MAX_LEVEL) {
      throw new LogException.Malformed("A tile's level lies between 0 and 63");
    }
    if (index < 0) {
      throw new LogException.Malformed("A tile's index is not negative");
    }
    if (width < 1 || width > FULL) {
      throw new LogException.Malformed("A tile's width lies between 1 and 256");
    }
  }

  /** The address of a tile of hashes. */
  public static TilePath hashes(int level, long index, int width) {
    if (level < 0) {
      throw new LogException.Malformed("A tile's level lies between 0 and 63");
    }
    return new TilePath(level, index, width);
  }

  /** The address of a bundle of entries. */
  public static TilePath entries(long index, int width) {
    return new TilePath(ENTRIES, index, width);
  }

  /** Reads an address; refuses every spelling that {@link #toString()} would not give. */
  public static TilePath parse(String text) {
    Matcher matcher = FORM.matcher(text.length() > MAX_LENGTH ? "" : text);
    if (!matcher.matches()) {
      throw new LogException.Malformed("A tile's path does not have the form of one");
    }
    String kind = matcher.group(1);
    String width = matcher.group(3);
    TilePath path;
    try {
      path =
          new TilePath(
              kind.equals("entries") ? ENTRIES : Integer.parseInt(kind),
              Long.parseLong(matcher.group(2).replace("x", "").replace("/", "")),
              width == null ? FULL : Integer.parseInt(width));
    } catch (NumberFormatException e) {
      throw new LogException.Malformed("A tile's index is too large");
    }
    if (!path.toString().equals(text)) {
      throw new LogException.Malformed("A tile's path is not spelled in the one way it has");
    }
    return path;
  }

  /** Whether this is a bundle of entries. */
  public boolean isEntries() {
    return level == ENTRIES;
  }

  /** Whether fewer than 256 hashes or entries are in it, so that it may still grow. */
  public boolean isPartial() {
    return width < FULL;
  }

  /** The same tile or bundle at another width. */
  public TilePath withWidth(int newWidth) {
    return new TilePath(level, index, newWidth);
  }

  /** The exact length of its content, in bytes; entries of this log are 32-byte commitments. */
  public int contentLength() {
    return width * (isEntries() ? EntryBundle.STRIDE : Hash.LENGTH);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("tile/");
    text.append(isEntries() ? "entries" : String.valueOf(level)).append('/');
    text.append(groupsOfThree(index));
    return isPartial() ? text.append(".p/").append(width).toString() : text.toString();
  }

  private static String groupsOfThree(long index) {
    String last = "%03d".formatted(index % 1000);
    StringBuilder groups = new StringBuilder(last);
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      groups.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return groups.toString();
  }
}
