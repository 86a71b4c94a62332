package vn.onecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.onecall.translog.Checkpoint;
import vn.onecall.translog.DirectoryTileStore;
import vn.onecall.translog.Hash;
import vn.onecall.translog.LogAppender;
import vn.onecall.translog.MerkleProofs;
import vn.onecall.translog.NoteSigner;
import vn.onecall.translog.TlogProof;
import vn.onecall.translog.entries.DecisionRecord;
import vn.onecall.translog.entries.Opening;
import vn.onecall.translog.entries.Receipt;

/**
 * A log of 700 entries for transcripts: always the same, byte for byte, under the key of RFC 8032,
 * section 7.1, test 1. Its entry 42 has an opening, and so a receipt.
 */
final class SampleLog {
  static final int SIZE = 700;

  private static final String ORIGIN = "log.example/1call";
  private static final int OPENED = 42;
  private static final Hash SEED =
      Hash.fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  private static final Hash PUBLIC_KEY =
      Hash.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  private static final NoteSigner SIGNER =
      NoteSigner.fromSeed(ORIGIN, SEED.bytes(), PUBLIC_KEY.bytes());

  private SampleLog() {}

  /** Writes log, keys, checkpoints and a receipt into a folder. */
  static void write(Path folder) throws Exception {
    Path log = Files.createDirectories(folder.resolve("log"));
    DirectoryTileStore tiles = new DirectoryTileStore(log);
    LogAppender appender = new LogAppender(tiles);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      entries.add(i == OPENED ? opening().entry() : named("entry " + i));
    }
    Hash early = appender.append(0, Hash.EMPTY_ROOT, entries.subList(0, 300));
    Hash root = appender.append(300, early, entries.subList(300, SIZE));
    Files.writeString(log.resolve("checkpoint"), checkpoint(SIZE, root));
    Files.writeString(folder.resolve("early.checkpoint"), checkpoint(300, early));
    Files.writeString(folder.resolve("other.checkpoint"), checkpoint(300, root));
    Files.writeString(folder.resolve("later.checkpoint"), checkpoint(SIZE + 1, root));
    Files.writeString(folder.resolve("log.key"), SIGNER.verifierKey() + "\n");
    Files.writeString(folder.resolve("other.key"), another().verifierKey());
    Receipt receipt =
        Receipt.of(
            new TlogProof(
                Optional.empty(),
                OPENED,
                MerkleProofs.inclusion(tiles, OPENED, SIZE),
                checkpoint(SIZE, root)),
            opening());
    Files.writeString(folder.resolve("reveal.tlog-proof"), receipt.format());
    Files.writeString(
        folder.resolve("answer.json"),
        "{\"entry\":\"\",\"receipt\":\"" + receipt.format().replace("\n", "\\n") + "\"}");
  }

  private static Opening opening() throws GeneralSecurityException {
    String part =
        """
        1call/subject-part/v1
        subject 3f0c1a52-8d0e-4b57-9f5e-0a6f2d1c9b77
        activity care.reveal-contact
        purpose customer-care
        client care-desk
        at 2026-12-01T02:03:04.000005Z
        show full-name clear
        show email clear
        """;
    return new Opening(
        Opening.Side.SUBJECT,
        part.getBytes(UTF_8),
        named("salt"),
        named("the other part"),
        new DecisionRecord(DecisionRecord.Outcome.PERMITTED, new int[0], 1, 1));
  }

  private static String checkpoint(long size, Hash root) {
    return SIGNER.sign(new Checkpoint(ORIGIN, size, root).body());
  }

  /** A key of the same name that signed nothing here. */
  private static NoteSigner another() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return NoteSigner.of(ORIGIN, pair.getPrivate(), pair.getPublic());
  }

  private static byte[] named(String name) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
  }
}
