package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.messages.MessagesCheck;

class TextsTest {
  /** What features demand, in their own words. */
  private static final Set<String> DATA = Set.of("Precondition.java");

  @Test
  void standInWholeBundlesInBothLanguagesAndNotInTheCode() {
    assertThat(MessagesCheck.faults(Path.of(""), DATA)).isEmpty();
  }

  @Test
  void areCheckedWhereTheyAre() {
    assertThat(Path.of("src/main/resources/vn/onecall/policy/law"))
        .isDirectoryContaining("glob:**messages_{vi,en}.properties");
  }
}
