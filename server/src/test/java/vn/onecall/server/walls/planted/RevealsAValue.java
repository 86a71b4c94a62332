package vn.onecall.server.walls.planted;

import vn.onecall.keeper.decisions.Personal;

/** Planted: a feature that shows an opened value where nobody looks for it. */
final class RevealsAValue {
  String of(Personal value) {
    return value.reveal();
  }
}
