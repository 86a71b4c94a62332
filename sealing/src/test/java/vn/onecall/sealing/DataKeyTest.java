package vn.onecall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import vn.onecall.sealing.address.FieldAddress;
import vn.onecall.testing.Promise;

class DataKeyTest {

  private static final UUID SUBJECT = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final FieldAddress AT = new FieldAddress(SUBJECT, "contact", "email", 1, 3);
  private static final byte[] VALUE = "nguyen.thi.hoa@example.vn".getBytes(StandardCharsets.UTF_8);

  private final DataKey key = DataKey.generate();

  @Property
  void opensWhatItSealed(@ForAll @Size(max = 2000) byte[] value) {
    byte[] sealed = key.seal(AT, value);
    assertThat(sealed).hasSize(value.length + 28);
    assertThat(key.open(AT, sealed)).isEqualTo(value);
  }

  @Test
  @Promise("6.2")
  void refusesEveryFlippedBit() {
    byte[] sealed = key.seal(AT, VALUE);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> key.open(AT, changed))
          .as("bit %d", bit)
          .isInstanceOf(SealBrokenException.class);
    }
  }

  @Property
  void refusesEveryFlippedBitOfAnyValue(@ForAll @Size(max = 200) byte[] value, @ForAll int anyBit) {
    byte[] sealed = key.seal(AT, value);
    int bit = Math.floorMod(anyBit, sealed.length * 8);
    sealed[bit / 8] ^= (byte) (1 << (bit % 8));
    assertThatThrownBy(() -> key.open(AT, sealed)).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void refusesEveryTruncation() {
    byte[] sealed = key.seal(AT, VALUE);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> key.open(AT, cut)).isInstanceOf(SealBrokenException.class);
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertThatThrownBy(() -> key.open(AT, longer)).isInstanceOf(SealBrokenException.class);
  }

  @Test
  @Promise("6.2")
  void refusesAValueMovedToAnyOtherAddress() {
    byte[] sealed = key.seal(AT, VALUE);
    List<FieldAddress> elsewhere =
        List.of(
            new FieldAddress(UUID.randomUUID(), "contact", "email", 1, 3),
            new FieldAddress(SUBJECT, "account", "email", 1, 3),
            new FieldAddress(SUBJECT, "contact", "phone", 1, 3),
            new FieldAddress(SUBJECT, "contact", "email", 0, 3),
            new FieldAddress(SUBJECT, "contact", "email", 1, 2),
            new FieldAddress(SUBJECT, "email", "contact", 1, 3),
            new FieldAddress(SUBJECT, "contact", "email", 3, 1));
    for (FieldAddress at : elsewhere) {
      assertThatThrownBy(() -> key.open(at, sealed))
          .as("%s", at)
          .isInstanceOf(SealBrokenException.class)
          .hasMessageContaining(at.category() + "/" + at.field())
          .hasMessageNotContaining("nguyen");
    }
  }

  @Test
  void refusesAValueOfAnotherKey() {
    byte[] sealed = DataKey.generate().seal(AT, VALUE);
    assertThatThrownBy(() -> key.open(AT, sealed)).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void sealsTheSameValueDifferentlyEachTime() {
    assertThat(key.seal(AT, VALUE)).isNotEqualTo(key.seal(AT, VALUE));
  }

  @Test
  @Promise("6.4")
  void anErasedKeyOpensNothingAndIsZero() {
    byte[] bytes = key.copyOfBytes();
    DataKey copy = DataKey.of(bytes);
    byte[] sealed = copy.seal(AT, VALUE);
    copy.destroy();
    copy.destroy();
    assertThatThrownBy(() -> copy.open(AT, sealed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> copy.seal(AT, VALUE)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(copy::copyOfBytes).isInstanceOf(IllegalStateException.class);
    assertThat(copy).extracting("bytes").isEqualTo(new byte[32]);
    assertThat(key.open(AT, sealed)).isEqualTo(VALUE);
  }

  @Test
  void isNeitherPrintedNorSerialised() throws IOException {
    byte[] bytes = key.copyOfBytes();
    assertThat(key.toString()).isEqualTo("DataKey[redacted]");
    assertThat(String.valueOf(key)).doesNotContain(HexFormat.of().formatHex(bytes, 0, 4));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(written)) {
      assertThatThrownBy(() -> out.writeObject(key)).isInstanceOf(NotSerializableException.class);
    }
    assertThat(HexFormat.of().formatHex(written.toByteArray()))
        .doesNotContain(HexFormat.of().formatHex(bytes));
  }
}
