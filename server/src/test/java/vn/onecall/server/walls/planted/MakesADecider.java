package vn.onecall.server.walls.planted;

import vn.onecall.keeper.keys.KeyRing;
import vn.onecall.keeper.keys.SubjectKeyStore;
import vn.onecall.sealing.KeyProvider;

/** Planted: a feature that builds a part of the door for itself. */
final class MakesADecider {
  KeyRing keys(SubjectKeyStore store, KeyProvider provider) {
    return new KeyRing(store, provider);
  }
}
