package vn.onecall.fields.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the tables of letters: a letter, a tab, and what stands for it. */
final class LetterTable {

  private LetterTable() {}

  static Map<Integer, String> read(String name) {
    try (InputStream in =
            Objects.requireNonNull(LetterTable.class.getResourceAsStream(name), name);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(Collectors.toUnmodifiableMap(line -> line[0].codePointAt(0), line -> line[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("The table " + name + " cannot be read", e);
    }
  }
}
