package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

  /** The example of C2SP tlog-checkpoint. */
  private static final String BODY = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

  @Test
  void readsAndWritesTheExampleOfTheSpecification() {
    Checkpoint checkpoint = Checkpoint.parse(BODY);
    assertThat(checkpoint)
        .isEqualTo(new Checkpoint("example.com/behind-the-sofa", 20852163, Hash.fromBase64(ROOT)));
    assertThat(checkpoint.body()).isEqualTo(BODY);
  }

  @Test
  void passesOverExtensionLines() {
    assertThat(Checkpoint.parse(BODY + "an extension\n")).isEqualTo(Checkpoint.parse(BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a\n",
        "a\n1\n",
        "a\n1\n" + ROOT,
        "\n1\n" + ROOT + "\n",
        "a\n\n" + ROOT + "\n",
        "a\n01\n" + ROOT + "\n",
        "a\n-1\n" + ROOT + "\n",
        "a\n+1\n" + ROOT + "\n",
        "a\n 1\n" + ROOT + "\n",
        "a\n\u0661\n" + ROOT + "\n",
        "a\n1.0\n" + ROOT + "\n",
        "a\n9223372036854775808\n" + ROOT + "\n",
        "a\n1\nAA==\n",
        "a\n1\n" + ROOT + "\n\n",
        "a\n1\n" + ROOT + "\n\nx\n",
        "a\r\n1\n" + ROOT + "\n",
        "a\n0\n" + ROOT + "\n"
      })
  void refusesEveryOtherForm(String body) {
    assertThatThrownBy(() -> Checkpoint.parse(body)).isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void refusesOriginsAndSizesThatItCouldNotWriteDown() {
    Hash root = Hash.fromBase64(ROOT);
    assertThatThrownBy(() -> new Checkpoint("", 1, root))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> new Checkpoint("a\nb", 1, root))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> new Checkpoint("a", -1, root))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void opensOnlyForItsOwnLog() {
    NoteVerifier verifier = SampleLog.SIGNER.verifier();
    assertThat(Checkpoint.open(SampleLog.signedCheckpoint(5), verifier))
        .isEqualTo(SampleLog.checkpoint(5));
    assertThatThrownBy(() -> Checkpoint.open(SampleLog.SIGNER.sign(BODY), verifier))
        .isInstanceOf(LogException.NotVerified.class)
        .hasMessageContaining("origin");
  }
}
