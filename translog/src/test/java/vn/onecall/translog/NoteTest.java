package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published keys and notes are those of golang.org/x/mod, sumdb/note, its tests. */
class NoteTest {

  private static final String PETER_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String PETER_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String ENOCH_KEY =
      "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String PETER_SIGNATURE =
      "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
          + "qdngotpRZb6KE6RyyBwJnAM=\n";
  private static final String ENOCH_SIGNATURE =
      "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTG"
          + "wnWLox33WWd1RvMc+QQ=\n";
  private static final String NOTE = TEXT + "\n" + PETER_SIGNATURE;

  private final NoteVerifier peter = NoteVerifier.parse(PETER_KEY);
  private final NoteVerifier enoch = NoteVerifier.parse(ENOCH_KEY);

  @Test
  void opensThePublishedNotes() {
    assertThat(peter.open(NOTE)).isEqualTo(TEXT);
    assertThat(enoch.open(TEXT + "\n" + ENOCH_SIGNATURE)).isEqualTo(TEXT);
    assertThat(peter.name()).isEqualTo("PeterNeumann");
  }

  @Test
  void signsThePublishedNotes() {
    assertThat(signer("PeterNeumann", seedOf(PETER_SEED), PETER_KEY).sign(TEXT)).isEqualTo(NOTE);
    // The second published key has a seed of zeroes.
    assertThat(signer("EnochRoot", new byte[32], ENOCH_KEY).sign(TEXT))
        .isEqualTo(TEXT + "\n" + ENOCH_SIGNATURE);
  }

  @Test
  void writesThePublishedVerifierKey() {
    NoteSigner signer = signer("PeterNeumann", seedOf(PETER_SEED), PETER_KEY);
    assertThat(signer.verifierKey()).isEqualTo(PETER_KEY);
    assertThat(signer.name()).isEqualTo("PeterNeumann");
    assertThat(signer.verifier().open(NOTE)).isEqualTo(TEXT);
  }

  @Test
  void signsWithAPairThatTheJdkMade() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    NoteSigner signer = NoteSigner.of("log.example", pair.getPrivate(), pair.getPublic());
    NoteVerifier verifier = NoteVerifier.parse(signer.verifierKey());
    assertThat(verifier.open(signer.sign("one\n\ntwo\n\n"))).isEqualTo("one\n\ntwo\n\n");
  }

  @Test
  void passesOverSignaturesOfOtherKeys() {
    assertThat(peter.open(TEXT + "\n" + ENOCH_SIGNATURE + PETER_SIGNATURE)).isEqualTo(TEXT);
    assertThat(enoch.open(TEXT + "\n" + ENOCH_SIGNATURE + PETER_SIGNATURE)).isEqualTo(TEXT);
    assertThat(peter.open(TEXT + "\n" + ENOCH_SIGNATURE.repeat(15) + PETER_SIGNATURE))
        .isEqualTo(TEXT);
  }

  @Test
  void refusesANoteThatOnlyOthersSigned() {
    assertThatThrownBy(() -> enoch.open(NOTE)).isInstanceOf(LogException.NotVerified.class);
    // The example of C2SP signed-note, whose key is not published.
    String example =
        """
        Ognuno sta solo sul cuor della terra
        trafitto da un raggio di sole:

        ed è subito sera.

        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9o\
        JKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
        """;
    assertThatThrownBy(() -> peter.open(example)).isInstanceOf(LogException.NotVerified.class);
    assertThat(SignedNote.parse(example).body()).endsWith("ed è subito sera.\n");
  }

  @Test
  void refusesTheNameOfAKnownKeyWithAnotherIdAndTheOtherWayRound() {
    assertThatThrownBy(() -> peter.open(NOTE.replace("PeterNeumann", "CarmenSandiego")))
        .isInstanceOf(LogException.NotVerified.class);
    assertThatThrownBy(() -> peter.open(NOTE.replace("x08g", "xxxx")))
        .isInstanceOf(LogException.NotVerified.class);
  }

  @Test
  void refusesANoteInWhichOneCharacterWasChanged() {
    for (int i = 0; i < NOTE.length(); i++) {
      StringBuilder changed = new StringBuilder(NOTE);
      changed.setCharAt(i, NOTE.charAt(i) == 'A' ? 'B' : 'A');
      assertThatThrownBy(() -> peter.open(changed.toString())).isInstanceOf(LogException.class);
    }
  }

  @Test
  void aFalseSignatureInAKnownNameSpoilsTheNote() {
    String longer = PETER_SIGNATURE.substring(0, 60) + "ABCD" + PETER_SIGNATURE.substring(60);
    assertThatThrownBy(() -> peter.open(NOTE + longer))
        .isInstanceOf(LogException.NotVerified.class)
        .hasMessageContaining("false");
  }

  @Test
  void refusesWhatIsNotANote() {
    for (String note :
        new String[] {
          "",
          "\n",
          "\n\n",
          TEXT,
          TEXT + "\n",
          TEXT + PETER_SIGNATURE,
          NOTE.substring(0, NOTE.length() - 1),
          NOTE + "\n",
          "\u0001" + NOTE,
          "\t" + NOTE,
          "\ud800" + NOTE,
          NOTE.replace("\n", "\r\n"),
          TEXT + "\n— Bad Name x08go/ZJ\n",
          TEXT + "\n— Bad+Name x08go/ZJ\n",
          TEXT + "\n— Bad\u00a0Name x08go/ZJ\n",
          TEXT + "\n—  x08go/ZJ\n",
          TEXT + "\n— Name x08g\n",
          TEXT + "\n— Name x08go/Z\n",
          TEXT + "\n— Name\n",
          TEXT + "\n- PeterNeumann x08go/ZJ\n",
          NOTE + "Unexpected line.\n",
          TEXT + "\n" + PETER_SIGNATURE.repeat(101)
        }) {
      assertThatThrownBy(() -> peter.open(note)).isInstanceOf(LogException.Malformed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpcAhpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3+ARpc",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n"
      })
  void refusesWhatIsNotAVerifierKey(String key) {
    assertThatThrownBy(() -> NoteVerifier.parse(key)).isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void refusesToSignWhatItCouldNotOpen() {
    for (String body : new String[] {"", "no newline", "a\tb\n", "a\r\n", "\ud800\n"}) {
      assertThatThrownBy(() -> SampleLog.SIGNER.sign(body))
          .isInstanceOf(LogException.Malformed.class);
    }
  }

  @Test
  void refusesHalvesThatDoNotBelongTogether() throws Exception {
    byte[] publicKey = SampleLog.PUBLIC_KEY.bytes();
    assertThatThrownBy(() -> NoteSigner.fromSeed("x", new byte[32], publicKey))
        .isInstanceOf(LogException.Malformed.class)
        .hasMessageContaining("not a pair");
    assertThatThrownBy(() -> NoteSigner.fromSeed("x", new byte[31], publicKey))
        .isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> NoteSigner.fromSeed("x", SampleLog.SEED.bytes(), new byte[31]))
        .isInstanceOf(LogException.Malformed.class);
    KeyPair other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
    assertThatThrownBy(() -> NoteSigner.of("x", other.getPrivate(), other.getPublic()))
        .isInstanceOf(LogException.Malformed.class);
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThatThrownBy(() -> NoteSigner.of("x", other.getPrivate(), pair.getPublic()))
        .isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void printsNoSecret() {
    String seed = Base64.getEncoder().encodeToString(SampleLog.SEED.bytes());
    assertThat(SampleLog.SIGNER.toString())
        .doesNotContain(seed)
        .contains(SampleLog.SIGNER.verifierKey());
  }

  private static NoteSigner signer(String name, byte[] seed, String verifierKey) {
    byte[] typed = Base64.getDecoder().decode(verifierKey.split("\\+", 3)[2]);
    return NoteSigner.fromSeed(name, seed, Arrays.copyOfRange(typed, 1, 33));
  }

  private static byte[] seedOf(String typed) {
    return Arrays.copyOfRange(Base64.getDecoder().decode(typed), 1, 33);
  }
}
