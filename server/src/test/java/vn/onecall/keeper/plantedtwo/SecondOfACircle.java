package vn.onecall.keeper.plantedtwo;

import vn.onecall.keeper.plantedone.FirstOfACircle;

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
