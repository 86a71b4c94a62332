package vn.onecall.server.walls.planted;

import vn.onecall.keeper.planted.KnowsTheWeb;

/** Planted: a class that anybody may make, and half of a circle between modules. */
public final class MakesItselfPublic {
  public MakesItselfPublic() {}

  /** What the other half says. */
  public int ok(KnowsTheWeb web) {
    return web.ok();
  }
}
