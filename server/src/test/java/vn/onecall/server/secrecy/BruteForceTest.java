package vn.onecall.server.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.sealing.BlindIndex;
import vn.onecall.sealing.DataKey;
import vn.onecall.sealing.SealBrokenException;
import vn.onecall.sealing.WrappedKey;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.sealing.address.KeyAddress;
import vn.onecall.server.fixture.Administrator;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.fixture.House;
import vn.onecall.server.fixture.People;
import vn.onecall.server.fixture.Person;
import vn.onecall.testing.Promise;

/**
 * A thief with a cold copy of main from before an erasure, and with every key that is alive after
 * it, hashes every Vietnamese mobile number under every index key and looks for it in everything
 * that the copy holds, and tries every living data key on every sealed value.
 *
 * <p>The usual run takes the hundred thousand numbers about each of the two that are to be found,
 * which shows that the attack works; {@code -Donecall.long=true} takes all 500 million (0 and one
 * of 3, 5, 7, 8, 9, and eight digits).
 */
class BruteForceTest {
  private static final boolean ALL = Boolean.getBoolean("onecall.long");
  private static final List<String> PREFIXES =
      ALL ? List.of("+843", "+845", "+847", "+848", "+849") : List.of("+849123", "+849135");
  private static final int DIGITS = ALL ? 8 : 5;

  /** A sealed value where it lies. */
  private record SealedValue(FieldAddress at, byte[] ciphertext) {}

  @Test
  @Promise("6.4")
  void anOldCopyOfMainYieldsNothingAfterTheErasure() {
    Person victim = new Person("Hồ Thị Nạn Nhân", "nannhan@mail.example", "+84912345678");
    Person stays = new Person("Vũ Văn Còn Đây", "conday@mail.example", "+84913572468");
    Path data = Folders.installation("attack");
    SubjectId erased;
    try (House house = House.open(data)) {
      erased = People.register(house, victim).subject();
      People.register(house, stays);
      house.ledger().publishAll();
    }
    Path cold = Folders.copyOf(data);
    try (House house = House.open(data)) {
      Set<Long> keysBefore = Tables.windows(house.keysAdministrator());
      People.granted(house.door().erase(People.call(house, "account.erase"), erased));
      Set<Long> keysAfter = Tables.windows(house.keysAdministrator());
      try (Instances old = Instances.open(Folders.settings(cold));
          Administrator copy = new Administrator(old.main(), cold)) {
        List<Set<String>> found =
            attack(
                house.keystore().blindIndex(),
                List.of(keysBefore, keysAfter, Tables.windows(copy)));
        assertThat(found.get(0))
            .as("the attack works: live rows of keys give the numbers away")
            .containsExactlyInAnyOrder(victim.phone(), stays.phone());
        assertThat(found.get(1))
            .as("the erased number is gone from keys")
            .containsExactly(stays.phone());
        assertThat(found.get(2)).as("the old copy of main").isEmpty();
        assertThat(opened(house, copy, erased.value()::equals)).isZero();
        assertThat(opened(house, copy, anyone -> true))
            .as("living keys open their own subject's values")
            .isPositive();
      }
    }
  }

  /** Hashes every number under every index key; for each loot, those whose hash stands in it. */
  private static List<Set<String>> attack(BlindIndex index, List<Set<Long>> loots) {
    List<Set<String>> found =
        loots.stream().<Set<String>>map(loot -> new ConcurrentSkipListSet<>()).toList();
    long began = System.nanoTime();
    for (String field : List.of("phone", "email", "full-name")) {
      for (String prefix : PREFIXES) {
        IntStream.range(0, (int) Math.pow(10, DIGITS))
            .parallel()
            .forEach(n -> {
              String number = prefix + padded(n);
              long hash = ByteBuffer.wrap(index.token(field, number)).getLong();
              for (int i = 0; i < loots.size(); i++) {
                if (loots.get(i).contains(hash)) {
                  found.get(i).add(number);
                }
              }
            });
      }
    }
    System.out.printf(
        "Attack: %,d hashes in %d s%n",
        3L * PREFIXES.size() * (long) Math.pow(10, DIGITS),
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
    return found;
  }

  private static String padded(int n) {
    char[] digits = new char[DIGITS];
    Arrays.fill(digits, '0');
    int rest = n;
    for (int i = DIGITS - 1; rest > 0; i--) {
      digits[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    return new String(digits);
  }

  /** How many sealed values, of one subject or of anyone, a living data key opens. */
  private static int opened(House house, Administrator copy, Predicate<UUID> whose) {
    List<SealedValue> values =
        copy.client()
            .sql("select subject_id, category, field, item, version, ciphertext from access.sealed")
            .query((row, n) ->
                new SealedValue(
                    new FieldAddress(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5)),
                    row.getBytes(6)))
            .list();
    List<DataKey> living =
        house
            .keys()
            .sql("select subject_id, category, epoch, wrapped from access.subject_key")
            .query((row, n) ->
                house
                    .keystore()
                    .unwrap(
                        new WrappedKey(row.getInt(3), row.getBytes(4)),
                        new KeyAddress(row.getObject(1, UUID.class), row.getString(2))))
            .list();
    int opened = 0;
    for (SealedValue value : values) {
      if (whose.test(value.at.subject())) {
        for (DataKey key : living) {
          opened += opens(key, value) ? 1 : 0;
        }
      }
    }
    return opened;
  }

  private static boolean opens(DataKey key, SealedValue value) {
    try {
      return key.open(value.at, value.ciphertext).length > 0;
    } catch (SealBrokenException e) {
      return false;
    }
  }
}
