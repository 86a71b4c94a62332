package vn.onecall.keeper.access;

/**
 * Destroys the keys that an erasure takes, in the store and in memory. Contacts that go leave their
 * mark in the same commit.
 */
final class KeyDestroying {
  private final KeyRing ring;
  private final KeysStore store;
  private final Suppression suppression;

  KeyDestroying(KeyRing ring, KeysStore store, Suppression suppression) {
    this.ring = ring;
    this.store = store;
    this.suppression = suppression;
  }

  /** Destroys; done again, it changes nothing. */
  void destroy(ErasureJournal.Entry place) {
    store.forget(
        place.subject(),
        place.scope(),
        new KeysStore.JournalHead(place.position(), place.head()),
        suppression);
    ring.forget(place.subject());
  }
}
