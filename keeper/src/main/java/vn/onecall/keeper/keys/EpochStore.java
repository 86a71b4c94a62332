package vn.onecall.keeper.keys;

import java.sql.Array;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.onecall.keeper.instances.Instance;
import vn.onecall.sealing.WrappedKey;
import vn.onecall.sealing.address.KeyAddress;

/** The statements on epochs: which there are, what stands under them, and wrapping it again. */
final class EpochStore {
  /** An epoch as keys knows it. */
  record Known(int epoch, Optional<byte[]> check, @Nullable Instant emptySince) {}

  /** Where a wrapped key of a subject stands; also a border between two stretches of them. */
  record Place(UUID subject, String category) {
    /** Before all others. */
    static final Place FIRST = new Place(new UUID(0, 0), "");
  }

  /** The end of a stretch of subjects' keys, and the past epochs that were met in it. */
  record Stretch(Place end, Set<Integer> past) {}

  /** A wrapped key and what it belongs to. */
  record Standing(KeyAddress at, WrappedKey wrapped) {}

  private final Instance.Keys keys;

  EpochStore(Instance.Keys keys) {
    this.keys = keys;
  }

  List<Known> known() {
    return keys.client()
        .sql("select epoch, key_check, empty_since from access.key_epoch order by epoch")
        .query((row, n) -> {
          OffsetDateTime since = row.getObject(3, OffsetDateTime.class);
          return new Known(
              row.getInt(1),
              Optional.ofNullable(row.getBytes(2)),
              since == null ? null : since.toInstant());
        })
        .list();
  }

  /** Makes an epoch known; one that is known without a check gets it, any other is left alone. */
  void register(int epoch, byte[] check) {
    keys.client()
        .sql(
            """
            insert into access.key_epoch (epoch, key_check) values (?, ?)
            on conflict (epoch) do update set key_check = excluded.key_check
            where key_epoch.key_check is null
            """)
        .params(epoch, check)
        .update();
  }

  /** How many keys stand under each epoch, of subjects and of days; reads both tables whole. */
  SortedMap<Integer, Long> standing() {
    SortedMap<Integer, Long> standing = new TreeMap<>();
    keys.client()
        .sql(
            """
            select epoch, sum(keys)::bigint from (
              select epoch, count(*) as keys from access.subject_key group by epoch
              union all
              select epoch, count(*) from access.day_key group by epoch) of_each
            group by epoch
            """)
        .query(row -> {
          standing.put(row.getInt(1), row.getLong(2));
        });
    return standing;
  }

  /** Removes an epoch; refused by its foreign keys if a key stands under it. */
  void remove(int epoch) {
    keys.client().sql("delete from access.key_epoch where epoch = ?").param(epoch).update();
  }

  /** Notes that nothing stands under an epoch, since this moment or an earlier one. */
  void noteEmpty(int epoch, Instant now) {
    keys.client()
        .sql("update access.key_epoch set empty_since = ? where epoch = ? and empty_since is null")
        .params(now.atOffset(ZoneOffset.UTC), epoch)
        .update();
  }

  /** Notes that something stands under an epoch. */
  void noteFilled(int epoch) {
    keys.client()
        .sql(
            "update access.key_epoch set empty_since = null"
                + " where epoch = ? and empty_since is not null")
        .param(epoch)
        .update();
  }

  /** The next so many keys of subjects, in the order of their places; nothing at the end. */
  Optional<Stretch> stretch(Place after, int size, int current) {
    return keys.client()
        .sql(
            """
            with page as (
              select subject_id, category, epoch from access.subject_key
              where (subject_id, category) > (?, ?)
              order by subject_id, category limit ?)
            select subject_id, category,
                   array(select distinct epoch from page where epoch < ?)
            from page order by subject_id desc, category desc limit 1
            """)
        .params(after.subject, after.category, size, current)
        .query((row, n) -> {
          Array past = row.getArray(3);
          return new Stretch(
              new Place(row.getObject(1, UUID.class), row.getString(2)),
              Set.of((Integer[]) past.getArray()));
        })
        .optional();
  }

  /**
   * Wraps the past keys of a stretch again, in one short transaction. Rows that somebody else holds
   * are left for the next pass, so that nobody ever waits in a circle.
   *
   * @param again the same key under the current epoch; nothing where it does not open
   * @return how many were wrapped again
   */
  int rewrap(Place after, Place end, int current, Function<Standing, Optional<WrappedKey>> again) {
    return Objects.requireNonNull(
        keys.transactions()
            .execute(status -> {
              List<Object[]> rows = new ArrayList<>();
              for (Standing old : held(after, end, current)) {
                again
                    .apply(old)
                    .ifPresent(key ->
                        rows.add(
                            new Object[] {
                              key.epoch(), key.bytes(), old.at().subject(), old.at().category()
                            }));
              }
              if (!rows.isEmpty()) {
                keys.template()
                    .batchUpdate(
                        "update access.subject_key set epoch = ?, wrapped = ?"
                            + " where subject_id = ? and category = ?",
                        rows);
              }
              return rows.size();
            }));
  }

  private List<Standing> held(Place after, Place end, int current) {
    return keys.client()
        .sql(
            """
            select subject_id, category, epoch, wrapped from access.subject_key
            where (subject_id, category) > (?, ?) and (subject_id, category) <= (?, ?)
              and epoch < ?
            order by subject_id, category for no key update skip locked
            """)
        .params(after.subject, after.category, end.subject, end.category, current)
        .query((row, n) ->
            new Standing(
                new KeyAddress(row.getObject(1, UUID.class), row.getString(2)),
                new WrappedKey(row.getInt(3), row.getBytes(4))))
        .list();
  }

  /** The keys of days that stand under past epochs. */
  List<Standing> pastDays(int current) {
    return keys.client()
        .sql("select day, epoch, wrapped from access.day_key where epoch < ? order by day")
        .param(current)
        .query((row, n) ->
            new Standing(
                KeyRing.addressOf(row.getObject(1, LocalDate.class)),
                new WrappedKey(row.getInt(2), row.getBytes(3))))
        .list();
  }

  /** Wraps the key of a day again, if it is still the one that was read. */
  void rewrapDay(Standing old, WrappedKey again) {
    keys.client()
        .sql("update access.day_key set epoch = ?, wrapped = ? where day = ? and epoch = ?")
        .params(
            again.epoch(),
            again.bytes(),
            LocalDate.ofEpochDay(old.at().subject().getLeastSignificantBits()),
            old.wrapped().epoch())
        .update();
  }
}
