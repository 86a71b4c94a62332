package vn.onecall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Random;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnlockTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void argon2idGivesTheVectorOfItsRfc() {
    // RFC 9106, section 5.3.
    byte[] tag =
        Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id)
            .rawHashAdvanced(
                3,
                32,
                4,
                filled(32, 1),
                filled(16, 2),
                filled(8, 3),
                filled(12, 4),
                32,
                Argon2Version.V13);
    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  @Test
  void slotsDeriveWithArgon2idVersionThirteen() {
    // From the test suite of the reference implementation (phc-winner-argon2, src/test.c).
    byte[] key =
        new SlotKeyDerivation.Argon2id(65536, 2, 1).derive(ascii("password"), ascii("somesalt"));
    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  }

  @Test
  void newPassphrasesCostWhatTheRfcRecommends() {
    assertThat(SlotKeyDerivation.Argon2id.STANDARD)
        .isEqualTo(new SlotKeyDerivation.Argon2id(65536, 3, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "1048577, 3, 1",
    "104857600, 3, 1",
    "7, 1, 1",
    "15, 1, 2",
    "65536, 0, 1",
    "65536, 17, 1",
    "65536, 3, 0",
    "65536, 3, 17",
    "-1, 3, 1",
    "2147483647, 3, 1"
  })
  void refusesACostOutOfBounds(int memory, int passes, int lanes) {
    assertThatThrownBy(() -> new SlotKeyDerivation.Argon2id(memory, passes, lanes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPassphraseIsTheSameHoweverItsLettersAreComposed() {
    assertThat(passphrase("mật khẩu của Hoa").copyOfBytes())
        .isEqualTo(passphrase("ma\u0323\u0302t kha\u0302\u0309u cu\u0309a Hoa").copyOfBytes())
        .isEqualTo("mật khẩu của Hoa".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "broken\ud800"})
  void refusesAPassphraseThatIsNone(String text) {
    assertThatThrownBy(() -> passphrase(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("broken");
  }

  @Test
  void refusesAPassphraseWithoutEnd() {
    assertThatThrownBy(() -> passphrase("x".repeat(1025)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPassphraseIsACopyAndZeroOnceClosed() {
    char[] typed = "correct horse battery".toCharArray();
    Passphrase passphrase = Passphrase.of(typed);
    Arrays.fill(typed, '\0');
    assertThat(passphrase.copyOfBytes()).isEqualTo(ascii("correct horse battery"));
    passphrase.close();
    assertThat(passphrase).extracting("utf8").isEqualTo(new byte[21]);
    assertThatThrownBy(passphrase::copyOfBytes).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void revealsNothingWhenPrintedOrSerialised() throws IOException {
    assertThat(passphrase("correct horse")).hasToString("Passphrase[redacted]");
    Path file = folder.resolve("secret");
    try (Unlock secret = Unlock.createSecretFile(file)) {
      assertThat(secret).hasToString("SecretFile[secret]");
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        assertThatThrownBy(() -> out.writeObject(passphrase("correct horse")))
            .isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> out.writeObject(secret))
            .isInstanceOf(NotSerializableException.class);
      }
    }
  }

  @Test
  void aNewSecretFileHoldsThirtyTwoRandomBytesForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("secret");
    SecretFile created = SecretFile.create(file);
    String line = Files.readString(file);
    assertThat(line).endsWith("\n").hasSize(45);
    assertThat(created.read()).isEqualTo(Base64.getDecoder().decode(line.strip())).hasSize(32);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(SecretFile.create(folder.resolve("other")).read()).isNotEqualTo(created.read());
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aSecretFileIsNeverOverwritten() throws IOException {
    Path file = privateFile("secret", ascii("kept"));
    assertThatThrownBy(() -> Unlock.createSecretFile(file))
        .isInstanceOf(SecretFileException.class)
        .hasMessageContaining("secret exists already");
    assertThat(Files.readString(file)).isEqualTo("kept");
  }

  @Test
  void readsRawSecretsAsTheyStand() throws IOException {
    byte[] raw = Random.randBytes(48);
    raw[0] = (byte) 0xff;
    assertThat(new SecretFile(privateFile("raw", raw)).read()).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void refusesASecretFileThatIsOpenToOthers(String mode) throws IOException {
    Path file = folder.resolve("secret");
    SecretFile secret = SecretFile.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(secret::read)
        .isInstanceOf(SecretFileException.class)
        .hasMessageContaining("open to group or others");
  }

  @Test
  void refusesSecretsThatAreShortOrTypedOrMissing() throws IOException {
    assertRefused(privateFile("short", filled(31, 0xff)), "fewer than 32 bytes");
    assertRefused(privateFile("empty", new byte[0]), "fewer than 32 bytes");
    assertRefused(privateFile("hex", ascii("0123456789abcdef".repeat(2))), "fewer than 32 bytes");
    assertRefused(
        privateFile("typed", ascii("a sentence that somebody typed, of many letters")),
        "not Base64");
    assertRefused(privateFile("long", filled(4097, 0xff)), "longer than 4096 bytes");
    assertRefused(folder.resolve("nowhere"), "does not exist");
    assertRefused(folder, "is open to group or others|cannot be read");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> new SecretFile(file).read())
        .isInstanceOf(SecretFileException.class)
        .hasMessageMatching("(?s).*(" + reason + ").*")
        .hasMessageNotContaining("sentence");
  }

  private Path privateFile(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static Passphrase passphrase(String text) {
    return Passphrase.of(text.toCharArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
