package vn.onecall.server.published;

import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.onecall.policy.Policy;
import vn.onecall.policy.publishing.AccessMatrix;
import vn.onecall.policy.publishing.DpvExport;
import vn.onecall.policy.publishing.PolicyPage;

/**
 * {@code /policy}: the policy in force, for anyone and in the reader's language. It is generated
 * from the policy object that the door uses, so the two cannot differ.
 */
@RestController
final class PublishedPolicyEndpoints {
  private static final Locale VIETNAMESE = Locale.of("vi");
  private static final MediaType MARKDOWN = MediaType.parseMediaType("text/markdown;charset=UTF-8");
  private static final MediaType JSON_LD = MediaType.parseMediaType("application/ld+json");
  private static final String BASE = "https://1call.vn/policy#";

  private final Supplier<String> words;
  private final Supplier<String> wordsInEnglish;
  private final Supplier<String> matrix;
  private final Supplier<String> matrixInEnglish;
  private final Supplier<String> linked;

  PublishedPolicyEndpoints(Policy policy) {
    this.words = SingletonSupplier.of(() -> PolicyPage.of(policy, VIETNAMESE));
    this.wordsInEnglish = SingletonSupplier.of(() -> PolicyPage.of(policy, Locale.ENGLISH));
    AccessMatrix all = AccessMatrix.of(policy);
    this.matrix = SingletonSupplier.of(() -> all.toMarkdown(policy, VIETNAMESE));
    this.matrixInEnglish = SingletonSupplier.of(() -> all.toMarkdown(policy, Locale.ENGLISH));
    this.linked = SingletonSupplier.of(() -> DpvExport.of(policy, BASE));
  }

  @GetMapping("/policy")
  ResponseEntity<String> words(Locale reader) {
    return markdown(reader, words, wordsInEnglish);
  }

  /** Who may see what, why, and in which form. */
  @GetMapping("/policy/matrix")
  ResponseEntity<String> matrix(Locale reader) {
    return markdown(reader, matrix, matrixInEnglish);
  }

  /** In the W3C Data Privacy Vocabulary. */
  @GetMapping("/policy/dpv")
  ResponseEntity<String> linked() {
    return ResponseEntity.ok().contentType(JSON_LD).body(linked.get());
  }

  private static ResponseEntity<String> markdown(
      Locale reader, Supplier<String> vi, Supplier<String> en) {
    boolean english = reader.getLanguage().equals("en");
    return ResponseEntity.ok()
        .contentType(MARKDOWN)
        .header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "vi")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .body((english ? en : vi).get());
  }
}
