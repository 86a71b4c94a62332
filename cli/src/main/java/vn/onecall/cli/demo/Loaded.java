package vn.onecall.cli.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import vn.onecall.cli.Failure;

/**
 * Which people of the company are registered, in a file that only grows: a line for each, by the
 * place in the company and nothing else. A line may be missing where the demo was cut short; one
 * that is there is true.
 */
final class Loaded implements AutoCloseable {
  private final FileChannel file;
  private final BitSet registered;
  private final boolean resumed;

  private Loaded(FileChannel file, BitSet registered, boolean resumed) {
    this.file = file;
    this.registered = registered;
    this.resumed = resumed;
  }

  static Loaded open(Path path) {
    try {
      BitSet registered = new BitSet();
      boolean resumed = Files.exists(path);
      if (resumed) {
        List<String> lines = List.of(Files.readString(path).split("\n", -1));
        // What follows the last newline is a line that was not finished.
        for (String line : lines.subList(0, lines.size() - 1)) {
          if (line.matches("[0-9]{1,7}")) {
            registered.set(Integer.parseInt(line));
          }
        }
      }
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      if (resumed) {
        append(file, "\n");
      }
      return new Loaded(file, registered, resumed);
    } catch (IOException e) {
      throw Failure.unreachable("The file " + path + " cannot be read and written.");
    }
  }

  /** How many are registered. */
  synchronized int count() {
    return registered.cardinality();
  }

  /** Whether this one has a line. */
  synchronized boolean has(int place) {
    return registered.get(place);
  }

  /** Whether an earlier start began to load, so that someone without a line may be registered. */
  boolean resumed() {
    return resumed;
  }

  /** Notes that one is registered. */
  synchronized void add(int place) {
    try {
      append(file, place + "\n");
      registered.set(place);
    } catch (IOException e) {
      throw Failure.unreachable("What is loaded cannot be noted: " + e.getMessage());
    }
  }

  private static void append(FileChannel file, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public synchronized void close() {
    try (file) {
      file.force(true);
    } catch (IOException e) {
      // The next start asks for those whose lines are lost.
    }
  }
}
