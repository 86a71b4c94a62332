package vn.onecall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.testing.Promise;

/** A keystore file that somebody cut, changed or made up. */
class KeystoreTamperTest {

  // The least that Argon2id takes, so that some thousand files can be tried.
  private static final SlotKeyDerivation.Argon2id CHEAP = new SlotKeyDerivation.Argon2id(8, 1, 1);

  @TempDir private Path folder = Path.of(".");
  private Path file = Path.of(".");
  private byte[] whole = {};

  @BeforeEach
  void makesAKeystore() throws IOException {
    file = folder.resolve("keystore.1call");
    Keystore.create(file, unlock(), CHEAP, RootKeys.generate(2)).close();
    whole = Files.readAllBytes(file);
    open().close();
  }

  @Test
  @Promise("6.2")
  void refusesEveryFlippedBit() throws IOException {
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(changed, "bit " + bit);
    }
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "length " + length);
    }
  }

  @Test
  void refusesWhatIsAddedAtTheEnd() throws IOException {
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "one byte more");
    assertMalformed(Arrays.copyOf(whole, 70_000), "longer than any keystore");
  }

  @Test
  void refusesTheBodyOfAnotherKeystore() throws IOException {
    Path other = folder.resolve("other.1call");
    Keystore.create(other, unlock(), CHEAP, RootKeys.generate(2)).close();
    byte[] spliced = whole.clone();
    byte[] otherBytes = Files.readAllBytes(other);
    int body = text().indexOf("\nbody\n") + 6;
    System.arraycopy(otherBytes, body, spliced, body, whole.length - body);
    assertMalformed(spliced, "in its body");
  }

  @Test
  void refusesASlotThatWasAddedWithoutTheFileKey() throws IOException {
    String slot = text().lines().filter(line -> line.startsWith("slot")).findFirst().orElseThrow();
    assertMalformed(edited("\nepoch 1", "\n" + slot + "\nepoch 1"), "in its body");
    String many = ("\n" + slot).repeat(8);
    assertMalformed(edited("\nepoch 1", many + "\nepoch 1"), "more than 8");
  }

  @ParameterizedTest
  @CsvSource({
    "m=104857600, memory", "m=999999999, memory", "m=7, memory", "m=9999999999, no such slot",
    "m=08, no such slot", "m=-8, no such slot", "m=+8, no such slot", "m=, no such slot"
  })
  void refusesAMemoryCostOutOfBoundsBeforeSpendingIt(String cost, String reason)
      throws IOException {
    assertMalformed(edited("m=8", cost), reason);
  }

  @ParameterizedTest
  @CsvSource({"t=1, t=17, passes", "t=1, t=0, no such slot", "p=1, p=17, lanes"})
  void refusesOtherCostsOutOfBounds(String was, String is, String reason) throws IOException {
    assertMalformed(edited(was, is), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1call-keystore 2, 1call-keystore 3, format version",
    "1call-keystore 2, 1call-keystore 1, canonical",
    "1call-keystore 2, 2call-keystore 2, no 1CALL keystore",
    "installation, Installation, in its installation",
    "passphrase, recovery, no such slot",
    "argon2id, argon2i, no such slot",
    "body, bodY, no epoch",
    "epoch 1 begun 20, epoch 1 begun 21, no epoch",
    "epoch 1 begun 20, epoch 1 begun 20x, no epoch",
    "epoch 2, epoch 3, rise",
    "epoch 1, epoch 01, no epoch"
  })
  void refusesAnotherHeader(String was, String is, String reason) throws IOException {
    assertMalformed(edited(was, is), reason);
  }

  @Test
  void refusesAnEpochThatIsSaidToBeRetiredAndIsNot() throws IOException {
    assertMalformed(edited("\nepoch 2", " retired 2026-01-31T08:00:00Z\nepoch 2"), "in its body");
    assertMalformed(edited("\nepoch 2", " retired 2026-02-31T08:00:00Z\nepoch 2"), "no epoch");
    assertMalformed(edited("\nbody", " retired 2026-01-31T08:00:00Z\nbody"), "last epoch");
  }

  @Test
  void refusesCarriageReturnsAndEmptyFilesAndHeadersWithoutSlots() throws IOException {
    assertMalformed(edited("\nbody", "\r\nbody"), "no printable ASCII");
    assertMalformed(new byte[0], "ends too early");
    String text = text();
    int slot = text.indexOf("slot ");
    String bare = text.substring(0, slot) + text.substring(text.indexOf("body\n"));
    assertMalformed(bare.getBytes(StandardCharsets.ISO_8859_1), "there is none");
    assertMalformed(edited("slot ", "slot " + "x".repeat(600)), "too long");
  }

  @Test
  void refusesBase64InAnotherSpelling() throws IOException {
    // The last letter before == carries four bits that decoding drops.
    int at = text().indexOf("== ") - 1;
    byte[] changed = whole.clone();
    changed[at]++;
    assertMalformed(changed, "canonical");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, 1025, Integer.MAX_VALUE})
  void rootsWithAFalseNumberOfEpochsAreRefused(int count) {
    byte[] encoded = RootKeys.generate(2).encode();
    ByteBuffer.wrap(encoded).putInt(0, count);
    assertRootsRefused(() -> RootKeys.decode(encoded), "number of epochs");
  }

  @Test
  void rootsOutOfOrderOrWithAForeignPublicKeyAreRefused() {
    byte[] epochs = RootKeys.generate(2).encode();
    ByteBuffer.wrap(epochs).putInt(4 + 36, 1);
    assertRootsRefused(() -> RootKeys.decode(epochs), "rise");
    byte[] zeroth = RootKeys.generate(1).encode();
    ByteBuffer.wrap(zeroth).putInt(4, 0);
    assertRootsRefused(() -> RootKeys.decode(zeroth), "rise");
    byte[] keys = RootKeys.generate(1).encode();
    keys[keys.length - 33] ^= 1;
    assertRootsRefused(() -> RootKeys.decode(keys), "public key");
    assertRootsRefused(() -> RootKeys.decode(new byte[3]), "too short");
  }

  private static void assertRootsRefused(ThrowingCallable decoding, String reason) {
    assertThatThrownBy(decoding)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private void assertRefused(byte[] content, String what) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(this::open)
        .as(what)
        .isInstanceOfAny(KeystoreException.Malformed.class, KeystoreException.WrongUnlock.class);
  }

  private void assertMalformed(byte[] content, String reason) throws IOException {
    assertThat(content).isNotEqualTo(whole);
    Files.write(file, content);
    assertThatThrownBy(this::open)
        .isInstanceOf(KeystoreException.Malformed.class)
        .hasMessageContaining("keystore.1call")
        .hasMessageContaining(reason);
  }

  private byte[] edited(String was, String is) {
    String text = text();
    int at = text.indexOf(was);
    assertThat(at).isNotNegative();
    return (text.substring(0, at) + is + text.substring(at + was.length()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String text() {
    return new String(whole, StandardCharsets.ISO_8859_1);
  }

  private Keystore open() {
    return Keystore.open(file, unlock());
  }

  private static Unlock unlock() {
    return Unlock.passphrase("correct horse battery".toCharArray());
  }
}
