package vn.onecall.server.plantedtwo;

import vn.onecall.server.plantedone.FirstOfACircle;

/** Planted: half of a circle. */
public final class SecondOfACircle {
  private final FirstOfACircle other;

  public SecondOfACircle(FirstOfACircle other) {
    this.other = other;
  }

  public FirstOfACircle other() {
    return other;
  }
}
