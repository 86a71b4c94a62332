package vn.onecall.cli.demo.registration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import vn.onecall.cli.command.CommandFailure;

/**
 * The customers who are registered, in an append-only file with one line each: the position in the
 * company and nothing else. A line may be missing after an interruption, but never wrong.
 */
public final class RegisteredCustomers implements AutoCloseable {
  private final FileChannel file;
  private final BitSet registered;
  private final boolean resumed;

  private RegisteredCustomers(FileChannel file, BitSet registered, boolean resumed) {
    this.file = file;
    this.registered = registered;
    this.resumed = resumed;
  }

  public static RegisteredCustomers open(Path path) {
    try {
      BitSet registered = new BitSet();
      boolean resumed = Files.exists(path);
      if (resumed) {
        List<String> lines = List.of(Files.readString(path).split("\n", -1));
        // What follows the last newline is an unfinished line.
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
      return new RegisteredCustomers(file, registered, resumed);
    } catch (IOException e) {
      throw CommandFailure.unreachable("The file " + path + " cannot be read and written.");
    }
  }

  /** How many customers are registered. */
  public synchronized int count() {
    return registered.cardinality();
  }

  /** Whether the customer at this position has a line. */
  synchronized boolean has(int place) {
    return registered.get(place);
  }

  /**
   * Whether an earlier start began to register, so that a customer without a line may be
   * registered.
   */
  boolean resumed() {
    return resumed;
  }

  /** Adds the line of a customer. */
  synchronized void add(int place) {
    try {
      append(file, place + "\n");
      registered.set(place);
    } catch (IOException e) {
      throw CommandFailure.unreachable("What is loaded cannot be noted: " + e.getMessage());
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
      // The next start searches for the customers whose lines are lost.
    }
  }
}
