package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {

  private static final String EMPTY_LEAF =
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";

  @Test
  void hashesTheEmptyTreeAndTheEmptyLeafDifferently() {
    // Certificate Transparency's reference tree, merkle_tree_test.cc.
    assertThat(Hash.EMPTY_ROOT.hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Hash.leaf(new byte[0]).hex()).isEqualTo(EMPTY_LEAF);
  }

  @Test
  void aNodeCannotPassForALeaf() {
    Hash left = Hash.leaf(new byte[] {1});
    Hash right = Hash.leaf(new byte[] {2});
    byte[] joined = new byte[64];
    System.arraycopy(left.bytes(), 0, joined, 0, 32);
    System.arraycopy(right.bytes(), 0, joined, 32, 32);
    assertThat(Hash.node(left, right)).isNotEqualTo(Hash.leaf(joined));
  }

  @Test
  void isWrittenAndReadInBothAlphabets() {
    Hash hash = Hash.fromHex(EMPTY_LEAF);
    assertThat(Hash.fromBase64(hash.base64())).isEqualTo(hash);
    assertThat(Hash.fromHex(hash.hex())).isEqualTo(hash).hasSameHashCodeAs(hash);
    assertThat(hash).hasToString(hash.base64()).isNotEqualTo(Hash.EMPTY_ROOT);
  }

  @Test
  void cannotBeChangedFromOutside() {
    byte[] bytes = Hash.fromHex(EMPTY_LEAF).bytes();
    Hash hash = Hash.of(bytes);
    bytes[0] ^= 1;
    hash.bytes()[0] ^= 1;
    assertThat(hash.hex()).isEqualTo(EMPTY_LEAF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AA==",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I", // no padding
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=", // stray trailing bits
        "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=", // the URL alphabet
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
      })
  void refusesBase64ThatIsNotTheOneSpellingOf32Bytes(String text) {
    assertThatThrownBy(() -> Hash.fromBase64(text)).isInstanceOf(LogException.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "zz", EMPTY_LEAF + "00", "0x" + EMPTY_LEAF})
  void refusesHexThatIsNot32Bytes(String text) {
    assertThatThrownBy(() -> Hash.fromHex(text)).isInstanceOf(LogException.Malformed.class);
  }
}
