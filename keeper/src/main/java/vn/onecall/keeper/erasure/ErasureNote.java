package vn.onecall.keeper.erasure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an erasure leaves beside the call that asked for it, so that its answer can be made again:
 * names of categories, dates and a place in the journal. One line each, words with spaces between.
 *
 * @param categories what went
 * @param kept what the law orders kept
 * @param unrecoverableAt when the last backup of keys has expired
 * @param journalPosition the erasure's place in the erasure journal
 */
record ErasureNote(
    List<String> categories,
    List<Erased.Kept> kept,
    Instant unrecoverableAt,
    long journalPosition) {

  String format() {
    List<String> lines = new ArrayList<>();
    lines.add("journal " + journalPosition);
    lines.add("unrecoverable-at " + unrecoverableAt);
    categories.forEach(category -> lines.add("erased " + category));
    kept.forEach(
        each -> lines.add("kept %s %s %s".formatted(each.category(), each.until(), each.law())));
    return String.join("\n", lines);
  }

  static ErasureNote parse(String text) {
    List<String> categories = new ArrayList<>();
    List<Erased.Kept> kept = new ArrayList<>();
    Instant unrecoverableAt = Instant.EPOCH;
    long position = 0;
    for (List<String> words :
        text.lines().map(line -> Arrays.asList(line.split(" ", 4))).toList()) {
      switch (words.getFirst()) {
        case "journal" -> position = Long.parseLong(words.get(1));
        case "unrecoverable-at" -> unrecoverableAt = Instant.parse(words.get(1));
        case "erased" -> categories.add(words.get(1));
        case "kept" ->
            kept.add(new Erased.Kept(words.get(1), Instant.parse(words.get(2)), words.get(3)));
        default -> throw new IllegalArgumentException("an erasure's note is malformed");
      }
    }
    return new ErasureNote(categories, kept, unrecoverableAt, position);
  }
}
