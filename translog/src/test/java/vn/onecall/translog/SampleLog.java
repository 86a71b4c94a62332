package vn.onecall.translog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/** A log for tests: its entries are made of their numbers, its key is a published one. */
final class SampleLog {

  static final String ORIGIN = "log.example/1call";

  /** RFC 8032, section 7.1, test 1. */
  static final Hash SEED =
      Hash.fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  /** RFC 8032, section 7.1, test 1. */
  static final Hash PUBLIC_KEY =
      Hash.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  static final NoteSigner SIGNER = NoteSigner.fromSeed(ORIGIN, SEED.bytes(), PUBLIC_KEY.bytes());

  private SampleLog() {}

  static byte[] entry(long index) {
    return named("entry " + index);
  }

  static byte[] named(String name) {
    return Hash.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
  }

  static List<byte[]> entries(long from, long to) {
    return LongStream.range(from, to).mapToObj(SampleLog::entry).toList();
  }

  static List<Hash> leaves(long size) {
    return LongStream.range(0, size).mapToObj(i -> Hash.leaf(entry(i))).toList();
  }

  static MemoryTileStore ofSize(long size) {
    MemoryTileStore store = new MemoryTileStore();
    new LogAppender(store).append(0, Hash.EMPTY_ROOT, entries(0, size));
    return store;
  }

  static Hash root(long size) {
    return new NaiveTree(leaves(size)).root((int) size);
  }

  static Checkpoint checkpoint(long size) {
    return new Checkpoint(ORIGIN, size, root(size));
  }

  static String signedCheckpoint(long size) {
    return SIGNER.sign(checkpoint(size).body());
  }
}
