package vn.onecall.keeper.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import vn.onecall.keeper.entries.EntryFeed;

/**
 * The sealed openings of the log's entries, in files that only grow: what an auditor needs to open
 * an entry even if main was lost, and what nobody can read without the log's keys.
 *
 * <p>One line an entry, in log order, 65,536 lines a file: {@code index entry subject outcome held
 * facts-version policy-version subject-commitment subject-part actor-commitment actor-part}, the
 * last four in base64 and an empty list of facts as {@code -}. A last line without its newline does
 * not count: the next one is written over it.
 *
 * <p>A line's place and its bytes follow from the order in {@code log_index} alone. Lines are
 * written at their place, never after whatever is there, and nothing is cut off: a server that was
 * paused and wakes beside its successor writes what stands there already.
 */
final class OpeningsArchive {
  private static final int PER_FILE = 65_536;
  private static final int READ_AT_ONCE = 1 << 16;
  private static final long UNREAD = -1;

  private final Path directory;

  /** Nothing while nobody has looked yet: whoever stands by never does. */
  private long size = UNREAD;

  private long end;

  private OpeningsArchive(Path directory) {
    this.directory = directory;
  }

  static OpeningsArchive open(Path directory) {
    OpeningsArchive archive = new OpeningsArchive(directory);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LogIntegrityException("The archive of the log's openings cannot be opened", e);
    }
    return archive;
  }

  /** Looks anew how far it goes: another server may have gone on with it. */
  void reread() {
    try {
      long file = 0;
      while (Files.exists(file(directory, file + 1))) {
        file++;
      }
      size = file * PER_FILE;
      end = 0;
      if (Files.exists(file(directory, file))) {
        countLines(file(directory, file));
      }
    } catch (IOException e) {
      throw new LogIntegrityException("The archive of the log's openings cannot be read", e);
    }
  }

  /** How many entries it holds: those with the indexes below this. */
  long size() {
    if (size == UNREAD) {
      reread();
    }
    return size;
  }

  /**
   * Adds entries and returns once they are on disk; those that it holds already are passed over.
   *
   * @param first the index of the first one
   */
  void add(long first, List<EntryFeed.SealedEntry> entries) {
    if (first > size()) {
      reread();
    }
    if (first > size) {
      throw new LogIntegrityException(
          "The archive of the log's openings ends at " + size + ", before " + first + ".");
    }
    try {
      int next = (int) Math.min(size - first, entries.size());
      while (next < entries.size()) {
        int room = (int) (PER_FILE - size % PER_FILE);
        int stop = Math.min(entries.size(), next + room);
        StringBuilder lines = new StringBuilder();
        for (int i = next; i < stop; i++) {
          line(lines, first + i, entries.get(i));
        }
        byte[] bytes = lines.toString().getBytes(US_ASCII);
        write(file(directory, size / PER_FILE), end, bytes);
        size += stop - next;
        end = size % PER_FILE == 0 ? 0 : end + bytes.length;
        next = stop;
      }
    } catch (IOException e) {
      throw new LogIntegrityException("The log's openings cannot be archived", e);
    }
  }

  private static void line(StringBuilder out, long index, EntryFeed.SealedEntry entry) {
    Base64.Encoder base64 = Base64.getEncoder();
    String held = entry.decided().heldText();
    out.append(index)
        .append(' ')
        .append(entry.id())
        .append(' ')
        .append(entry.subject())
        .append(' ')
        .append(entry.decided().outcome().code())
        .append(' ')
        .append(held.isEmpty() ? "-" : held)
        .append(' ')
        .append(entry.decided().factsVersion())
        .append(' ')
        .append(entry.decided().policyVersion())
        .append(' ')
        .append(base64.encodeToString(entry.subjectSide().commitment()))
        .append(' ')
        .append(base64.encodeToString(entry.subjectSide().sealed()))
        .append(' ')
        .append(base64.encodeToString(entry.actorSide().commitment()))
        .append(' ')
        .append(base64.encodeToString(entry.actorSide().sealed()))
        .append('\n');
  }

  private static Path file(Path directory, long number) {
    return directory.resolve("%06d.openings".formatted(number));
  }

  private static void write(Path file, long at, byte[] lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.size() < at) {
        throw new IOException("The file is shorter than it was");
      }
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes, at + bytes.position());
      }
      channel.force(true);
    }
  }

  /** Counts whole lines, up to the first that is not what its place asks for. */
  private void countLines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[READ_AT_ONCE];
      byte[] index = indexOf(size);
      long length = 0;
      int read;
      while ((read = in.read(block)) > 0) {
        for (int i = 0; i < read; i++) {
          byte each = block[i];
          if (each == 0 || (length < index.length && each != index[(int) length])) {
            return;
          }
          length++;
          if (each == '\n') {
            size++;
            end = size % PER_FILE == 0 ? 0 : end + length;
            index = indexOf(size);
            length = 0;
          }
        }
      }
    }
  }

  private static byte[] indexOf(long line) {
    return (line + " ").getBytes(US_ASCII);
  }
}
