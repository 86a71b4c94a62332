package vn.onecall.server.walls.planted;

import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.subjects.SubjectId;

/** Planted: a feature that asks the keeper for keys. */
final class ReachesIntoTheKeeper {
  boolean has(KeyRing keys, SubjectId subject) {
    return keys.confirmed(subject).isPresent();
  }
}
