package vn.onecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vn.onecall.messages.MessagesCheck;

class TextsTest {
  @Test
  void standInWholeBundlesInBothLanguagesAndNotInTheCode() {
    assertThat(MessagesCheck.faults(Path.of(""))).isEmpty();
  }

  @Test
  void areCheckedWhereTheyAre() {
    assertThat(Path.of("src/main/resources/vn/onecall/policy/law"))
        .isDirectoryContaining("glob:**messages_{vi,en}.properties");
  }
}
