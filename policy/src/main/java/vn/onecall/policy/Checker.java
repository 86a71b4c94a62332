package vn.onecall.policy;

import java.util.List;

/** Stub. */
public final class Checker {
  private Checker() {}

  /** Stub. */
  public static List<Finding> check(Policy policy) {
    return List.of();
  }
}
