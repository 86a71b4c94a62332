package vn.onecall.sealing;

import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** A file with a random secret, which only the account that runs the server may read. */
final class SecretFile implements Unlock {
  private static final int MIN_BYTES = 32;
  private static final int MAX_FILE_BYTES = 4096;
  private static final Set<PosixFilePermission> NOT_FOR_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Path file;

  SecretFile(Path file) {
    this.file = file;
  }

  static SecretFile create(Path file) {
    byte[] secret = Random.randBytes(MIN_BYTES);
    byte[] line = Base64.getEncoder().encode(secret);
    byte[] text = Arrays.copyOf(line, line.length + 1);
    text[line.length] = '\n';
    try {
      DurableFile.create(file, text);
    } catch (FileAlreadyExistsException e) {
      throw new SecretFileException(DurableFile.nameOf(file), "exists already", e);
    } catch (IOException e) {
      throw new SecretFileException(DurableFile.nameOf(file), "cannot be written", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(line, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
    return new SecretFile(file);
  }

  String name() {
    return DurableFile.nameOf(file);
  }

  /** Reads the secret, which the caller zeroes. */
  byte[] read() {
    byte[] content;
    try {
      requirePrivate();
      content = DurableFile.read(file, MAX_FILE_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new SecretFileException(name(), "does not exist", e);
    } catch (IOException e) {
      throw new SecretFileException(name(), "cannot be read", e);
    }
    try {
      if (content.length > MAX_FILE_BYTES) {
        throw new SecretFileException(name(), "is longer than " + MAX_FILE_BYTES + " bytes");
      }
      byte[] secret = isText(content) ? decode(content) : content.clone();
      if (secret.length < MIN_BYTES) {
        throw new SecretFileException(name(), "holds fewer than " + MIN_BYTES + " bytes of secret");
      }
      return secret;
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private void requirePrivate() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return; // This file system has no such permissions to judge by.
    }
    Set<PosixFilePermission> tooMuch = EnumSet.copyOf(NOT_FOR_OTHERS);
    tooMuch.retainAll(view.readAttributes().permissions());
    if (!tooMuch.isEmpty()) {
      throw new SecretFileException(
          name(), "is open to group or others: give it mode 0600, for its owner alone");
    }
  }

  /** Text must be Base64: 32 typed letters would pass for 32 random bytes, and are not. */
  private byte[] decode(byte[] text) {
    String line = new String(text, StandardCharsets.US_ASCII).strip();
    try {
      return Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException e) {
      // The cause is dropped: it names characters of the secret.
      throw new SecretFileException(name(), "is text but not Base64");
    }
  }

  private static boolean isText(byte[] content) {
    for (byte b : content) {
      if ((b < ' ' || b > '~') && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Nothing to zero: the secret stays in its file. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return "SecretFile[" + name() + "]";
  }
}
