package vn.onecall.keeper.erasure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import vn.onecall.keeper.faults.JournalException;
import vn.onecall.keeper.subjects.SubjectId;

/**
 * The erasure journal: a file that only grows, outside all instances, one line an erasure, chained
 * by hashes. A backup of keys or main restored from before an erasure is brought back to the truth
 * by replaying it, before anything is served.
 *
 * <p>A line is {@code position subject micros scope head}; {@code head = SHA-256("1call/journal/v1"
 * 0x00 || previous head || position[8] || subject[16] || micros[8] || scope)}, integers big-endian,
 * the scope as {@link ErasureScope} writes it, and the first previous head is the hash of the tag
 * with the installation. A last line without its newline was never acknowledged and is cut off on
 * opening; any other damage is a {@link JournalException}.
 *
 * <p>One server writes, and the door lets one erasure through at a time: the journal is locked
 * while it is open, so that a second server on it does not start. The kernel lets the lock go with
 * the process, however that ends.
 */
public final class ErasureJournal implements AutoCloseable {
  private static final byte[] TAG = "1call/journal/v1\0".getBytes(US_ASCII);
  private static final String HEADER = "1call/erasure-journal/v1 ";

  /** One erasure in the journal. */
  record Entry(long position, SubjectId subject, Instant at, ErasureScope scope, byte[] head) {
    private String line() {
      return position
          + " "
          + subject
          + " "
          + micros(at)
          + " "
          + scope.format()
          + " "
          + HexFormat.of().formatHex(head)
          + "\n";
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final FileChannel lock;
  private final byte[] genesis;
  private long size;
  private byte[] head;

  /** Where the last line that counts ends; what a failed write left behind it is no line. */
  private long end;

  private ErasureJournal(Path file, FileChannel channel, FileChannel lock, byte[] genesis) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
    this.genesis = genesis;
    this.head = genesis;
  }

  /**
   * Opens the journal, or begins one where neither file nor any store knows of an erasure.
   *
   * @param mayBegin whether a missing file may be created: only if no store has followed one
   * @throws JournalException if it is missing, of another installation, held by another server, or
   *     its chain is broken
   */
  public static ErasureJournal open(Path file, UUID installation, boolean mayBegin) {
    byte[] genesis = sha256(TAG, bytes(installation));
    FileChannel lock = lock(file);
    try {
      if (!Files.exists(file)) {
        if (!mayBegin) {
          throw new JournalException(
              "The erasure journal "
                  + file.getFileName()
                  + " is missing, but the stores have followed one. Restore it: without it an"
                  + " erasure could be undone.");
        }
        begin(file, installation);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      ErasureJournal journal = new ErasureJournal(file, channel, lock, genesis);
      journal.cutTornLine();
      journal.check(installation);
      journal.end = channel.size();
      return journal;
    } catch (IOException e) {
      release(lock);
      throw new JournalException("The erasure journal cannot be opened: " + e.getMessage());
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  /**
   * In a file of its own: the kernel lets a lock go when any reader of the locked file closes it.
   */
  private static FileChannel lock(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel lock =
          FileChannel.open(
              file.resolveSibling(file.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (isOurs(lock)) {
        return lock;
      }
      lock.close();
    } catch (IOException e) {
      throw new JournalException("The erasure journal cannot be locked: " + e.getMessage());
    }
    throw new JournalException(
        "The erasure journal "
            + file.getFileName()
            + " is held by another server. Two would break its chain: stop the other first.");
  }

  private static boolean isOurs(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new JournalException("The erasure journal cannot be released: " + e.getMessage());
    }
  }

  private static void begin(Path file, UUID installation) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(out, HEADER + installation + "\n");
      out.force(true);
    }
    Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private void cutTornLine() throws IOException {
    long length = channel.size();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (length > 0) {
      one.clear();
      channel.read(one, length - 1);
      if (one.get(0) == '\n') {
        break;
      }
      length--;
    }
    if (length < channel.size()) {
      channel.truncate(length);
      channel.force(true);
    }
  }

  private void check(UUID installation) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, US_ASCII)) {
      String header = lines.readLine();
      if (header == null || !header.equals(HEADER + installation)) {
        throw new JournalException(
            "The erasure journal " + file.getFileName() + " belongs to another installation.");
      }
      String line;
      while ((line = lines.readLine()) != null) {
        Entry entry = parse(line);
        Entry expected = follow(size, head, entry.subject, entry.at, entry.scope);
        if (entry.position != expected.position || !Arrays.equals(entry.head, expected.head)) {
          throw broken(size + 1);
        }
        size = entry.position;
        head = entry.head;
      }
    }
  }

  private Entry parse(String line) {
    String[] parts = line.split(" ", -1);
    try {
      if (parts.length != 5) {
        throw new IllegalArgumentException("five parts");
      }
      long micros = Long.parseLong(parts[2]);
      return new Entry(
          Long.parseLong(parts[0]),
          SubjectId.parse(parts[1]),
          Instant.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L),
          ErasureScope.parse(parts[3]),
          HexFormat.of().parseHex(parts[4]));
    } catch (IllegalArgumentException e) {
      throw broken(size + 1);
    }
  }

  private JournalException broken(long line) {
    return new JournalException(
        "The erasure journal " + file.getFileName() + " is broken at position " + line + ".");
  }

  /** How many erasures it holds. */
  long size() {
    return size;
  }

  /** The head of the chain at a position, 0 being the beginning. */
  byte[] headAt(long position) {
    if (position == 0) {
      return genesis.clone();
    }
    byte[][] found = new byte[1][];
    eachAfter(position - 1, entry -> found[0] = entry.position == position ? entry.head : found[0]);
    if (found[0] == null) {
      throw new IllegalArgumentException("the journal has no position " + position);
    }
    return found[0].clone();
  }

  /** Visits every erasure after a position, in order. */
  void eachAfter(long position, Consumer<Entry> visit) {
    try (BufferedReader lines = Files.newBufferedReader(file, US_ASCII)) {
      lines.readLine();
      String line;
      while ((line = lines.readLine()) != null) {
        Entry entry = parse(line);
        if (entry.position > position) {
          visit.accept(entry);
        }
      }
    } catch (IOException e) {
      throw new JournalException("The erasure journal cannot be read: " + e.getMessage());
    }
  }

  /** What the entry after a given one is. */
  static Entry follow(
      long position, byte[] head, SubjectId subject, Instant at, ErasureScope scope) {
    return new Entry(
        position + 1,
        subject,
        at,
        scope,
        sha256(
            TAG,
            head,
            ByteBuffer.allocate(8).putLong(position + 1).array(),
            bytes(subject.value()),
            ByteBuffer.allocate(8).putLong(micros(at)).array(),
            scope.format().getBytes(US_ASCII)));
  }

  /**
   * Writes an erasure and returns once it is on disk. After a failure the same erasure may be
   * written again: it takes the place of whatever the failed write left.
   *
   * @throws JournalException if it does not follow the last one, or the disk refuses it
   */
  void append(Entry entry) {
    Entry expected = follow(size, head, entry.subject, entry.at, entry.scope);
    if (entry.position != expected.position || !Arrays.equals(entry.head, expected.head)) {
      throw broken(entry.position);
    }
    try {
      if (channel.size() < end) {
        throw new JournalException(
            "The erasure journal " + file.getFileName() + " is shorter than it was.");
      }
      channel.truncate(end);
      channel.position(end);
      write(channel, entry.line());
      channel.force(true);
      end = channel.position();
    } catch (IOException e) {
      throw new JournalException("The erasure journal cannot be written: " + e.getMessage());
    }
    size = entry.position;
    head = entry.head;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JournalException("The erasure journal cannot be closed: " + e.getMessage());
    } finally {
      release(lock);
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
