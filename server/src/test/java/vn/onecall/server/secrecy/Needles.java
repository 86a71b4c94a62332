package vn.onecall.server.secrecy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Canary values in every form in which they could lie about: as they are, in other cases, folded
 * without marks, decomposed, in UTF-16, in hexadecimal, and in base64 of both alphabets at each of
 * the three alignments. Haystacks are searched byte by byte, letters of either case alike.
 */
public final class Needles {
  private static final int SHORTEST = 9;

  private record Needle(String form, byte[] bytes) {}

  private final List<Needle> needles = new ArrayList<>();

  /** One list a pair of first bytes, so that a haystack is read once. */
  private final Needle[][] byStart = new Needle[1 << 16][];

  /** Forms of these values, each of nine characters at least. */
  public Needles(String... canaries) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    for (String canary : canaries) {
      if (canary.codePointCount(0, canary.length()) < SHORTEST) {
        throw new IllegalArgumentException(
            "a canary has nine characters, so as not to be met by chance");
      }
      for (String text : texts(canary)) {
        forms(text, forms);
      }
    }
    forms.forEach((form, bytes) -> needles.add(new Needle(form, lower(bytes))));
    for (Needle needle : needles) {
      int start = start(needle.bytes, 0);
      Needle[] before = byStart[start] == null ? new Needle[0] : byStart[start];
      byStart[start] = Arrays.copyOf(before, before.length + 1);
      byStart[start][before.length] = needle;
    }
  }

  /** Every form, by its name. */
  Map<String, byte[]> forms() {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    needles.forEach(needle -> forms.put(needle.form, needle.bytes.clone()));
    return forms;
  }

  /** The names of the forms that a haystack holds. */
  public Set<String> in(byte[] haystack) {
    Set<String> found = new LinkedHashSet<>();
    byte[] lower = lower(haystack);
    for (int at = 0; at + 1 < lower.length; at++) {
      Needle[] candidates = byStart[start(lower, at)];
      if (candidates != null) {
        for (Needle needle : candidates) {
          if (at + needle.bytes.length <= lower.length
              && Arrays.equals(
                  lower, at, at + needle.bytes.length, needle.bytes, 0, needle.bytes.length)) {
            found.add(needle.form);
          }
        }
      }
    }
    return found;
  }

  private static int start(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static Set<String> texts(String canary) {
    String decomposed = Normalizer.normalize(canary, Normalizer.Form.NFD);
    String folded = decomposed.replaceAll("\\p{M}", "").replace('đ', 'd').replace('Đ', 'D');
    return new LinkedHashSet<>(
        List.of(
            canary,
            canary.toLowerCase(Locale.ROOT),
            canary.toUpperCase(Locale.ROOT),
            decomposed,
            folded,
            folded.replace(" ", "")));
  }

  private static void forms(String text, Map<String, byte[]> forms) {
    byte[] utf8 = text.getBytes(UTF_8);
    forms.put("utf-8 " + text, utf8);
    forms.put("utf-16le " + text, text.getBytes(UTF_16LE));
    forms.put("utf-16be " + text, text.getBytes(UTF_16BE));
    forms.put("hex " + text, HexFormat.of().formatHex(utf8).getBytes(ISO_8859_1));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + utf8.length];
      System.arraycopy(utf8, 0, shifted, before, utf8.length);
      forms.put("base64+" + before + " " + text, inner(Base64.getEncoder(), shifted, before));
      forms.put("base64url+" + before + " " + text, inner(Base64.getUrlEncoder(), shifted, before));
    }
  }

  /** The characters that depend on the text alone, whatever stands before and after it. */
  private static byte[] inner(Base64.Encoder encoder, byte[] shifted, int before) {
    byte[] encoded = encoder.withoutPadding().encode(shifted);
    int from = before == 0 ? 0 : before + 1;
    int to = shifted.length * 8 / 6;
    return Arrays.copyOfRange(encoded, from, to);
  }

  private static byte[] lower(byte[] bytes) {
    byte[] lower = bytes.clone();
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] = (byte) (lower[i] + 'a' - 'A');
      }
    }
    return lower;
  }
}
