package vn.onecall.policy;

/**
 * The line numbers of a file that a policy was read from, by the keys that lead to them. It lets a
 * check that runs long after reading name the line of what it finds.
 */
public interface SourceLines {

  /** The name of the file. */
  String file();

  /**
   * The line, from 1, of the deepest key on the path that stands in the file. The last name of the
   * path may also be an item of a list.
   */
  int line(String... path);

  /** A finding about what stands under a path. */
  default Finding finding(String reason, String... path) {
    return new Finding(file(), line(path), reason);
  }
}
