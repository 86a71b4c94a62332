package vn.onecall.fields;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The tables of facts that come with the product: lines of columns parted by tabs. */
final class Table {

  private Table() {}

  /** The lines of a table, without those that say where it is from. */
  static List<List<String>> lines(String name) {
    try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(name), name);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The table " + name + " cannot be read", e);
    }
  }
}
