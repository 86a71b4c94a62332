package vn.onecall.promises;

import java.util.List;

/**
 * The fault that something that the policy promises, or a test of it, has no proof in this build.
 */
final class Unproved extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unproved(String message) {
    super(message);
  }

  /** One line for each thing that is missing. */
  static Unproved of(List<String> missing) {
    return new Unproved(String.join("\n", missing));
  }
}
