package vn.onecall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.sealing.address.KeyAddress;
import vn.onecall.testing.Promise;

class KeystoreTest {

  private static final KeyAddress AT = new KeyAddress(UUID.randomUUID(), "contact");
  private static final FieldAddress FIELD =
      new FieldAddress(AT.subject(), "contact", "email", 0, 0);
  private static final byte[] VALUE = "hoa@example.vn".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder = Path.of(".");
  private Path file = Path.of(".");
  private Unlock secret = Unlock.secretFile(Path.of("."));

  @BeforeEach
  void makesASecretFile() {
    file = folder.resolve("keystore.1call");
    secret = Unlock.createSecretFile(folder.resolve("secret"));
  }

  @Test
  void opensAgainWithTheSamePassphraseAndTheSameKeys() {
    try (Keystore created = Keystore.create(file, passphrase("correct horse battery"));
        Keystore opened = Keystore.open(file, passphrase("correct horse battery"))) {
      assertSame(created, opened);
    }
  }

  @Test
  void opensAgainWithTheSameSecretFileAndTheSameKeys() {
    try (Keystore created = Keystore.create(file, secret);
        Keystore opened = Keystore.open(file, secret)) {
      assertSame(created, opened);
    }
  }

  private static void assertSame(Keystore created, Keystore opened) {
    DataKey key = DataKey.generate();
    byte[] sealed = key.seal(FIELD, VALUE);
    DataKey unwrapped = opened.unwrap(created.wrap(key, AT), AT);
    assertThat(unwrapped.open(FIELD, sealed)).isEqualTo(VALUE);
    assertThat(opened.installation()).isEqualTo(created.installation());
    assertThat(opened.currentEpoch()).isEqualTo(created.currentEpoch()).isEqualTo(1);
    assertThat(opened.check()).isEqualTo(created.check()).hasSize(32);
    assertThat(opened.logSigningSeed()).isEqualTo(created.logSigningSeed()).hasSize(32);
    assertThat(opened.logSigningPublicKey()).isEqualTo(created.logSigningPublicKey()).hasSize(32);
    assertThat(opened.blindIndex().token("email", "hoa@example.vn"))
        .isEqualTo(created.blindIndex().token("email", "hoa@example.vn"));
  }

  @Test
  void refusesAWrongPassphraseOrSecretOrKindOfUnlock() {
    Unlock other = Unlock.createSecretFile(folder.resolve("other-secret"));
    Keystore.create(file, passphrase("correct horse battery")).close();
    assertThatThrownBy(() -> Keystore.open(file, passphrase("correct horse batterie")))
        .isInstanceOf(KeystoreException.WrongUnlock.class)
        .hasMessageContaining("keystore.1call")
        .hasMessageNotContaining("horse")
        .hasMessageNotContaining(folder.toString());
    assertThatThrownBy(() -> Keystore.open(file, secret))
        .isInstanceOf(KeystoreException.WrongUnlock.class)
        .hasMessageContaining("no such slot");
    Path second = folder.resolve("second.1call");
    Keystore.create(second, secret).close();
    assertThatThrownBy(() -> Keystore.open(second, other))
        .isInstanceOf(KeystoreException.WrongUnlock.class)
        .hasMessageContaining("other-secret");
    assertThatThrownBy(() -> Keystore.open(second, passphrase("correct horse battery")))
        .isInstanceOf(KeystoreException.WrongUnlock.class);
  }

  @Test
  void refusesAShortPassphraseForANewKeystoreAndLeavesNoFile() {
    assertThatThrownBy(() -> Keystore.create(file, passphrase("7 chars")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void saysWhenThereIsNoKeystore() {
    assertThatThrownBy(() -> Keystore.open(file, secret))
        .isInstanceOf(KeystoreException.Missing.class)
        .hasMessageContaining("keystore.1call");
  }

  @Test
  void saysWhenTheFileCannotBeReadOrWritten() {
    assertThatThrownBy(() -> Keystore.open(folder, secret))
        .isInstanceOf(KeystoreException.Inaccessible.class);
    assertThatThrownBy(() -> Keystore.create(folder.resolve("no/such/folder"), secret))
        .isInstanceOf(KeystoreException.Inaccessible.class);
  }

  @Test
  void refusesToOverwriteAnyFile() throws IOException {
    Files.writeString(file, "kept");
    assertThatThrownBy(() -> Keystore.create(file, secret))
        .isInstanceOf(KeystoreException.AlreadyExists.class);
    assertThat(Files.readString(file)).isEqualTo("kept");
    Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertThatThrownBy(() -> Keystore.create(dangling, secret))
        .isInstanceOf(KeystoreException.AlreadyExists.class);
  }

  @Test
  void ofManyWhoCreateAtOnceExactlyOneSucceeds() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<UUID> create =
          () -> {
            try (Keystore keystore = Keystore.create(file, secret)) {
              return keystore.installation();
            } catch (KeystoreException.AlreadyExists e) {
              return new UUID(0, 0);
            }
          };
      List<Future<UUID>> all = threads.invokeAll(Collections.nCopies(16, create));
      UUID survivor;
      try (Keystore opened = Keystore.open(file, secret)) {
        survivor = opened.installation();
      }
      assertThat(all).extracting(Future::get).containsOnlyOnce(survivor).contains(new UUID(0, 0));
      assertThat(all.stream().filter(f -> f.resultNow().equals(new UUID(0, 0)))).hasSize(15);
    }
  }

  @Test
  void writesItsFileForTheOwnerAloneAndNothingBeside() throws IOException {
    Keystore.create(file, secret).close();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("keystore.1call", "secret");
    }
  }

  @Test
  @Promise("6.2")
  void aWrappedKeyOpensForNoOtherSubjectOrCategory() {
    try (Keystore keystore = Keystore.create(file, secret)) {
      WrappedKey wrapped = keystore.wrap(DataKey.generate(), AT);
      for (KeyAddress other :
          List.of(
              new KeyAddress(UUID.randomUUID(), "contact"),
              new KeyAddress(AT.subject(), "identity"))) {
        assertThatThrownBy(() -> keystore.unwrap(wrapped, other))
            .isInstanceOf(SealBrokenException.class)
            .hasMessageContaining(other.category());
      }
    }
  }

  @Test
  void refusesEveryFlippedBitOfAWrappedKey() {
    try (Keystore keystore = Keystore.create(file, secret)) {
      byte[] bytes = keystore.wrap(DataKey.generate(), AT).bytes();
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThatThrownBy(() -> keystore.unwrap(new WrappedKey(1, changed), AT))
            .isInstanceOf(SealBrokenException.class);
      }
    }
  }

  @Test
  void wrapsInTheLastEpochAndOpensAllThatItHolds() {
    RootKeys first = RootKeys.generate(2);
    try (Keystore keystore =
            Keystore.create(file, secret, SlotKeyDerivation.Argon2id.STANDARD, first);
        Keystore opened = Keystore.open(file, secret)) {
      assertThat(opened.currentEpoch()).isEqualTo(2);
      WrappedKey wrapped = keystore.wrap(DataKey.generate(), AT);
      assertThat(wrapped.epoch()).isEqualTo(2);
      opened.unwrap(wrapped, AT).destroy();
      WrappedKey older = new WrappedKey(1, wrapped.bytes());
      assertThatThrownBy(() -> opened.unwrap(older, AT)).isInstanceOf(SealBrokenException.class);
      WrappedKey newer = new WrappedKey(3, wrapped.bytes());
      assertThatThrownBy(() -> opened.unwrap(newer, AT))
          .isInstanceOf(UnknownEpochException.class)
          .hasMessageContaining("epoch 3");
    }
  }

  @Test
  void twoKeystoresShareNothing() {
    try (Keystore one = Keystore.create(file, secret);
        Keystore two = Keystore.create(folder.resolve("two.1call"), secret)) {
      assertThat(one.installation()).isNotEqualTo(two.installation());
      assertThat(one.check()).isNotEqualTo(two.check());
      assertThat(one.logSigningSeed()).isNotEqualTo(two.logSigningSeed());
      assertThat(one.blindIndex().token("email", "hoa@example.vn"))
          .isNotEqualTo(two.blindIndex().token("email", "hoa@example.vn"));
      WrappedKey wrapped = one.wrap(DataKey.generate(), AT);
      assertThatThrownBy(() -> two.unwrap(wrapped, AT)).isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void theSameRootsUnderAnotherInstallationOpenNothing() {
    byte[] encoded = RootKeys.generate(1).encode();
    try (Keystore one =
            Keystore.create(
                file, secret, SlotKeyDerivation.Argon2id.STANDARD, RootKeys.decode(encoded));
        Keystore two =
            Keystore.create(
                folder.resolve("two.1call"),
                secret,
                SlotKeyDerivation.Argon2id.STANDARD,
                RootKeys.decode(encoded))) {
      WrappedKey wrapped = one.wrap(DataKey.generate(), AT);
      assertThatThrownBy(() -> two.unwrap(wrapped, AT)).isInstanceOf(SealBrokenException.class);
      assertThat(one.check()).isNotEqualTo(two.check());
    }
  }

  @Test
  void itsSigningKeysAreOnePairToTheJdkToo() throws Exception {
    try (Keystore keystore = Keystore.create(file, secret)) {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(
          factory.generatePrivate(
              new EdECPrivateKeySpec(NamedParameterSpec.ED25519, keystore.logSigningSeed())));
      signer.update(VALUE);
      byte[] signature = signer.sign();
      // RFC 8410, section 4: the fixed head of an Ed25519 SubjectPublicKeyInfo.
      String head = "302a300506032b6570032100";
      byte[] spki =
          HexFormat.of().parseHex(head + HexFormat.of().formatHex(keystore.logSigningPublicKey()));
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(factory.generatePublic(new X509EncodedKeySpec(spki)));
      verifier.update(VALUE);
      assertThat(verifier.verify(signature)).isTrue();
    }
  }

  @Test
  void handsOutCopiesOnly() {
    try (Keystore keystore = Keystore.create(file, secret)) {
      byte[] before = keystore.logSigningSeed();
      Arrays.fill(keystore.logSigningSeed(), (byte) 0);
      Arrays.fill(keystore.logSigningPublicKey(), (byte) 0);
      assertThat(keystore.logSigningSeed()).isEqualTo(before);
      assertThat(keystore.logSigningPublicKey()).isNotEqualTo(new byte[32]);
      WrappedKey wrapped = keystore.wrap(DataKey.generate(), AT);
      wrapped.bytes()[0] ^= 1;
      keystore.unwrap(wrapped, AT).destroy();
    }
  }

  @Test
  void refusesEveryUseOnceClosed() {
    Keystore keystore = Keystore.create(file, secret);
    WrappedKey wrapped = keystore.wrap(DataKey.generate(), AT);
    BlindIndex index = keystore.blindIndex();
    keystore.close();
    keystore.close();
    List<Callable<?>> uses =
        List.of(
            () -> keystore.wrap(DataKey.generate(), AT),
            () -> keystore.unwrap(wrapped, AT),
            () -> index.token("email", "hoa@example.vn"),
            keystore::logSigningSeed,
            keystore::logSigningPublicKey,
            keystore::check);
    for (Callable<?> use : uses) {
      assertThatThrownBy(use::call).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void zeroesItsRootsWhenClosed() {
    RootKeys roots = RootKeys.generate(1);
    Keystore.create(file, secret, SlotKeyDerivation.Argon2id.STANDARD, roots).close();
    for (String root : List.of("indexRoot", "signingSeed", "checkRoot")) {
      assertThat(roots).extracting(root).isEqualTo(new byte[32]);
    }
    assertThat(roots)
        .extracting("epochs", InstanceOfAssertFactories.map(Integer.class, byte[].class))
        .extractingByKey(1)
        .isEqualTo(new byte[32]);
    assertThatThrownBy(roots::encode).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesToWrapADestroyedKey() {
    try (Keystore keystore = Keystore.create(file, secret)) {
      DataKey key = DataKey.generate();
      key.destroy();
      assertThatThrownBy(() -> keystore.wrap(key, AT)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void isNeitherPrintedNorSerialised() throws IOException {
    try (Keystore keystore = Keystore.create(file, secret);
        ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThat(keystore)
          .hasToString("Keystore[installation=" + keystore.installation() + ", currentEpoch=1]");
      assertThatThrownBy(() -> out.writeObject(keystore))
          .isInstanceOf(NotSerializableException.class);
      assertThat(keystore.wrap(DataKey.generate(), AT))
          .hasToString("WrappedKey[epoch=1, 60 bytes]");
      assertThat(RootKeys.generate(1)).hasToString("RootKeys[redacted]");
    }
  }

  private static Unlock passphrase(String text) {
    return Unlock.passphrase(text.toCharArray());
  }
}
