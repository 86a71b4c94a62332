package vn.onecall.fields.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads the tables of reference data: one row a line, columns separated by tabs. */
final class ReferenceTable {

  private ReferenceTable() {}

  /** The rows of a table, without the comments that name its source. */
  static List<List<String>> lines(String name) {
    try (InputStream in =
            Objects.requireNonNull(ReferenceTable.class.getResourceAsStream(name), name);
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
