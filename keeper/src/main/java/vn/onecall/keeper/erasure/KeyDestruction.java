package vn.onecall.keeper.erasure;

import vn.onecall.keeper.keys.KeyRing;

/**
 * Destroys the keys that an erasure takes, in the store and in memory. Contacts that go leave their
 * mark in the same commit.
 */
public final class KeyDestruction {
  private final KeyRing ring;
  private final ErasedKeysStore store;
  private final SuppressionList suppression;

  public KeyDestruction(KeyRing ring, ErasedKeysStore store, SuppressionList suppression) {
    this.ring = ring;
    this.store = store;
    this.suppression = suppression;
  }

  /** Destroys; done again, it changes nothing. */
  void destroy(ErasureJournal.Entry place) {
    store.forget(
        place.subject(),
        place.scope(),
        new JournalHead(place.position(), place.head()),
        suppression);
    ring.forget(place.subject());
  }
}
