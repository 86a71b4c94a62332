package vn.onecall.keeper.plantedone;

import vn.onecall.keeper.plantedtwo.SecondOfACircle;

/** Planted: half of a circle. */
public final class FirstOfACircle {
  private final SecondOfACircle other;

  public FirstOfACircle(SecondOfACircle other) {
    this.other = other;
  }

  public SecondOfACircle other() {
    return other;
  }
}
