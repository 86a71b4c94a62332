package vn.onecall.sealing.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressEncodingTest {

  private static final UUID SUBJECT = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  @Property(tries = 20_000)
  void differentFieldsHaveDifferentEncodings(
      @ForAll("fields") FieldAddress one, @ForAll("fields") FieldAddress other) {
    assertThat(Arrays.equals(one.associatedData(), other.associatedData()))
        .isEqualTo(one.equals(other));
  }

  @Property(tries = 20_000)
  void differentKeysHaveDifferentEncodings(
      @ForAll("keys") KeyPlace one, @ForAll("keys") KeyPlace other) {
    assertThat(Arrays.equals(one.encoded(), other.encoded())).isEqualTo(one.equals(other));
  }

  @Property
  void anEncodedFieldReadsBackAsItself(@ForAll("fields") FieldAddress at) {
    assertThat(decode(at.associatedData())).isEqualTo(at);
  }

  @Example
  void aFieldNeverLooksLikeAKey() {
    assertThat(new FieldAddress(SUBJECT, "c", "f", 0, 0).associatedData())
        .startsWith(HexFormat.of().parseHex("0d3163616c6c2f6669656c642f31")); // "1call/field/1"
    assertThat(new KeyAddress(SUBJECT, "c").associatedData(SUBJECT, 1))
        .startsWith(HexFormat.of().parseHex("0b3163616c6c2f6b65792f31")); // "1call/key/1"
  }

  @Test
  void theEncodingIsFixedForever() {
    String encoded =
        HexFormat.of()
            .formatHex(new FieldAddress(SUBJECT, "contact", "email", 1, 2).associatedData());
    assertThat(encoded)
        .isEqualTo(
            "0d3163616c6c2f6669656c642f31"
                + "00112233445566778899aabbccddeeff"
                + "07636f6e74616374"
                + "05656d61696c"
                + "00000001"
                + "00000002");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "two words", "line\n", "nul\0", "họ-tên", "\ud800", "\u202ebidi", "\u007f"})
  void refusesNamesThatAreNotPlain(String name) {
    assertThatThrownBy(() -> new KeyAddress(SUBJECT, name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FieldAddress(SUBJECT, name, "email", 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FieldAddress(SUBJECT, "contact", name, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNamesOverSixtyFourCharactersAndNegativeNumbers() {
    assertThat(new KeyAddress(SUBJECT, "c".repeat(64)).category()).hasSize(64);
    assertThatThrownBy(() -> new KeyAddress(SUBJECT, "c".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FieldAddress(SUBJECT, "contact", "email", -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FieldAddress(SUBJECT, "contact", "email", 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What a wrapped key is bound to. */
  record KeyPlace(UUID installation, KeyAddress at, int epoch) {
    byte[] encoded() {
      return at.associatedData(installation, epoch);
    }
  }

  /** Few letters and lengths, so that names run into each other as often as they can. */
  @Provide
  Arbitrary<FieldAddress> fields() {
    return Combinators.combine(ids(), names(), names(), numbers(), numbers()).as(FieldAddress::new);
  }

  @Provide
  Arbitrary<KeyPlace> keys() {
    return Combinators.combine(ids(), ids(), names(), numbers())
        .as((installation, subject, category, epoch) ->
            new KeyPlace(installation, new KeyAddress(subject, category), epoch));
  }

  private static Arbitrary<UUID> ids() {
    return Arbitraries.longs().between(0, 1).map(low -> new UUID(0, low));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withChars("a!").ofMinLength(1).ofMaxLength(3);
  }

  private static Arbitrary<Integer> numbers() {
    return Arbitraries.of(0, 1, 0x61, 0x6161, Integer.MAX_VALUE);
  }

  /** Reads an encoding as its own definition says: an inverse, so that nothing can be ambiguous. */
  private static FieldAddress decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertThat(name(buffer)).isEqualTo("1call/field/1");
    UUID subject = new UUID(buffer.getLong(), buffer.getLong());
    FieldAddress at =
        new FieldAddress(subject, name(buffer), name(buffer), buffer.getInt(), buffer.getInt());
    assertThat(buffer.hasRemaining()).isFalse();
    return at;
  }

  private static String name(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.get()];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
