package vn.onecall.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.onecall.messages.MessagesCheck;

class TextsTest {

  @ParameterizedTest
  @ValueSource(strings = {"server", "keeper"})
  void standInWholeBundlesInBothLanguagesAndNotInTheCode(String module) {
    assertThat(MessagesCheck.faults(Path.of("..", module))).isEmpty();
  }

  @Test
  void areCheckedWhereTheyAre() {
    assertThat(Path.of("../server/src/main/resources/vn/onecall/server/problems"))
        .isDirectoryContaining("glob:**messages_{vi,en}.properties");
    assertThat(Files.isDirectory(Path.of("../keeper/src/main/java"))).isTrue();
  }
}
