package vn.onecall.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.onecall.messages.MessagesCheck;

class TextsTest {
  /** What people write in addresses and names, which is read and not said. */
  private static final Set<String> DATA = Set.of("AdministrativeName.java");

  @Test
  void standInWholeBundlesInBothLanguagesAndNotInTheCode() {
    assertThat(MessagesCheck.faults(Path.of(""), DATA)).isEmpty();
  }

  @Test
  void areCheckedWhereTheyAre() {
    assertThat(Path.of("src/main/resources/vn/onecall/fields"))
        .isDirectoryContaining("glob:**messages_{vi,en}.properties");
  }
}
