package vn.onecall.translog.entries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.onecall.testing.Promise;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.DirectoryTileStore;
import vn.onecall.translog.Hash;
import vn.onecall.translog.LogAppender;
import vn.onecall.translog.LogException;
import vn.onecall.translog.MerkleProofs;
import vn.onecall.translog.NoteSigner;
import vn.onecall.translog.TlogProof;

/** An outsider with the log's key and nothing else. */
class ReceiptTest {
  private static final String PART = "1call/subject-part/v1\nactivity care.reveal-contact\n";
  private static final DecisionRecord DECIDED =
      new DecisionRecord(DecisionRecord.Outcome.PERMITTED, new int[] {1, 12}, 7, 3);

  @TempDir private java.nio.file.Path folder;
  private NoteSigner signer;
  private TlogProof proof;
  private Opening opening;

  @BeforeEach
  void aLogOfFiveEntriesHoldsOurs() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    signer = NoteSigner.of("log.example/entries", keys.getPrivate(), keys.getPublic());
    opening =
        new Opening(
            Opening.Side.SUBJECT, PART.getBytes(UTF_8), filled(32, 1), filled(32, 2), DECIDED);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      entries.add(i == 3 ? opening.entry() : filled(32, 10 + i));
    }
    DirectoryTileStore tiles = new DirectoryTileStore(folder);
    Hash root = new LogAppender(tiles).append(0, Hash.EMPTY_ROOT, entries);
    proof =
        new TlogProof(
            Optional.empty(),
            3,
            MerkleProofs.inclusion(tiles, 3, 5),
            signer.sign(new Checkpoint(signer.name(), 5, root).body()));
  }

  @Test
  @Promise("1.6")
  void verifiesOfflineAfterGoingThroughText() {
    Receipt read = Receipt.parse(Receipt.of(proof, opening).format());
    Receipt.Verified verified = read.verify(signer.verifier());
    assertThat(verified.checkpoint().size()).isEqualTo(5);
    assertThat(verified.opening().partText()).isEqualTo(PART);
    assertThat(verified.opening().decided()).isEqualTo(DECIDED);
  }

  @Test
  @Promise("1.6")
  void isRejectedOnceAnyPartOfItsOpeningIsAnother() {
    byte[] otherPart = PART.replace("reveal", "view--").getBytes(UTF_8);
    List<Opening> forged =
        List.of(
            new Opening(Opening.Side.SUBJECT, otherPart, opening.salt(), opening.other(), DECIDED),
            new Opening(
                Opening.Side.SUBJECT, opening.part(), filled(32, 9), opening.other(), DECIDED),
            new Opening(
                Opening.Side.SUBJECT, opening.part(), opening.salt(), filled(32, 9), DECIDED),
            new Opening(
                Opening.Side.ACTOR, opening.part(), opening.salt(), opening.other(), DECIDED),
            with(
                new DecisionRecord(
                    DecisionRecord.Outcome.REFUSED_BY_A_FACT, new int[] {1, 12}, 7, 3)),
            with(new DecisionRecord(DecisionRecord.Outcome.PERMITTED, new int[] {1}, 7, 3)),
            with(new DecisionRecord(DecisionRecord.Outcome.PERMITTED, new int[] {1, 12}, 8, 3)),
            with(new DecisionRecord(DecisionRecord.Outcome.PERMITTED, new int[] {1, 12}, 7, 4)));
    for (Opening each : forged) {
      assertThatThrownBy(() -> Receipt.of(proof, each).verify(signer.verifier()))
          .isInstanceOf(LogException.class);
    }
  }

  @Test
  void isRejectedUnderAnotherLogsKey() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    NoteSigner other = NoteSigner.of(signer.name(), keys.getPrivate(), keys.getPublic());
    assertThatThrownBy(() -> Receipt.of(proof, opening).verify(other.verifier()))
        .isInstanceOf(LogException.class);
  }

  @Test
  void aProofWithoutAnOpeningIsNoReceipt() {
    assertThatThrownBy(() -> Receipt.parse(proof.format()))
        .isInstanceOf(LogException.Malformed.class)
        .hasMessageContaining("no opening");
  }

  @Test
  void eitherSideOpensTheSameEntryAndTheOtherStaysClosed() {
    byte[] actorPart = "1call/actor-part/v1\nclient care-desk verified\n".getBytes(UTF_8);
    byte[] actorSalt = filled(32, 4);
    byte[] subjectCommitment = EntryCommitment.ofSubject(opening.salt(), opening.part());
    byte[] actorCommitment = EntryCommitment.ofActor(actorSalt, actorPart);
    Opening subject =
        new Opening(Opening.Side.SUBJECT, opening.part(), opening.salt(), actorCommitment, DECIDED);
    Opening actor =
        new Opening(Opening.Side.ACTOR, actorPart, actorSalt, subjectCommitment, DECIDED);
    assertThat(subject.entry()).isEqualTo(actor.entry()).hasSize(32);
    assertThat(subject.format()).doesNotContain("care-desk");
    assertThat(Opening.parse(actor.format())).isEqualTo(actor);
  }

  @Test
  void anOpeningHasOneFormAndNoOther() {
    String text = opening.format();
    for (String bad :
        List.of(
            "",
            text.strip(),
            text + "\n",
            text.replace("side subject", "side nobody"),
            text.replace("decided 1 7 3", "decided 9 7 3"),
            text.replace("decided 1 7 3", "decided 1 7"),
            text.replace("decided 1 7 3", "decided +1 7 3"),
            text.replace("decided 1 7 3", "decided 1 -7 3"),
            text.replace("held 1,12", "held 12,1"),
            text.replace("held 1,12", "held 1,,12"),
            text.replace("salt ", "salt\t"),
            text.replaceFirst("salt [^\n]+", "salt AAAA"),
            text.replaceFirst("other [^\n]+", "other AAAA"),
            text.replace("1call/opening/v1", "1call/opening/v2"))) {
      assertThatThrownBy(() -> Opening.parse(bad)).isInstanceOf(LogException.Malformed.class);
    }
  }

  @Test
  void saysNothingOfItsPartWhenPrinted() {
    assertThat(opening.toString()).doesNotContain("care");
  }

  private Opening with(DecisionRecord decided) {
    return new Opening(
        Opening.Side.SUBJECT, opening.part(), opening.salt(), opening.other(), decided);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
