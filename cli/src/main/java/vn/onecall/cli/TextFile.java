package vn.onecall.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small text that the command line names. */
final class TextFile {
  private static final long MOST_BYTES = 1 << 20;

  private TextFile() {}

  static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw Failure.usage(file + " is larger than 1 MiB.");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw Failure.usage("There is no file " + file + ".");
    } catch (CharacterCodingException e) {
      throw Failure.usage(file + " is not UTF-8 text.");
    } catch (IOException e) {
      throw Failure.usage(file + " cannot be read.");
    }
  }
}
