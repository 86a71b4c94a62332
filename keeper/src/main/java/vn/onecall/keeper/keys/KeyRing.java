package vn.onecall.keeper.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.sealing.WrappedKey;
import vn.onecall.sealing.address.KeyAddress;

/**
 * The opened data keys of subjects and days, cached.
 *
 * <p>A cached key is not permission: it serves only where the statement in main saw the subject
 * alive, so that a key that outlives its erasure by some minutes in another node opens nothing.
 */
public final class KeyRing {
  /** Whoever has this many matches is not found: another fact must be asked for. */
  public static final int MOST_FOUND = 20;

  /** The category of a subject's log key. */
  public static final String LOG_CATEGORY = "log";

  private static final String DAY_CATEGORY = "log-day";

  /** The keys of one subject, by category. */
  public record SubjectKeys(Map<String, DataKey> byCategory) {
    public @Nullable DataKey logKey() {
      return byCategory.get(LOG_CATEGORY);
    }
  }

  /** What a search found, with the keys to show it. */
  public record Search(List<SubjectKeyStore.Found> found, Map<SubjectId, SubjectKeys> keys) {}

  private final SubjectKeyStore store;
  private final KeyProvider provider;
  private final Cache<SubjectId, SubjectKeys> subjects =
      Caffeine.newBuilder().maximumSize(200_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  /** When a subject was forgotten, for longer than any statement on keys may take. */
  private final Cache<SubjectId, Long> forgotten =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

  private final Cache<LocalDate, DataKey> days = Caffeine.newBuilder().maximumSize(8).build();

  public KeyRing(SubjectKeyStore store, KeyProvider provider) {
    this.store = store;
    this.provider = provider;
  }

  /** The keys of those subjects that have any. */
  public Map<SubjectId, SubjectKeys> of(Collection<SubjectId> asked) {
    Map<SubjectId, SubjectKeys> keys = HashMap.newHashMap(asked.size());
    List<SubjectId> missing = new ArrayList<>();
    for (SubjectId subject : asked) {
      SubjectKeys cached = subjects.getIfPresent(subject);
      if (cached == null) {
        missing.add(subject);
      } else {
        keys.put(subject, cached);
      }
    }
    if (!missing.isEmpty()) {
      long since = System.nanoTime();
      keys.putAll(opened(store.keysOf(missing), since));
    }
    return keys;
  }

  /**
   * The confirmed keys of a subject, from the store itself: what a write may seal under. A pending
   * key could still be discarded with its write, and what was sealed under it would be lost.
   */
  public Optional<SubjectKeys> confirmed(SubjectId subject) {
    Map<String, DataKey> keys = new HashMap<>();
    for (SubjectKeyStore.StoredKey key : store.keysOf(List.of(subject))) {
      if (!key.pending()) {
        keys.put(key.category(), unwrap(key));
      }
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(new SubjectKeys(keys));
  }

  /** Looks a normalised value up; more than {@link #MOST_FOUND} matches are cut one past it. */
  public Search search(String field, String term) {
    byte[] token = provider.blindIndex().token(field, term);
    List<SubjectKeyStore.StoredKey> stored = new ArrayList<>();
    long since = System.nanoTime();
    List<SubjectKeyStore.Found> found = store.find(field, token, MOST_FOUND + 1, stored);
    return new Search(found, found.size() > MOST_FOUND ? Map.of() : opened(stored, since));
  }

  /** The keyed hash of a normalised value. */
  public byte[] token(String field, String term) {
    return provider.blindIndex().token(field, term);
  }

  /** A new key for a subject's category, as it is to be stored. */
  public SubjectKeyStore.StoredKey wrap(SubjectId subject, String category, DataKey key) {
    return new SubjectKeyStore.StoredKey(
        subject, category, provider.wrap(key, new KeyAddress(subject.value(), category)), true);
  }

  /** Where the key of a day belongs. */
  static KeyAddress addressOf(LocalDate day) {
    return new KeyAddress(new UUID(0, day.toEpochDay()), DAY_CATEGORY);
  }

  /** The symmetric key of a day, made on its first use. */
  public DataKey dayKey(LocalDate day) {
    return java.util.Objects.requireNonNull(
        days.get(
            day,
            wanted -> {
              KeyAddress address = addressOf(wanted);
              WrappedKey offered = provider.wrap(DataKey.generate(), address);
              return provider.unwrap(store.dayKey(wanted, offered), address);
            }));
  }

  /** Drops what is cached of a subject. */
  public void forget(SubjectId subject) {
    forgotten.put(subject, System.nanoTime());
    subjects.invalidate(subject);
  }

  /** Opens what was read from the store no earlier than {@code since}, and caches it. */
  private Map<SubjectId, SubjectKeys> opened(List<SubjectKeyStore.StoredKey> stored, long since) {
    Map<SubjectId, Map<String, DataKey>> bySubject = new HashMap<>();
    Set<SubjectId> unsettled = new HashSet<>();
    for (SubjectKeyStore.StoredKey key : stored) {
      bySubject
          .computeIfAbsent(key.subject(), any -> new HashMap<>())
          .computeIfAbsent(key.category(), category -> unwrap(key));
      if (key.pending()) {
        unsettled.add(key.subject());
      }
    }
    Map<SubjectId, SubjectKeys> opened = HashMap.newHashMap(bySubject.size());
    bySubject.forEach((subject, keys) -> {
      SubjectKeys all = new SubjectKeys(Map.copyOf(keys));
      if (!unsettled.contains(subject)) {
        subjects.put(subject, all);
        Long changed = forgotten.getIfPresent(subject);
        if (changed != null && changed - since >= 0) {
          // It may have been read as it was before.
          subjects.invalidate(subject);
        }
      }
      opened.put(subject, all);
    });
    return opened;
  }

  private DataKey unwrap(SubjectKeyStore.StoredKey key) {
    return provider.unwrap(key.wrapped(), new KeyAddress(key.subject().value(), key.category()));
  }
}
