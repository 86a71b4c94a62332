package vn.onecall.server.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import vn.onecall.server.access.EntryFeed;

/**
 * The sealed openings of the log's entries, in files that only grow: what an auditor needs to open
 * an entry even if main was lost, and what nobody can read without the log's keys.
 *
 * <p>One line an entry, in log order, 65,536 lines a file: {@code index entry subject outcome held
 * facts-version policy-version subject-commitment subject-part actor-commitment actor-part}, the
 * last four in base64 and an empty list of facts as {@code -}. A last line without its newline was
 * never counted and is cut off on opening.
 */
final class OpeningsArchive {
  private static final int PER_FILE = 65_536;

  private final Path directory;
  private long size;

  /** How much of the newest file counts; what a failed write left behind it does not. */
  private long bytes;

  private OpeningsArchive(Path directory, long size, long bytes) {
    this.directory = directory;
    this.size = size;
    this.bytes = bytes;
  }

  static OpeningsArchive open(Path directory) {
    try {
      Files.createDirectories(directory);
      long file = 0;
      while (Files.exists(file(directory, file + 1))) {
        file++;
      }
      Path last = file(directory, file);
      long lines = Files.exists(last) ? wholeLines(last) : 0;
      return new OpeningsArchive(
          directory, file * PER_FILE + lines, lines > 0 && lines < PER_FILE ? Files.size(last) : 0);
    } catch (IOException e) {
      throw new LedgerException("The archive of the log's openings cannot be opened", e);
    }
  }

  /** How many entries it holds: those with the indexes below this. */
  long size() {
    return size;
  }

  /**
   * Adds entries and returns once they are on disk; those that it holds already are passed over.
   *
   * @param first the index of the first one
   */
  void append(long first, List<EntryFeed.SealedEntry> entries) {
    if (first > size) {
      throw new LedgerException(
          "The archive of the log's openings ends at " + size + ", before " + first + ".");
    }
    try {
      int next = (int) Math.min(size - first, entries.size());
      while (next < entries.size()) {
        int room = (int) (PER_FILE - size % PER_FILE);
        int end = Math.min(entries.size(), next + room);
        StringBuilder lines = new StringBuilder();
        for (int i = next; i < end; i++) {
          line(lines, first + i, entries.get(i));
        }
        bytes = write(file(directory, size / PER_FILE), bytes, lines.toString());
        size += end - next;
        if (size % PER_FILE == 0) {
          bytes = 0;
        }
        next = end;
      }
    } catch (IOException e) {
      throw new LedgerException("The log's openings cannot be archived", e);
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

  /** Writes after what counts; how much counts then. */
  private static long write(Path file, long end, String lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.size() < end) {
        throw new IOException("The file is shorter than it was");
      }
      channel.truncate(end);
      channel.position(end);
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return channel.position();
    }
  }

  private static long wholeLines(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    long lines = 0;
    int end = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines++;
        end = i + 1;
      }
    }
    if (end < content.length) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
        channel.force(true);
      }
    }
    return lines;
  }
}
