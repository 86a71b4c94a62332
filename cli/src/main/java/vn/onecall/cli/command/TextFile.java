package vn.onecall.cli.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small text file that the command line names. */
public final class TextFile {
  private static final long MOST_BYTES = 1 << 20;

  private TextFile() {}

  public static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw CommandFailure.usage(file + " is larger than 1 MiB.");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("There is no file " + file + ".");
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage(file + " is not UTF-8 text.");
    } catch (IOException e) {
      throw CommandFailure.usage(file + " cannot be read.");
    }
  }
}
