package vn.onecall.server.walls.planted.modules.one;

import vn.onecall.server.walls.planted.modules.two.Wanted;

/** Planted: a dependency that is not declared. */
final class Undeclared {
  Wanted wanted() {
    return new Wanted();
  }
}
