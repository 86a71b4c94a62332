package vn.onecall.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import vn.onecall.policy.reading.PolicyReader;

/** The policies that tests read: the published one, a small one and one with every construct. */
public final class SamplePolicies {

  public static final Path PUBLISHED = Path.of("..", "policies", "1call", "policy.yaml");

  private SamplePolicies() {}

  public static Policy published() {
    return PolicyReader.load(PUBLISHED);
  }

  public static String publishedText() {
    try {
      return Files.readString(PUBLISHED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A policy under the law and the calendar of the published one. */
  static Policy asPublished(byte[] bytes) {
    try {
      Path root = Files.createTempDirectory("policies");
      Path own = Files.createDirectory(root.resolve("own"));
      Path law = Files.createDirectory(root.resolve("law"));
      for (String file : List.of("vn-2026.yaml", "vn-calendar.yaml")) {
        Files.copy(Path.of("..", "policies", "law", file), law.resolve(file));
      }
      return PolicyReader.load(Files.write(own.resolve("policy.yaml"), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String smallText() {
    return text("small.yaml");
  }

  public static String text(String resource) {
    try (InputStream in = SamplePolicies.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A policy that uses each construct of the language, under a law of its own. */
  public static Policy shop() {
    return load(text("shop.yaml"), text("shop-law.yaml"));
  }

  public static Policy small() {
    return load(smallText().getBytes(StandardCharsets.UTF_8));
  }

  public static Policy load(byte[] bytes) {
    return load(bytes, text("shop-law.yaml"));
  }

  public static Policy load(String policy, String law) {
    return load(policy.getBytes(StandardCharsets.UTF_8), law);
  }

  public static Policy load(String policy, String law, String calendar) {
    return load(policy.getBytes(StandardCharsets.UTF_8), law, calendar);
  }

  private static Policy load(byte[] bytes, String law) {
    return load(bytes, law, text("shop-calendar.yaml"));
  }

  private static Policy load(byte[] bytes, String law, String calendar) {
    try {
      Path folder = Files.createTempDirectory("policy");
      Path file = folder.resolve("policy.yaml");
      Path overlay = folder.resolve("shop-law.yaml");
      Path days = folder.resolve("shop-calendar.yaml");
      try {
        Files.writeString(overlay, law);
        Files.writeString(days, calendar);
        return PolicyReader.load(Files.write(file, bytes));
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(overlay);
        Files.deleteIfExists(days);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
