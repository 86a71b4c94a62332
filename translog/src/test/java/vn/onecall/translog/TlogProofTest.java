package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.testing.Promise;

class TlogProofTest {

  private static final int SIZE = 300;
  private static final String CHECKPOINT = SampleLog.signedCheckpoint(SIZE);
  private static final TlogProof PROOF =
      new TlogProof(
          Optional.of("an opening".getBytes(StandardCharsets.UTF_8)),
          17,
          MerkleProofs.inclusion(SampleLog.ofSize(SIZE), 17, SIZE),
          CHECKPOINT);

  private final NoteVerifier verifier = SampleLog.SIGNER.verifier();

  @Test
  void isWrittenInTheFormOfTheSpecification() {
    StringBuilder expected = new StringBuilder("c2sp.org/tlog-proof@v1\n");
    expected.append("extra YW4gb3BlbmluZw==\nindex 17\n");
    new NaiveTree(SampleLog.leaves(SIZE))
        .path(17, SIZE)
        .forEach(hash -> expected.append(hash.base64()).append('\n'));
    expected.append('\n').append(CHECKPOINT);
    assertThat(PROOF.format()).isEqualTo(expected.toString());
  }

  @Test
  void isReadBackAsItWasWritten() {
    assertThat(TlogProof.parse(PROOF.format())).isEqualTo(PROOF).hasSameHashCodeAs(PROOF);
    TlogProof alone = new TlogProof(Optional.empty(), 0, List.of(), SampleLog.signedCheckpoint(1));
    assertThat(TlogProof.parse(alone.format())).isEqualTo(alone).isNotEqualTo(PROOF);
    assertThat(alone.format()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nlog.example");
  }

  @Test
  @Promise("1.6")
  void provesItsEntryWithNothingButTheVerifierKey() {
    TlogProof received = TlogProof.parse(PROOF.format());
    assertThat(received.verify(SampleLog.entry(17), verifier))
        .isEqualTo(SampleLog.checkpoint(SIZE));
  }

  @Test
  @Promise("1.6")
  void provesNothingElse() {
    assertThatThrownBy(() -> PROOF.verify(SampleLog.entry(18), verifier))
        .isInstanceOf(LogException.NotVerified.class);
    assertThatThrownBy(() -> PROOF.verify(new byte[31], verifier))
        .isInstanceOf(LogException.Malformed.class);
    NoteVerifier other =
        NoteVerifier.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    assertThatThrownBy(() -> PROOF.verify(SampleLog.entry(17), other))
        .isInstanceOf(LogException.NotVerified.class);
  }

  @Test
  @Promise("1.6")
  void failsWithAnyCharacterChangedOutsideOfItsExtraData() {
    String text = PROOF.format();
    int extraEnds = text.indexOf("\nindex");
    for (int i = 0; i < text.length(); i++) {
      if (i >= text.indexOf("YW4g") && i < extraEnds) {
        continue;
      }
      StringBuilder changed = new StringBuilder(text);
      changed.setCharAt(i, text.charAt(i) == '7' ? '8' : '7');
      assertThatThrownBy(
              () -> TlogProof.parse(changed.toString()).verify(SampleLog.entry(17), verifier))
          .isInstanceOf(LogException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\n\n",
        "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAB=\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex\n\n",
        "c2sp.org/tlog-proof@v1\nindex \n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex -5\n\n",
        "c2sp.org/tlog-proof@v1\nindex notanumber\n\n",
        "c2sp.org/tlog-proof@v1\nindex 18446744073709551615\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n!!\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\n\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\r\nindex 0\n\n"
      })
  void refusesEveryOtherBeginning(String beginning) {
    assertThatThrownBy(() -> TlogProof.parse(beginning + CHECKPOINT))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void refusesAProofWithoutASignedCheckpoint() {
    assertThatThrownBy(() -> TlogProof.parse("c2sp.org/tlog-proof@v1\nindex 0\n\nunsigned\n"))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> TlogProof.parse("c2sp.org/tlog-proof@v1\nindex 0\n"))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void refusesAPathThatNoTreeHas() {
    List<Hash> path = Collections.nCopies(64, Hash.EMPTY_ROOT);
    assertThatThrownBy(() -> new TlogProof(Optional.empty(), 0, path, CHECKPOINT))
        .isInstanceOf(LogException.Malformed.class);
    String line = Hash.EMPTY_ROOT.base64() + "\n";
    assertThatThrownBy(() ->
            TlogProof.parse(
                "c2sp.org/tlog-proof@v1\nindex 0\n" + line.repeat(5000) + "\n" + CHECKPOINT))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void printsAndSharesNothingOfItsExtraData() {
    assertThat(PROOF.toString()).contains("10 bytes").doesNotContain("opening", "YW4g");
    PROOF.extra().ifPresent(copy -> copy[0] ^= 1);
    assertThat(PROOF.format()).contains("extra YW4gb3BlbmluZw==");
  }
}
