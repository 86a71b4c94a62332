package vn.onecall.keeper.subjects;

import java.util.Set;

/**
 * Which version of a subject a caller allows a change of: one of those that it names, or any.
 *
 * @param versions the versions; none if it may be any
 * @param any whether it may be any
 */
public record ExpectedVersion(Set<Long> versions, boolean any) {
  /** Any version, as long as there is one. */
  public static final ExpectedVersion ANY = new ExpectedVersion(Set.of(), true);

  public ExpectedVersion {
    versions = Set.copyOf(versions);
  }

  /** Just this version. */
  public static ExpectedVersion of(long version) {
    return oneOf(Set.of(version));
  }

  /** One of these versions; none at all never fits. */
  public static ExpectedVersion oneOf(Set<Long> versions) {
    return new ExpectedVersion(versions, false);
  }

  /** Whether a version is one of them. */
  public boolean admits(long version) {
    return any || versions.contains(version);
  }
}
