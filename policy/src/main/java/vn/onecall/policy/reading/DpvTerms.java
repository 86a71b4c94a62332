package vn.onecall.policy.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The terms of the W3C Data Privacy Vocabulary 2.3 that policies and the law may use. An unknown
 * term is a finding: a rule about it would forbid nothing.
 */
enum DpvTerms {
  /** Kinds of personal data, such as {@code pd:EmailAddress}. */
  DATA("pd:", "pd:EmailAddress"),
  /** Purposes, such as {@code dpv:CustomerCare}. */
  PURPOSES("dpv:", "dpv:CustomerCare"),
  /** Either. */
  ANY("(dpv|pd):", "dpv:DirectMarketing");

  private final Pattern shape;
  private final String example;

  DpvTerms(String prefix, String example) {
    this.shape = Pattern.compile(prefix + "[A-Z][A-Za-z]*");
    this.example = example;
  }

  /** What a term looks like. */
  Pattern shape() {
    return shape;
  }

  /** An example, for messages. */
  String example() {
    return example;
  }

  /** All terms of this kind. */
  Set<String> known() {
    return All.TERMS.stream()
        .filter(term -> shape.matcher(term).matches())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static final class All {
    private static final Set<String> TERMS = read();

    private static Set<String> read() {
      try (InputStream file =
              Objects.requireNonNull(DpvTerms.class.getResourceAsStream("dpv-2.3.txt"));
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
