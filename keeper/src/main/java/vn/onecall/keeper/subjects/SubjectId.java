package vn.onecall.keeper.subjects;

import java.util.UUID;

/**
 * The name of a person throughout the product: 122 random bits, never derived from data and never
 * sequential, so that it says nothing about anyone.
 *
 * @param value the random UUID (version 4)
 */
public record SubjectId(UUID value) {

  /** Whom an entry speaks of that found nobody, or that is about no one. */
  public static final SubjectId NOBODY = new SubjectId(new UUID(0, 0));

  /** A new subject's id. */
  public static SubjectId random() {
    return new SubjectId(UUID.randomUUID());
  }

  /**
   * Reads an id in its form of 36 characters. Its digits may be capitals (RFC 9562, section 4), as
   * some systems print them.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static SubjectId parse(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("a subject id has the form of a UUID");
    }
    return new SubjectId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
