package vn.onecall.cli.demo.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteredCustomersTest {
  private Path file = Path.of("");

  @BeforeEach
  void choose(@TempDir Path folder) {
    file = folder.resolve("registered.txt");
  }

  @Test
  void remembersWhoIsRegistered() {
    try (RegisteredCustomers loaded = RegisteredCustomers.open(file)) {
      assertThat(loaded.resumed()).isFalse();
      loaded.add(3);
      loaded.add(0);
    }
    try (RegisteredCustomers loaded = RegisteredCustomers.open(file)) {
      assertThat(loaded.resumed()).isTrue();
      assertThat(loaded.count()).isEqualTo(2);
      assertThat(loaded.has(0)).isTrue();
      assertThat(loaded.has(1)).isFalse();
      assertThat(loaded.has(3)).isTrue();
    }
  }

  @Test
  void takesNoLineThatWasNotFinished() throws IOException {
    Files.writeString(file, "7\n12");
    try (RegisteredCustomers loaded = RegisteredCustomers.open(file)) {
      assertThat(loaded.has(7)).isTrue();
      assertThat(loaded.has(12)).isFalse();
      assertThat(loaded.has(1)).isFalse();
      loaded.add(3);
    }
    try (RegisteredCustomers loaded = RegisteredCustomers.open(file)) {
      assertThat(loaded.has(3)).isTrue();
      assertThat(loaded.has(123)).isFalse();
    }
  }
}
