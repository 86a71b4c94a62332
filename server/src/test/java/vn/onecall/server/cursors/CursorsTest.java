package vn.onecall.server.cursors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.Unlock;
import vn.onecall.server.fixture.Folders;
import vn.onecall.server.problems.InputException;

/** Cursors under a real keystore. */
class CursorsTest {
  private static Keystore keystore;
  private static Cursors cursors;

  @BeforeAll
  static void open() {
    var folder = Folders.empty("cursors");
    try (Unlock unlock = Unlock.createSecretFile(folder.resolve("secret"))) {
      keystore = Keystore.create(folder.resolve("keystore"), unlock);
    }
    cursors = new Cursors(keystore.blindIndex()::token);
  }

  @AfterAll
  static void close() {
    keystore.close();
  }

  @Test
  void leadsTheSameClientInTheSameListBackToItsPosition() {
    for (long position : new long[] {0, 1, 42, Long.MAX_VALUE, Long.MIN_VALUE}) {
      String cursor = cursors.at("entries", "desk", position);
      assertThat(cursor).matches("[A-Za-z0-9_-]{32}");
      assertThat(cursors.position("entries", "desk", cursor)).isEqualTo(position);
    }
  }

  @Test
  void isNothingToAnotherClientOrForAnotherList() {
    String cursor = cursors.at("entries", "desk", 42);
    refused("entries", "shop", cursor);
    refused("policy-versions", "desk", cursor);
  }

  @Test
  void isRefusedWhereAnyBitOfItWasChanged() {
    byte[] bytes = Base64.getUrlDecoder().decode(cursors.at("entries", "desk", 42));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      refused("entries", "desk", Base64.getUrlEncoder().encodeToString(changed));
    }
    for (String none : new String[] {"", "AAAA", "?", "khach.la@nhacanary.vn"}) {
      refused("entries", "desk", none);
    }
  }

  private static void refused(String list, String client, String cursor) {
    assertThatThrownBy(() -> cursors.position(list, client, cursor))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> assertThat(e.errors().getFirst().code()).isEqualTo("not-yours"));
  }
}
