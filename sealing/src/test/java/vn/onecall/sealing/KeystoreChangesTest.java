package vn.onecall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.sealing.address.KeyAddress;
import vn.onecall.testing.Promise;

/** What an operator does to a keystore while a server has it open: slots and epochs. */
class KeystoreChangesTest {
  private static final SlotKeyDerivation.Argon2id CHEAP = new SlotKeyDerivation.Argon2id(8, 1, 1);
  private static final KeyAddress AT = new KeyAddress(UUID.randomUUID(), "contact");
  private static final FieldAddress FIELD =
      new FieldAddress(AT.subject(), "contact", "email", 0, 0);
  private static final byte[] VALUE = "hoa@example.vn".getBytes(StandardCharsets.UTF_8);
  private static final Instant MAY = Instant.parse("2026-05-01T08:00:00.123Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T08:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T08:00:00Z");

  @TempDir private Path folder = Path.of(".");
  private Path file = Path.of(".");
  private Unlock secret = Unlock.secretFile(Path.of("."));

  @BeforeEach
  void makesAKeystoreOfASecretFile() {
    file = folder.resolve("keystore");
    secret = Unlock.createSecretFile(folder.resolve("secret"));
    Keystore.create(file, List.of(secret), MAY).close();
  }

  @Test
  void twoSlotsOpenTheSameKeys() {
    Path other = folder.resolve("two");
    Keystore.create(other, List.of(passphrase(), secret), MAY).close();
    assertSame(other, passphrase(), secret);
    assertThat(KeystoreSummary.of(other).slots())
        .containsExactly("passphrase (Argon2id, 65536 KiB, 3 passes)", "secret file");
  }

  @Test
  void aSlotThatIsAddedLaterOpensTheSameKeysAndTheFirstOneStays() {
    KeystoreChanges.addSlot(file, secret, passphrase(), CHEAP);
    assertSame(file, secret, passphrase());
    Unlock third = Unlock.createSecretFile(folder.resolve("third"));
    KeystoreChanges.addSlot(file, passphrase(), third, CHEAP);
    assertSame(file, secret, third);
    assertThatThrownBy(() -> Keystore.open(file, otherPassphrase()))
        .isInstanceOf(KeystoreException.WrongUnlock.class);
  }

  private static void assertSame(Path file, Unlock one, Unlock other) {
    try (Keystore first = Keystore.open(file, one);
        Keystore second = Keystore.open(file, other)) {
      second.unwrap(first.wrap(DataKey.generate(), AT), AT).destroy();
      assertThat(second.check()).isEqualTo(first.check());
      assertThat(second.installation()).isEqualTo(first.installation());
      assertThat(second.epochCheck(1)).isEqualTo(first.epochCheck(1)).hasSize(32);
    }
  }

  @Test
  void addsNoSlotForWhoDoesNotOpenTheKeystoreNorForWhoDoesAlready() throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> KeystoreChanges.addSlot(file, passphrase(), passphrase(), CHEAP))
        .isInstanceOf(KeystoreException.WrongUnlock.class);
    assertThatThrownBy(() -> KeystoreChanges.addSlot(file, secret, secret, CHEAP))
        .isInstanceOf(KeystoreException.ChangeRefused.class)
        .hasMessageContaining("opens by that already");
    assertThatThrownBy(
            () -> KeystoreChanges.addSlot(file, secret, Unlock.passphrase("7 chars".toCharArray())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void hasRoomForEightSlotsAndNoMore() {
    for (int i = 2; i <= 8; i++) {
      KeystoreChanges.addSlot(file, secret, Unlock.createSecretFile(folder.resolve("s" + i)));
    }
    Unlock ninth = Unlock.createSecretFile(folder.resolve("s9"));
    assertThatThrownBy(() -> KeystoreChanges.addSlot(file, secret, ninth))
        .isInstanceOf(KeystoreException.ChangeRefused.class)
        .hasMessageContaining("8 slots");
  }

  @Test
  void aDamagedSlotShutsTheKeystoreForTheOtherOneToo() throws IOException {
    // The body is sealed with the whole head: a keystore that somebody changed is not trusted.
    KeystoreChanges.addSlot(file, secret, passphrase(), CHEAP);
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    byte[] damaged = whole.clone();
    int at = text.indexOf("slot secret-file hkdf-sha256 ") + 40;
    damaged[at] = (byte) (damaged[at] == 'A' ? 'B' : 'A');
    Files.write(file, damaged);
    assertThatThrownBy(() -> Keystore.open(file, passphrase()))
        .isInstanceOf(KeystoreException.Malformed.class)
        .hasMessageContaining("was changed");
    Files.write(file, whole);
    Keystore.open(file, passphrase()).close();
  }

  @Test
  @Promise("6.2")
  void aNewEpochWrapsWhatIsNewAndOpensWhatIsOld() {
    DataKey key = DataKey.generate();
    byte[] sealed = key.seal(FIELD, VALUE);
    try (Keystore before = Keystore.open(file, secret)) {
      WrappedKey old = before.wrap(key, AT);
      assertThat(KeystoreChanges.beginEpoch(file, secret, JUNE))
          .isEqualTo(new KeyEpoch(2, JUNE, null));
      try (Keystore after = Keystore.open(file, secret)) {
        assertThat(after.unwrap(old, AT).open(FIELD, sealed)).isEqualTo(VALUE);
        WrappedKey again = after.wrap(after.unwrap(old, AT), AT);
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(after.unwrap(again, AT).open(FIELD, sealed)).isEqualTo(VALUE);
        assertThatThrownBy(() -> before.unwrap(again, AT))
            .isInstanceOf(UnknownEpochException.class);
        assertThat(after.epochCheck(2)).isNotEqualTo(after.epochCheck(1));
        assertThat(after.check()).isEqualTo(before.check());
        assertThat(after.blindIndex().token("email", "hoa@example.vn"))
            .isEqualTo(before.blindIndex().token("email", "hoa@example.vn"));
      }
    }
  }

  @Test
  @Promise("6.4")
  void aRetiredEpochOpensNothingAnyMore() {
    WrappedKey old;
    try (Keystore before = Keystore.open(file, secret)) {
      old = before.wrap(DataKey.generate(), AT);
    }
    KeystoreChanges.beginEpoch(file, secret, JUNE);
    KeystoreChanges.retireEpoch(file, secret, 1, JULY);
    try (Keystore after = Keystore.open(file, secret)) {
      assertThatThrownBy(() -> after.unwrap(old, AT)).isInstanceOf(UnknownEpochException.class);
      assertThatThrownBy(() -> after.epochCheck(1)).isInstanceOf(UnknownEpochException.class);
      assertThat(after.epochs())
          .containsExactly(
              new KeyEpoch(1, Instant.parse("2026-05-01T08:00:00Z"), JULY),
              new KeyEpoch(2, JUNE, null));
    }
    assertThat(KeystoreChanges.beginEpoch(file, secret, JULY).number()).isEqualTo(3);
  }

  @Test
  void refusesToRetireTheCurrentEpochAndOneThatIsNotThereOrGone() {
    assertRetiringFails(1, "is the current one");
    KeystoreChanges.beginEpoch(file, secret, JUNE);
    assertRetiringFails(2, "is the current one");
    assertRetiringFails(3, "no epoch 3");
    assertRetiringFails(0, "no epoch 0");
    KeystoreChanges.retireEpoch(file, secret, 1, JULY);
    assertRetiringFails(1, "retired already");
  }

  private void assertRetiringFails(int epoch, String reason) {
    assertThatThrownBy(() -> KeystoreChanges.retireEpoch(file, secret, epoch, JULY))
        .isInstanceOf(KeystoreException.ChangeRefused.class)
        .hasMessageContaining(reason);
  }

  @Test
  void theSummaryNeedsNoUnlockAndTellsNoSecret() throws IOException {
    KeystoreChanges.beginEpoch(file, secret, JUNE);
    KeystoreChanges.retireEpoch(file, secret, 1, JULY);
    KeystoreSummary summary = KeystoreSummary.of(file);
    assertThat(summary.slots()).containsExactly("secret file");
    assertThat(summary.epochs()).extracting(KeyEpoch::held).containsExactly(false, true);
    try (Keystore opened = Keystore.open(file, secret)) {
      assertThat(summary.installation()).isEqualTo(opened.installation());
      assertThat(summary.epochs()).isEqualTo(opened.epochs());
    }
    String slot =
        Files.readString(file, StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> line.startsWith("slot"))
            .findFirst()
            .orElseThrow();
    assertThat(summary.toString()).doesNotContain(slot.substring(slot.lastIndexOf(' ') + 1));
  }

  @Test
  void aCrashBeforeTheRenameLosesNothingAndIsInNobodysWay() throws IOException {
    byte[] before = Files.readAllBytes(file);
    // Written whole or by half, and never put in place.
    Path left = DurableFile.draft(file.toRealPath(), "half".getBytes(StandardCharsets.UTF_8));
    assertThat(left).exists();
    assertThat(file).hasBinaryContent(before);
    Keystore.open(file, secret).close();
    KeystoreChanges.beginEpoch(file, secret, JUNE);
    assertThat(left).doesNotExist();
    try (Keystore opened = Keystore.open(file, secret)) {
      assertThat(opened.currentEpoch()).isEqualTo(2);
    }
  }

  @Test
  void aChangedFileKeepsItsPermissionsAndItsPlaceBehindALink() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    KeystoreChanges.beginEpoch(link, secret, JUNE);
    assertThat(link).isSymbolicLink();
    assertThat(KeystoreSummary.of(file).epochs()).hasSize(2);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("keystore", "keystore.lock", "secret", "link");
    }
  }

  @Test
  void ofManyWhoBeginAnEpochAtOnceNoneLosesAnothers() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> begin =
          () -> {
            try {
              return KeystoreChanges.beginEpoch(file, secret, JUNE).number();
            } catch (KeystoreException.ChangeRefused e) {
              return 0;
            }
          };
      List<Integer> begun = new ArrayList<>();
      for (Future<Integer> each : threads.invokeAll(Collections.nCopies(16, begin))) {
        begun.add(each.get());
      }
      begun.removeIf(number -> number == 0);
      assertThat(begun).isNotEmpty().doesNotHaveDuplicates();
      assertThat(KeystoreSummary.of(file).epochs()).hasSize(1 + begun.size());
    }
  }

  @Test
  void anOpenKeystoreTakesOverWhatTheFileBecame() {
    try (Keystore serving = Keystore.open(file, secret)) {
      WrappedKey old = serving.wrap(DataKey.generate(), AT);
      BlindIndex index = serving.blindIndex();
      assertThat(serving.reload(newer -> {})).isFalse();

      KeystoreChanges.beginEpoch(file, secret, JUNE);
      List<Integer> told = new ArrayList<>();
      assertThat(serving.reload(newer -> told.add(newer.currentEpoch()))).isTrue();
      assertThat(told).containsExactly(2);
      assertThat(serving.currentEpoch()).isEqualTo(2);
      assertThat(serving.wrap(serving.unwrap(old, AT), AT).epoch()).isEqualTo(2);
      assertThat(index.token("email", "hoa@example.vn")).hasSize(32);

      KeystoreChanges.retireEpoch(file, secret, 1, JULY);
      assertThat(serving.reload(newer -> {})).isTrue();
      assertThatThrownBy(() -> serving.unwrap(old, AT)).isInstanceOf(UnknownEpochException.class);
      assertThat(serving.reload(newer -> {})).isFalse();
    }
  }

  @Test
  void anOpenKeystoreGoesOnAsBeforeWhereTheFileIsDamagedForeignOlderOrNotTakenNote()
      throws IOException {
    byte[] first = Files.readAllBytes(file);
    try (Keystore serving = Keystore.open(file, secret)) {
      WrappedKey old = serving.wrap(DataKey.generate(), AT);
      KeystoreChanges.beginEpoch(file, secret, JUNE);
      byte[] second = Files.readAllBytes(file);
      assertThatThrownBy(() ->
              serving.reload(newer -> {
                throw new IllegalArgumentException("not noted");
              }))
          .hasMessage("not noted");
      assertThat(serving.currentEpoch()).isEqualTo(1);
      serving.reload(newer -> {});

      assertNotTaken(serving, first, "is older than the one in use");
      byte[] damaged = second.clone();
      damaged[damaged.length - 1] ^= 1;
      assertNotTaken(serving, damaged, "was changed or cut short");
      assertNotTaken(serving, new byte[0], "ends too early");
      Path foreign = folder.resolve("foreign");
      Keystore.create(foreign, List.of(secret), JUNE).close();
      KeystoreChanges.beginEpoch(foreign, secret, JUNE);
      KeystoreChanges.beginEpoch(foreign, secret, JUNE);
      assertNotTaken(serving, Files.readAllBytes(foreign), "was changed or cut short");
      Files.write(file, first);
      KeystoreChanges.beginEpoch(file, secret, JULY);
      assertNotTaken(serving, Files.readAllBytes(file), "has other keys");

      serving.unwrap(old, AT).destroy();
      Files.write(file, second);
      KeystoreChanges.retireEpoch(file, secret, 1, JULY);
      assertThat(serving.reload(newer -> {})).isTrue();
      assertNotTaken(serving, second, "is older than the one in use");
    }
  }

  private void assertNotTaken(Keystore serving, byte[] content, String reason) throws IOException {
    Files.copy(file, folder.resolve("aside"), StandardCopyOption.REPLACE_EXISTING);
    Files.write(file, content);
    assertThatThrownBy(() -> serving.reload(newer -> {}))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining("keystore")
        .hasMessageContaining(reason);
    assertThat(serving.currentEpoch()).isEqualTo(2);
    serving.unwrap(serving.wrap(DataKey.generate(), AT), AT).destroy();
    Files.copy(folder.resolve("aside"), file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aKeystoreOfTheFirstFormatIsReadAndBecomesOneOfTheSecondWhenItIsChanged() throws IOException {
    KeystoreFile content = KeystoreFile.open(file, secret);
    KeystoreHeader first =
        new KeystoreHeader(content.header().installation(), content.header().slots(), List.of());
    Files.write(file, new KeystoreFile(first, content.fileKey(), content.roots()).encode());
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .startsWith("1call-keystore 1\n")
        .doesNotContain("epoch");
    assertThat(KeystoreSummary.of(file).epochs()).containsExactly(new KeyEpoch(1, null, null));
    try (Keystore opened = Keystore.open(file, secret)) {
      assertThat(opened.epochs()).containsExactly(new KeyEpoch(1, null, null));
      KeystoreChanges.beginEpoch(file, secret, JUNE);
      assertThat(opened.reload(newer -> {})).isTrue();
    }
    assertThat(KeystoreSummary.of(file).epochs())
        .containsExactly(new KeyEpoch(1, null, null), new KeyEpoch(2, JUNE, null));
  }

  private static Unlock passphrase() {
    return Unlock.passphrase("correct horse battery".toCharArray());
  }

  private static Unlock otherPassphrase() {
    return Unlock.passphrase("correct horse batterie".toCharArray());
  }
}
