package vn.onecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.messages.MessagesCheck;

class TextsTest {
  /** The invented people and papers of the demo, and what its walk looks for in letters. */
  private static final Set<String> DATA =
      Set.of(
          "AffiliatesChapter.java",
          "AuthorityOrder.java",
          "DemandsChapter.java",
          "FullRegistration.java",
          "RefusalsChapter.java",
          "RequestsChapter.java",
          "RightsChapter.java",
          "TransfersChapter.java",
          "VietnameseNames.java");

  @Test
  void standInWholeBundlesInBothLanguagesAndNotInTheCode() {
    assertThat(MessagesCheck.faults(Path.of(""), DATA)).isEmpty();
  }

  @Test
  void areCheckedWhereTheyAre() {
    assertThat(Path.of("src/main/resources/vn/onecall/cli/demo/server"))
        .isDirectoryContaining("glob:**messages_{vi,en}.properties");
  }
}
