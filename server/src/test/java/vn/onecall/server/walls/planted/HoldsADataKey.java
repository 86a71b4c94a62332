package vn.onecall.server.walls.planted;

import vn.onecall.sealing.DataKey;

/** Planted: a feature that makes a data key. */
final class HoldsADataKey {
  DataKey key() {
    return DataKey.generate();
  }
}
