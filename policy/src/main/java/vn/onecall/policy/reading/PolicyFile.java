package vn.onecall.policy.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a policy file: at most one mebibyte of UTF-8. */
final class PolicyFile {

  /** Longer than any policy that a person would read. */
  static final int MAX_BYTES = 1 << 20;

  private PolicyFile() {}

  static byte[] read(Path file, Findings findings) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        findings.add(1, "the file is larger than 1 MiB; a policy is read by people");
        throw findings.refusal();
      }
      return bytes;
    } catch (NoSuchFileException e) {
      findings.add(1, "there is no such file");
      throw findings.refusal();
    } catch (IOException e) {
      findings.add(1, "the file cannot be read (%s)".formatted(e.getClass().getSimpleName()));
      throw findings.refusal();
    }
  }

  static String decode(byte[] bytes, Findings findings) {
    // A new decoder reports malformed input, where a String would quietly replace it.
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      findings.add(line, "the file is not UTF-8 here");
      throw findings.refusal();
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
