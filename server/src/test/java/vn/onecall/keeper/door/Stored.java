package vn.onecall.keeper.door;

import vn.onecall.server.fixture.House;

/** How many rows an installation holds of everything that a call may write. */
record Stored(
    long facts, long sealed, long erasures, long keys, long index, long pending, long entries) {
  static Stored of(House house) {
    return new Stored(
        house.countInMain("access.facts"),
        house.countInMain("access.sealed"),
        house.countInMain("access.erasure"),
        house.countInKeys("access.subject_key"),
        house.countInKeys("access.blind_index"),
        house.countInKeys("access.pending_write"),
        house.entries());
  }

  Stored withOneMoreEntry() {
    return new Stored(facts, sealed, erasures, keys, index, pending, entries + 1);
  }
}
