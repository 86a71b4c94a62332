package vn.onecall.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The policies that tests read: the published one, and a small one that holds each construct. */
final class Policies {

  private static final Path PUBLISHED = Path.of("..", "policies", "1call", "policy.yaml");

  private Policies() {}

  static Policy published() {
    return Policy.load(PUBLISHED);
  }

  static String publishedText() {
    try {
      return Files.readString(PUBLISHED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String smallText() {
    try (InputStream in = Policies.class.getResourceAsStream("small.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Policy small() {
    return load(smallText().getBytes(StandardCharsets.UTF_8));
  }

  static Policy load(byte[] bytes) {
    try {
      Path folder = Files.createTempDirectory("policy");
      Path file = folder.resolve("policy.yaml");
      try {
        return Policy.load(Files.write(file, bytes));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
